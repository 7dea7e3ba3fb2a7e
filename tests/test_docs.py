"""Docs that can lie are held to the code."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from verbindlich import __version__

ROOT = Path(__file__).resolve().parent.parent
MAP = (ROOT / "docs/map.md").read_text("utf-8")
MARKDOWN = sorted(p for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def rooms_on_disk() -> set[str]:
    floors = [ROOT / "verbindlich" / floor for floor in ("front", "domain", "office", "base")]
    return {f"{p.name}/" for floor in floors for p in floor.iterdir() if p.is_dir() and p.name != "__pycache__"}


def test_the_map_names_every_room_and_no_other() -> None:
    named = set(re.findall(r"^ {8}(\w+/)", MAP, re.M))
    assert named == rooms_on_disk()


def test_the_map_names_everything_at_the_top() -> None:
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        pytest.skip("no git here")
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    top = {path.split("/")[0] for path in tracked.stdout.splitlines()} - {".gitignore", ".gitattributes", "verbindlich"}
    words = MAP.replace("requirements.in/.txt", "requirements.in requirements.txt").replace(
        "requirements-test.in/.txt", "requirements-test.in requirements-test.txt"
    )
    assert not [name for name in top if name not in words]


def test_the_order_of_rooms_on_the_map_is_the_enforced_one() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    enforced = [
        re.sub(r"\s", "", room)
        for c in contracts
        if c["name"].startswith("rooms of")
        for layer in c["layers"]
        for room in layer.split("|")
    ]
    assert [name.rstrip("/") for name in re.findall(r"^ {8}(\w+/)", MAP, re.M)] == enforced


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8"))
    assert not [t for t in targets if not (path.parent / t).exists()]


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_named_in_code_spans_exist(path: Path) -> None:
    text = re.sub(r"^( {4}|```).*$", "", path.read_text("utf-8"), flags=re.M)
    named = re.findall(
        r"`((?:verbindlich|tests|docs|scripts|bench|base|domain|office|front)/[\w./-]+\.(?:py|toml|css|md|html))`", text
    )
    assert not [n for n in named if not ((ROOT / n).exists() or (ROOT / "verbindlich" / n).exists())]


def test_every_setting_is_documented_and_no_other() -> None:
    used = set(re.findall(r'env\.\w+\("(VERBINDLICH_\w+)"', (ROOT / "verbindlich/settings.py").read_text("utf-8")))
    documented = set(re.findall(r"VERBINDLICH_[A-Z_]+", (ROOT / "docs/operate.md").read_text("utf-8")))
    assert used == documented


def test_glossary_terms_exist_in_the_code() -> None:
    models = {m.__name__ for m in apps.get_models() if m.__module__.startswith("verbindlich.")} - {"UsedSlug"}
    terms = (ROOT / "docs/glossary.md").read_text("utf-8")
    assert not [name for name in models if name not in terms]


def test_make_targets_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for readme in ("README.md", "README.de.md", "CONTRIBUTING.md"):
        for target in re.findall(r"`make (\w+)", (ROOT / readme).read_text("utf-8")):
            assert re.search(rf"^{target}:", makefile, re.M), f"{readme}: make {target}"


def test_publiccode_names_this_version() -> None:
    data = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert data["softwareVersion"] == __version__
    assert data["legal"]["license"] == "EUPL-1.2"
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_command_knows_what_the_readme_shows() -> None:
    usage = subprocess.run(
        [sys.executable, "-m", "verbindlich", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    for command in set(re.findall(r"verbindlich (check|start|manage)\b", (ROOT / "README.md").read_text("utf-8"))):
        assert f"verbindlich {command}" in usage


def test_rules_in_the_handbook_are_the_rules() -> None:
    from verbindlich.base.calc.rules import registered

    handbook = (ROOT / "docs/handbuch/pruefung.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", handbook, re.M)) == {rule.id for rule in registered()}
