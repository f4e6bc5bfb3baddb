"""Files for the tests: a store of their own, and a thing whose room lets one person have them."""

import io

import pytest
from django.test import override_settings

from openxian.core.files import actions, kept, registry

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)


@pytest.fixture(autouse=True)
def store(tmp_path):
    """A fresh folder for the bytes."""
    place = {"BACKEND": "openxian.core.files.kept.KeptFolder", "OPTIONS": {"location": tmp_path / "kept"}}
    from django.conf import settings

    with override_settings(STORAGES=settings.STORAGES | {"kept": place}):
        yield kept.folder()


@pytest.fixture
def rights():
    """Whom the room of ``organisations.organisation`` lets have its files: the people in this list."""
    allowed, before = [], dict(registry._rights)
    registry.register(
        "organisations.organisation",
        may_download=lambda person, file, at: person in allowed,
        recorded=["sealed"],
    )
    yield allowed
    registry._rights.clear()
    registry._rights.update(before)


@pytest.fixture
def pdf(education, writer, at):
    """A kept PDF of 教体局."""
    return actions.keep(io.BytesIO(PDF), "关于开学的通知.pdf", thing=education, by=writer, at=at)
