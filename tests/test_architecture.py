"""The house holds: floors and rooms point downwards, in imports, foreign keys and templates."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
FLOORS = next(c["layers"] for c in CONFIG["contracts"] if c["name"] == "four floors")


def rank(module: str) -> tuple[int, int]:
    """Floor and room of a module as numbers, lowest first; neighbours divided by | share one."""
    _, floor, room = module.split(".")[:3]
    rooms = next(c["layers"] for c in CONFIG["contracts"] if c["name"] == f"rooms of {floor}")
    place = next(i for i, layer in enumerate(rooms) if room in [name.strip() for name in layer.split("|")])
    return -FLOORS.index(floor), -place


def test_imports_point_downwards() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0, (
        "run `.venv/bin/lint-imports` to see why"
    )


def our_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("verbindlich.")]


def test_foreign_keys_point_downwards() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} points at {target._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(target := field.related_model, type)
        if target.__module__.startswith("verbindlich.") and rank(target.__module__) > rank(model.__module__)
    ]
    assert not wrong


def test_both_ends_of_a_foreign_key_belong_to_a_municipality_or_the_lower_is_shared() -> None:
    """A row of one municipality must not hang on a row that cannot say whose it is."""
    shared = {"accounts.user", "accounts.municipality"}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        if "municipality" in {f.name for f in model._meta.get_fields()}
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(target := field.related_model, type)
        if target._meta.label_lower not in shared and "municipality" not in {f.name for f in target._meta.get_fields()}
    ]
    assert not wrong


def test_labels_are_room_names() -> None:
    ours = [a for a in apps.get_app_configs() if a.name.startswith("verbindlich.")]
    assert [a.label for a in ours] == [a.name.split(".")[-1] for a in ours]


@pytest.mark.parametrize("path", sorted((ROOT / "verbindlich").rglob("*.html")), ids=lambda p: p.name)
def test_templates_read_no_higher_room(path: Path) -> None:
    """No reverse accessor of a higher room: a template may walk `x.y_set` or a related name only downwards."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[3] != "templates":
        pytest.skip("not a room's template")
    mine = rank(".".join(parts[:3]))
    text = path.read_text("utf-8")
    higher = {
        field.get_accessor_name()
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.auto_created and not field.concrete and field.related_model.__module__.startswith("verbindlich.")
        if rank(field.related_model.__module__) > mine and field.get_accessor_name()
    }
    used = {name for name in higher if re.search(rf"\.{re.escape(name)}\b", text)}
    assert not used


def test_templates_escape_everything() -> None:
    """`|safe` once let the name of a sheet run as markup. What is markup is made with format_html, in Python."""
    found = [
        path.name
        for path in (ROOT / "verbindlich").rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text("utf-8"))
    ]
    assert not found


def test_no_catch_all_modules() -> None:
    forbidden = {"utils.py", "helpers.py", "services.py", "signals.py"}
    assert not [p for p in (ROOT / "verbindlich").rglob("*.py") if p.name in forbidden]


def test_files_stay_one_room() -> None:
    long = [
        f"{p.relative_to(ROOT)}: {n}"
        for p in (ROOT / "verbindlich").rglob("*.py")
        if p.parent.name != "migrations" and (n := len(p.read_text("utf-8").splitlines())) > 400
    ]
    assert not long
