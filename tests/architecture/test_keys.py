"""Foreign keys point downwards too: a string reference would slip past the import check."""

import tomllib

from django.apps import apps

from tests.architecture.source import ROOT


def _layers() -> list[str]:
    """The rooms from top to bottom, as the import contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layered = next(one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [room.strip() for layer in layered["layers"] for room in layer.split("|")]


def test_no_relation_points_up_the_layers():
    height = {room: -number for number, room in enumerate(_layers())}
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if model._meta.app_label in height and field.related_model._meta.app_label in height
        if height[field.related_model._meta.app_label] > height[model._meta.app_label]
    ]
    assert upwards == []
