"""One Chinese word has one identifier: glossary.tsv is the list, the models keep to it.

A line is 中文, a tab, then the identifiers the word may have (mostly one).
"""

import ast
import inspect
import textwrap
from pathlib import Path

from django.apps import apps

from tests.architecture.source import ROOMS

BEHIND_THE_SCENES = {"repository.ArticleTag", "repository.Rendition"}  # rows that no screen shows by name
GLOSSARY = Path(__file__).with_name("glossary.tsv")


def _words() -> dict[str, list[str]]:
    rows = [line.split("\t") for line in GLOSSARY.read_text(encoding="utf-8").splitlines()]
    return {word: identifiers.split() for word, identifiers in rows}


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _named() -> list[tuple[str, str, str]]:
    """(where, Chinese name, identifier) of every model and field of ours that has a Chinese name."""
    names = []
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            names.append((model._meta.label, str(model._meta.verbose_name), model.__name__))
            fields = [field for field in model._meta.get_fields() if hasattr(field, "verbose_name")]
            names += [(f"{model._meta.label}.{field.name}", str(field.verbose_name), field.name) for field in fields]
    return names


def test_a_word_of_the_glossary_is_called_what_the_glossary_says():
    """A model may add the kind of thing it is (``ColumnPage``)."""
    words = _words()
    wrong = [
        f"{where}: {word} is called {' or '.join(words[word])}"
        for where, word, identifier in _named()
        if word in words and not any(_plain(identifier).startswith(_plain(one)) for one in words[word])
    ]
    assert wrong == []


def test_every_model_and_field_of_ours_has_a_chinese_name():
    """Fields that Wagtail and Django bring along are theirs to name."""
    unnamed = [
        where
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and model._meta.label not in BEHIND_THE_SCENES
        for where, given in _given_names(model)
        if not _chinese_or_acronym(str(given or ""))
    ]
    assert unnamed == []


def _chinese_or_acronym(name: str) -> bool:
    return name.isupper() or any("一" <= sign <= "鿿" for sign in name)


def _given_names(model):
    """(where, Chinese name or ``None``) of a model and of the columns it declares itself."""
    yield model._meta.label, model._meta.verbose_name
    for field in model._meta.local_fields:
        if field.name in _declared(model) and not field.primary_key:
            yield f"{model._meta.label}.{field.name}", field._verbose_name


def _declared(model) -> set[str]:
    """Names assigned in the class body or in an abstract base of ours."""
    ours = [base for base in model.__mro__ if base.__module__.startswith("openxian")]
    sources = [source for base in ours for source in [_body(base)] if source]
    return {name for source in sources for name in source}


def _body(cls) -> set[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def test_the_glossary_names_no_identifier_twice_for_different_words():
    seen: dict[str, str] = {}
    for word, identifiers in _words().items():
        for identifier in identifiers:
            assert seen.setdefault(identifier, word) in (word, *SAME_THING.get(word, ())), identifier


SAME_THING = {"股室": ("内设机构",)}
