"""Tables: real ones in order, those that only laid out a page taken apart."""

from openxian.core.html import words
from openxian.core.html.lines import trimmed
from openxian.core.html.nodes import Container, Paragraph, Run


def settle_table(table: Container) -> list:
    """What a closed table contributes: itself, or its content in reading order when it was layout."""
    rows = [block for block in table.blocks if isinstance(block, Container) and block.tag == "tr" and block.blocks]
    strays = [*table.stray, *(stray for row in rows for stray in row.stray)]
    captions = [block for block in table.blocks if isinstance(block, Container) and block.tag == "caption"]
    if _is_layout(rows):
        words_of_captions = [line for caption in captions for line in caption.blocks]
        return [*strays, *words_of_captions, *(block for row in rows for cell in row.blocks for block in cell.blocks)]
    for row in rows:
        for cell in row.blocks:
            cell.blocks = [part for block in cell.blocks for part in _flat(block)]
    _head(rows)
    settled = Container("table")
    settled.blocks = rows
    settled.stray = _caption(captions)
    return [*strays, settled]


def _is_layout(rows: list[Container]) -> bool:
    """One filled cell, or tables inside tables unless at least two rows hold data of their own."""
    filled = sum(1 for row in rows for cell in row.blocks if cell.blocks)
    if filled <= 1:
        return True
    if not any(_holds_table(cell) for row in rows for cell in row.blocks):
        return False
    with_data = sum(1 for row in rows if sum(1 for cell in row.blocks if cell.blocks and not _holds_table(cell)) > 1)
    return with_data < 2


def _holds_table(cell: Container) -> bool:
    return any(_has_table(block) for block in cell.blocks)


def _has_table(block) -> bool:
    return isinstance(block, Container) and (block.tag == "table" or any(_has_table(child) for child in block.blocks))


def _flat(block) -> list:
    """A block as it may stand in a cell: a table inside becomes a line per row."""
    if isinstance(block, Paragraph):
        return [block]
    if block.tag != "table":
        block.blocks = [part for child in block.blocks for part in _flat(child)]
        return [block]
    lines = []
    for row in block.blocks:
        line = Paragraph()
        runs = [(run, Run(" ")) for cell in row.blocks for child in cell.blocks for run in _runs(child)]
        line.runs = trimmed([piece for pair in runs for piece in pair])
        if line.runs:
            lines.append(line)
    return lines


def _runs(block) -> list:
    if isinstance(block, Paragraph):
        return block.runs
    return [run for child in block.blocks for run in _runs(child)]


def _head(rows: list[Container]) -> None:
    """A first row all in bold is a head, unless the table marks its heads itself; heads are bold by themselves."""
    marked = any(cell.tag == "th" for row in rows for cell in row.blocks)
    if not marked and len(rows) > 1 and len(rows[0].blocks) > 1 and _all_bold(rows[0]):
        for cell in rows[0].blocks:
            cell.tag = "th"
    for row in rows:
        for cell in row.blocks:
            if cell.tag == "th":
                _unbold(cell.blocks)


def _all_bold(row: Container) -> bool:
    runs = [run for run in _runs(row) if isinstance(run, Run) and run.text.strip()]
    return bool(runs) and all(run.marks & words.STRONG for run in runs)


def _unbold(blocks: list) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            block.runs = trimmed(
                [run._replace(marks=run.marks & ~words.STRONG) if isinstance(run, Run) else run for run in block.runs]
            )
        else:
            _unbold(block.blocks)


def _caption(captions: list[Container]) -> list[Paragraph]:
    """One line for all captions."""
    line = Paragraph()
    runs = [(run, Run(" ")) for caption in captions for block in caption.blocks for run in _runs(block)]
    line.runs = trimmed([piece for pair in runs for piece in pair])
    return [line] if line.runs else []
