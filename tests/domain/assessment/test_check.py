"""A catalogue checked in the browser: the result of the command, nothing stored, clear words for what cannot be read."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from verbindlich.base.readers.turn import turn
from verbindlich.domain.assessment import views

URL = reverse("assessment:check")
pytestmark = pytest.mark.django_db


def catalogue(*rows: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Nr.", "Handlungsfeld", "Ziel", "Maßnahme", "Federführung", "Zeitraum", "Priorität", "Kosten"])
    writer.writerows(rows)
    return out.getvalue().encode()


def upload(data: bytes, name: str = "katalog.csv", **more: str) -> tuple[int, str]:
    answer = Client().post(URL, {"file": SimpleUploadedFile(name, data), **more})
    return answer.status_code, answer.content.decode()


GOOD = ("1.1", "Sprache", "Alle finden einen Kurs", "Kurse bündeln", "Sozialamt", "2025 – 2027", "hoch", "5.000 €")
OPEN = ("1.2", "Sprache", "Alle finden einen Kurs", "Lotsen gewinnen", "N. N.", "offen", "", "-")


def test_result_stands_beside_the_other_concepts() -> None:
    status, html = upload(catalogue(GOOD, OPEN))
    assert status == 200
    assert "2 Maßnahmen in 1 Handlungsfeld" in html
    assert "1 von 2" in html
    assert "6 ja, 1 teilweise, 5 nein" in html
    assert "Lotsen gewinnen" in html


def test_some_rules_ask_whose_concept_it_is() -> None:
    sentence = "Die kreisangehörigen Gemeinden sind angehört"
    _, district = upload(catalogue(GOOD), kind="landkreis")
    _, city = upload(catalogue(GOOD), kind="stadt")
    assert sentence in district
    assert district != city


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "leer.xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "bild.xlsx"),
        (b"PK\x03\x04kaputt", "katalog.docx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "alt.docx"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(data: bytes, name: str) -> None:
    status, html = upload(data, name)
    assert status == 422
    assert "kern-error" in html
    assert "Traceback" not in html


def test_no_file_is_said() -> None:
    answer = Client().post(URL, {})
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()


def test_too_large_is_said(settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 10  # type: ignore[attr-defined]
    status, html = upload(catalogue(GOOD))
    assert status == 422
    assert "25 MB" in html


def test_markup_in_cells_and_names_stays_text() -> None:
    row = (*GOOD[:3], "<script>alert(1)</script>", "N. N.", *GOOD[5:])
    _, html = upload(catalogue(row), name="<img src=x onerror=1>.csv")
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_a_busy_server_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        def acquire(self, timeout: float) -> bool:
            return False

    monkeypatch.setattr("verbindlich.base.readers.turn.AT_ONCE", Busy())
    status, html = upload(catalogue(GOOD))
    assert status == 503
    assert "in einer Minute" in html


def test_a_crowd_is_told_at_once_and_holds_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbindlich.base.readers.turn.IN_LINE", BoundedSemaphore(1))
    with turn() as mine:
        assert mine
        assert upload(catalogue(GOOD))[0] == 503
    assert upload(catalogue(GOOD))[0] == 200


def test_a_check_that_breaks_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **more: object) -> None:
        raise RuntimeError

    for _ in range(5):
        with monkeypatch.context() as spoilt, pytest.raises(RuntimeError):
            spoilt.setattr(views, "check_upload", broken)
            upload(catalogue(GOOD))
    assert upload(catalogue(GOOD))[0] == 200


def test_the_sample_gives_what_the_command_gives(shared: Path) -> None:
    status, html = upload(
        (shared / "samples/massnahmen/beispielkreis_abschnitte.xlsx").read_bytes(), "beispielkreis.xlsx"
    )
    assert status == 200
    assert "24 Maßnahmen in 8 Handlungsfeldern" in html
    assert "19 von 24" in html


def test_a_file_too_large_for_the_browser_is_sent_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbindlich.domain.assessment.checking.MOST_CELLS", 10)
    status, html = upload(catalogue(GOOD))
    assert status == 422
    assert "verbindlich check" in html


def test_a_long_list_of_findings_is_cut_and_says_so() -> None:
    rows = [
        (f"1.{n}", "Sprache", "Ziel", f"Angebot {n} für Gruppe {n * 7}", "", "2025", "hoch", "1 €") for n in range(230)
    ]
    _, html = upload(catalogue(*rows))
    assert "230 Befunde dieser Art" in html
    assert "Angebot 150 " in html
    assert "Angebot 229 " not in html
