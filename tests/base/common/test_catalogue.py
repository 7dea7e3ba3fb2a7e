"""`verbindlich manage catalogue`: strings in, translations kept, what is missing named."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

from verbindlich.base.common.management.commands import catalogue
from verbindlich.base.common.management.commands.catalogue import messages


def stored(po: Path) -> dict[str, str]:
    with po.open("rb") as file:
        return {m.id: m.string for m in messages(read_po(file, locale="en"))}


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "en/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid "Speichern"\nmsgstr "Save it"\n\nmsgid "Steht nirgends mehr"\nmsgstr "Gone"\n', encoding="utf-8"
    )
    return path


def test_refresh_keeps_translations_and_drops_what_is_gone(po: Path) -> None:
    catalogue.refresh(po)
    kept = stored(po)
    assert kept["Speichern"] == "Save it"
    assert kept["Abbrechen"] == ""
    assert "Steht nirgends mehr" not in po.read_text("utf-8")


def test_refresh_twice_changes_nothing(po: Path) -> None:
    catalogue.refresh(po)
    before = po.read_bytes()
    catalogue.refresh(po)
    assert po.read_bytes() == before
    assert not re.search(rb"^#: .*:\d+", before, re.M), "line numbers would make every change a difference"


def test_check_names_what_is_wrong(po: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "catalogues", lambda: [po])
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("catalogue", check=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert "en: veraltet: „Steht nirgends mehr“ ()" in lines
    assert any(line.startswith("en: fehlt: „Abbrechen“ (") for line in lines)
    assert any("nicht neu übersetzt" in line for line in lines)
    assert not any("„Speichern“" in line for line in lines)


@pytest.mark.parametrize(
    ("german", "english", "same"),
    [
        ("%(n)d von %(all)d", "%(n)d of %(all)d", True),
        ("%(n)d von %(all)d", "%(n)d of all", False),
        ("Tabelle %(p.table)s", "Table %(p.titel)s", False),
        ("<b>eins</b>", "<b>one", False),
        ("80 %% fertig", "80 % done", False),
        ("\nGuten Tag", "Hello", False),
        (("Eine Person", "%(n)s Personen"), ("One person", "%(n)s people"), True),
        (("Eine Person", "%(n)s Personen"), ("One person", "People"), False),
        (("%(n)s Zelle", "%(n)s Zellen"), ("One cell", "%(n)s cells"), True),
    ],
)
def test_fixed_parts(german: str, english: str, same: bool) -> None:
    assert catalogue.same_fixed_parts(Message(german, english)) is same


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{% translate "Ein Wort" %}', ["Ein Wort"]),
        ("<a aria-label=\"{% translate 'Mehr' %}\">{{ x|default:_('Nichts') }}</a>", ["Mehr", "Nichts"]),
        ("  {% blocktranslate trimmed with a=b %}\n    Guten\n    Tag {{ a }}\n  {% endblocktranslate %}", ["Guten Tag %(a)s"]),
        ("{% blocktranslate count n=x %}Ein Ziel{% plural %}{{ n }} Ziele{% endblocktranslate %}", [("Ein Ziel", "%(n)s Ziele")]),
        ("{% if x %}\n      (' {% translate '80 %' %}\n   {% endif %}\n  ') und '", ["80 %%"]),
    ],
)  # fmt: skip
def test_strings_of_a_template(template: str, found: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(template, encoding="utf-8")
    assert [m.id for m in messages(catalogue.strings(tmp_path))] == found
