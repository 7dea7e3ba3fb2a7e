"""Contact persons of measures, and notes about measures: what a department may know of them, and that nothing is lost to it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from tests import factories
from verbindlich.domain.actors.models import Note
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.trail.models import Event

HIDDEN = "Geheime Schlüsselperson"


@pytest.fixture
def led(cast: SimpleNamespace) -> Measure:
    """A measure of the department's, with a contact that it may know and one that it may not."""
    body = factories.organisation(cast.home)
    factories.affiliate(cast.fachamt, body)
    made = factories.measure(cast.home, "Lotsendienst", leads=[body], end=date(2030, 12, 31))
    made.contacts.set([factories.person(cast.home, "R. Rat"), factories.person(cast.home, HIDDEN, key_person=True)])
    return made


def url(name: str, cast: SimpleNamespace, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[cast.home.slug, *args])


def form(measure: Measure, **said: Any) -> dict[str, Any]:
    return {
        "title": "Lotsendienst",
        "end": "2030-12-31",
        "visibility": "freigegeben",
        "version_seen": measure.version,
        **said,
    }


def test_a_department_never_reads_a_protected_name(
    led: Measure, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    version = factories.version(cast.home)
    pages = [
        url("measure-detail", cast, led.pk), url("measure-edit", cast, led.pk),
        url("measure-list", cast) + "?spalten=kontakt&sort=kontakt", url("measure-list", cast) + "?als=druck&spalten=kontakt",
        url("version-detail", cast, version.pk), url("version-compare", cast),
    ]  # fmt: skip
    for page in pages:
        shown = clients.fachamt.get(page)
        assert shown.status_code == 200
        assert HIDDEN not in shown.content.decode(), page
    for page in pages[:5]:
        assert HIDDEN in clients.steuerung.get(page).content.decode(), page
        assert "R. Rat" in clients.fachamt.get(page).content.decode(), page
    assert "geschützte Kontaktperson" in clients.fachamt.get(pages[4]).content.decode()
    book = openpyxl.load_workbook(BytesIO(clients.fachamt.get(url("measure-list", cast), {"als": "xlsx"}).content))
    assert HIDDEN not in str([[cell.value for cell in row] for row in book.worksheets[0].iter_rows()])


def test_the_order_of_the_list_does_not_tell_of_it(
    led: Measure, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    other = factories.measure(cast.home, "Andere")
    other.contacts.add(factories.person(cast.home, "Mitte"))
    for client, first in ((clients.steuerung, "Lotsendienst"), (clients.fachamt, "Andere")):
        shown = client.get(url("measure-list", cast), {"spalten": "kontakt", "sort": "kontakt"}).content.decode()
        rows = shown[shown.index("<tbody") :]
        assert (rows.index("Lotsendienst") < rows.index("Andere")) == (first == "Lotsendienst")


def test_saving_keeps_the_contact_that_the_form_does_not_show(
    led: Measure, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    hidden = led.contacts.get(name=HIDDEN)
    edit = url("measure-edit", cast, led.pk)
    assert clients.fachamt.post(edit, form(led, contacts=[hidden.pk])).status_code == 422, "it cannot be chosen either"
    assert clients.fachamt.post(edit, form(led, contacts=[])).status_code == 302
    assert [person.name for person in led.contacts.all()] == [HIDDEN]
    late = clients.fachamt.post(edit, form(led, contacts=[]))
    assert late.status_code == 409
    assert HIDDEN not in late.content.decode()
    led.refresh_from_db()
    assert clients.steuerung.post(edit, form(led, contacts=[])).status_code == 302
    assert not led.contacts.exists()


def test_who_left_is_not_offered_but_stays_where_named(
    led: Measure, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    led.contacts.filter(name="R. Rat").update(left_on="2020-01-01")
    factories.person(cast.home, "Anderswo weg", left_on="2020-01-01")
    shown = clients.steuerung.get(url("measure-edit", cast, led.pk)).content.decode()
    assert "R. Rat" in shown
    assert "Anderswo weg" not in shown


def test_notes_about_a_measure(led: Measure, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any) -> None:
    """For the Steuerung, and for a department that may edit the measure; never in its story, its versions, the list of notes."""
    page, create = url("measure-detail", cast, led.pk), url("note-create", cast, led.pk)
    said = {"text": "Träger springt vielleicht ab", "kind": "telefon"}
    assert clients.fachamt.post(create, said)["Location"] == f"{page}#notizen"
    assert clients.steuerung.post(create, {**said, "text": "Nachgefragt"}).status_code == 302
    assert clients.steuerung.post(create, {"text": "", "kind": "telefon"}).status_code == 422
    assert clients.lesend.post(create, said).status_code == 403
    assert (
        clients.fremd.post(reverse("concepts:note-create", args=[cast.neighbour.slug, led.pk]), said).status_code == 404
    )
    for client, sees in (
        (clients.steuerung, True),
        (clients.fachamt, True),
        (clients.beirat, False),
        (clients.lesend, False),
    ):
        assert (said["text"] in client.get(page).content.decode()) == sees
    foreign = factories.measure(cast.home, "Nicht ihre")
    assert clients.fachamt.post(url("note-create", cast, foreign.pk), said).status_code == 403
    clients.steuerung.post(url("note-create", cast, foreign.pk), {**said, "text": "Zur anderen"})
    assert "Zur anderen" not in clients.fachamt.get(url("measure-detail", cast, foreign.pk)).content.decode()
    assert "Zur anderen" not in clients.fachamt.get(reverse("actors:note-list", args=[cast.home.slug])).content.decode()
    assert Event.objects.about(led).count() == 1
    assert said["text"] not in factories.version(cast.home).snapshot
    before = queries(lambda: clients.steuerung.get(page))
    for n in range(3):
        clients.steuerung.post(create, {**said, "text": f"Notiz {n}"})
    assert queries(lambda: clients.steuerung.get(page)) == before
    assert Note.objects.count() == 6
