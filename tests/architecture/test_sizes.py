"""A file or a function that outgrows these sizes is split by noun."""

from tests.architecture.source import functions, modules

LONGEST_FILE = 400
LONGEST_FUNCTION = 55


def test_no_file_is_too_long():
    written = [module for module in modules() if not module.is_migration]
    assert [f"{module}: {module.lines} lines" for module in written if module.lines > LONGEST_FILE] == []


def test_no_function_is_too_long():
    long = [
        f"{module}:{function.lineno} {function.name}: {function.end_lineno - function.lineno + 1} lines"
        for module in modules()
        if not module.is_migration
        for function in functions(module)
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []
