from __future__ import annotations

from pathlib import Path

import pytest

from tests.base.check.grids import SYNONYMS
from verbindlich.base.check.mapping import load_synonyms
from verbindlich.base.readers.source import UnreadableFile

HEADERS = {
    "number": "Nr.|lfd. Nr.|Lfd.-Nr.|Kennung|M-Nr.|ID|Maßnahmen-Nr.|Nr. der Maßnahme|Laufende Nummer|Maßnahmennummer",
    "title": "Maßnahme|MASSNAHMEN|Massnahme|Maßnahme / Projekt|Vorhaben|Was?|Projekt|Aktivität|Geplante Maßnahme|Titel der Maßnahme*",
    "description": "Kurzbeschreibung|Beschreibung der Maßnahme|Maßnahmenbeschreibung|Wie?",
    "field": "Handlungsfeld|HF|Themenfeld|Bereich|Schwerpunkt|Handlungsfelder",
    "goal": "Ziel|Ziele|Zielstellung|Teilziel|Wozu?|Ziel der Maßnahme|Wirkungsziel",
    "lead": "Zuständigkeit\n(FF = Federführung)|Verantwortlich|Verantwortliche/r|Verantwortliche*r|Wer?|FF|Federführende Stelle"
    "|Verantwortlichkeit|Umsetzungsakteure|Träger|Zustaendigkeit|Verantwortlich für die Umsetzung|Federführung / Beteiligte",
    "partners": "Beteiligte|Mitwirkung|Kooperationspartner|Koop.-Partner|mit wem?|Weitere Akteure|Projektpartner",
    "period": "Zeitraum|Laufzeit|Bis wann?|Wann?|Terminstellung|Frist|Umsetzungs-\nzeitraum|Zeitplan|Laufzeit (von – bis)|Zeitschiene",
    "start": "Beginn|von|Beginn der Maßnahme|Startdatum",
    "end": "Ende|bis|Abschluss",
    "priority": "Priorität|Prio|Prio.|Rang|Dringlichkeit|Wichtigkeit|Priorität (1 = hoch)",
    "budget": "Kosten|Mittel|Finanzierung|Haushalts-\nrelevanz|Kosten / Finanzierung|Kosten in €|Budget [T€]|Ressourcen|Finanzielle Auswirkungen"
    "|Kosten p. a.|Haushaltsrelevanz (ja/nein)|Gesamtkosten",
    "status": "Stand|Status|Umsetzungsstand|Stand der Umsetzung|Sachstand|Umsetzungsstand 31.12.2025|Bearbeitungsstand",
    "indicator": "Indikator|Indikatoren|Messgröße|Woran erkennen wir den Erfolg?|Erfolgsindikator",
    "kind": "Art|strategisch/operativ|Maßnahmenart",
    "remark": "Bemerkungen|Anmerkung|Zielgruppe|Sozialraum",
    "summary": "Anzahl Maßnahmen|Anzahl von Maßnahme|Zeilenbeschriftungen",
}
CASES = [(header, name) for name, headers in HEADERS.items() for header in headers.split("|")]


@pytest.mark.parametrize(("header", "name"), CASES, ids=[header for header, _ in CASES])
def test_header_means(header: str, name: str) -> None:
    match = SYNONYMS.match(header)
    assert match is not None and match.property == name


@pytest.mark.parametrize("text", ["Sozialamt", "hoch", "Xyz", "2025", "—", "Sprachkurs für Eltern", "x" * 200])
def test_data_means_nothing(text: str) -> None:
    assert SYNONYMS.match(text) is None


@pytest.mark.parametrize(
    "text", ["Maßnahmen zum Wohnen", "mittel", "umgesetzt", "Träger der Jugendhilfe", "Ziel: Teilhabe"]
)
def test_data_is_no_strong_header(text: str) -> None:
    assert SYNONYMS.strong(text) is None


def test_both_properties_of_one_header() -> None:
    match = SYNONYMS.match("Federführung / Beteiligte")
    assert match is not None and match.also == ("partners",)


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "meine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_words_win(tmp_path: Path) -> None:
    synonyms = load_synonyms(own(tmp_path, 'lead = ["Hut auf", "kümmer*"]\nstatus = ["Bereich"]'))
    found = [match.property for text in ("Hut auf", "Kümmerin", "Bereich") if (match := synonyms.match(text))]
    assert found == ["lead", "lead", "status"]


def test_own_words_by_german_name(tmp_path: Path) -> None:
    synonyms = load_synonyms(own(tmp_path, '"Federführung" = "Hut"\nprioritaet = ["Wumms"]'))
    assert [synonyms.match(text)[0] for text in ("Hut", "Wumms")] == ["lead", "priority"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lead = [", "meine.toml ist kein gültiges TOML"),
        (
            'lead = ["A"]\nleed = ["B"]',
            "meine.toml, Zeile 2: „leed“ ist keine bekannte Angabe. Gemeint ist vielleicht „lead“.",
        ),
        ('lead = ["A"]\nxyzq = ["B"]', "Möglich sind: number, title"),
        ('lead = ["Hut"]\n\npartners = ["hut"]', "Zeile 3: „hut“ steht bei Federführung und bei Beteiligte."),
        ("lead = 3", "Zeile 1: „lead“ braucht eine Liste von Wörtern"),
        ('lead = [""]', "braucht eine Liste von Wörtern"),
        ("[lead]\nx = 1", "braucht eine Liste von Wörtern"),
    ],
)
def test_faulty_own_words(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=".*") as error:
        load_synonyms(own(tmp_path, text))
    assert message in str(error.value)


def test_bad_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Zeile 2"):
        load_synonyms(own(tmp_path, 'lead = ["A"]\n= 3'))


def test_missing_or_binary_own_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="lässt sich nicht öffnen"):
        load_synonyms(tmp_path / "fehlt.toml")
    (tmp_path / "bild.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile, match="kein UTF-8"):
        load_synonyms(tmp_path / "bild.toml")
