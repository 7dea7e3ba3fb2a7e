"""The import in the browser: upload, look, correct, decide, confirm, take back. Roles and strangers: tests/test_urls.py."""

from __future__ import annotations

import re
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.domain.concepts.importing_files import (
    CAFE,
    HEADER,
    KURS,
    applied,
    changed,
    file,
    plan_of,
    started,
    stored,
    table,
)
from verbindlich.base.readers import read_here
from verbindlich.domain.actors.models import Organisation, OrganisationAlias
from verbindlich.domain.concepts import actions as concepts
from verbindlich.domain.concepts.models import FieldOfAction, Finding, Goal, Measure, Milestone, Need
from verbindlich.office.imports import uploads
from verbindlich.office.imports.models import HeaderWord, Import
from verbindlich.office.trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast: SimpleNamespace, clients: SimpleNamespace) -> Any:
    return Pages(cast, clients.steuerung)


class Pages:
    def __init__(self, cast: SimpleNamespace, client: Client) -> None:
        self.cast, self.client = cast, client

    def url(self, name: str, imported: Import | None = None) -> str:
        return reverse(f"concepts:import-{name}", args=[self.cast.home.slug, *([imported.pk] if imported else [])])

    def get(self, name: str, imported: Import | None = None) -> str:
        answer = self.client.get(self.url(name, imported))
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, name: str, imported: Import | None = None, **data: Any) -> HttpResponse:
        if imported and "version" not in data and name in ("detail", "apply", "mapping"):
            data["version"] = imported.version
        return self.client.post(self.url(name, imported), data)

    def upload(self, data: bytes, name: str = "katalog.csv", child: bool = False) -> Import:
        """Read in this process, which is quicker than in a child."""
        with nullcontext() if child else patch.object(uploads, "read_bytes", read_here):
            answer = self.post("create", file=file(data, name))
        assert answer.status_code == 302, text_of(answer)
        return Import.objects.latest("pk")


def text_of(answer: Any) -> str:
    html = answer if isinstance(answer, str) else answer.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# upload


def test_upload_look_confirm(page: Pages) -> None:
    imported = page.upload(table(KURS, CAFE))
    seen = text_of(page.get("detail", imported))
    assert "2 Maßnahmen: 2 neu. Neu dazu kommen 1 Handlungsfeld, 1 Ziel und 2 Organisationen." in seen
    assert not Measure.objects.exists()
    answer = page.post("apply", imported)
    assert answer["Location"] == page.url("detail", imported)
    done = text_of(page.get("detail", imported))
    assert "Übernommen: 2 Maßnahmen, 1 Handlungsfeld, 1 Ziel und 2 Organisationen angelegt." in done
    assert Measure.objects.count() == 2
    assert "2 Maßnahmen, 1 Handlungsfeld, 1 Ziel und 2 Organisationen angelegt" in text_of(page.get("list"))


def test_the_file_is_read_in_a_child_and_not_kept(page: Pages, settings: Any) -> None:
    imported = page.upload(table(KURS), child=True)
    assert (imported.file_name, len(imported.sha256), imported.user) == ("katalog.csv", 64, page.cast.steuerung)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "leer"),
        (b"PK\x03\x04kaputt", "konnte nicht gelesen werden"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, ".xlsx"),
    ],
)
def test_what_cannot_be_read_is_explained(data: bytes, word: str, page: Pages) -> None:
    answer = page.post("create", file=file(data, "x.xlsx"))
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()
    assert word in text_of(answer)
    assert not Import.objects.exists()


def test_without_a_file(page: Pages) -> None:
    assert page.post("create").status_code == 422


def test_too_many_bytes_or_cells(page: Pages, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    assert "größer als 25 MB" in text_of(page.post("create", file=file(table(KURS))))
    settings.UPLOAD_MAX_BYTES = 10_000
    monkeypatch.setattr("verbindlich.office.imports.forms.UploadForm.most_cells", 10)
    assert "über 10 gefüllte Zellen" in text_of(page.post("create", file=file(table(KURS))))


def test_a_busy_server_says_so(page: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        def acquire(self, blocking: bool = True, timeout: float = 0) -> bool:
            return False

    monkeypatch.setattr("verbindlich.base.readers.turn.IN_LINE", Busy())
    answer = page.post("create", file=file(table(KURS)))
    assert answer.status_code == 503
    assert "in einer Minute" in text_of(answer)
    assert page.post("sample")["Location"] == page.url("create")


def test_a_file_without_measures_leads_to_the_mapping(page: Pages) -> None:
    answer = page.post("create", file=file(b"Wie;Wer so\nKurse;Sozialamt\nCaf\xe9;Jugendamt\n"))
    imported = Import.objects.get()
    assert answer["Location"] == page.url("mapping", imported)
    assert "Keine Maßnahmen gefunden" in text_of(page.get("mapping", imported))
    assert "wurden keine Maßnahmen gefunden" in text_of(page.get("detail", imported))


# mapping


def test_columns_are_corrected_and_remembered(page: Pages, cast: SimpleNamespace) -> None:
    header = (*HEADER, "Kümmert sich", "Geheim")
    data = table((*KURS, "Volkshochschule", "Zimmer 12"), header=header)
    imported = page.upload(data)
    assert "Nicht zugeordnet: „Kümmert sich“, „Geheim“" in text_of(page.get("detail", imported))
    assert "2 nicht zugeordnet" not in text_of(page.get("mapping", imported))
    fields = {f"spalte-{n}": column.property for n, column in enumerate(plan_of(imported).tables[0].columns)}
    fields |= {"spalte-10": "partners", "spalte-11": "skip"}
    page.post("mapping", imported, **fields)
    assert {(word.header, word.property) for word in HeaderWord.objects.all()} == {
        ("Kümmert sich", "partners"),
        ("Geheim", "skip"),
    }
    imported.refresh_from_db()
    assert "Auf Wunsch nicht übernommen" in page.get("detail", imported)
    page.post("apply", imported)
    kurs = stored(cast.home).get()
    assert ([str(one) for one in kurs.partners], kurs.remark) == (["Volkshochschule"], "")
    assert "Nicht zugeordnet" not in text_of(page.get("detail", page.upload(data)))


def test_a_column_taken_wrongly_is_put_right(page: Pages, cast: SimpleNamespace) -> None:
    """ "Träger" is who pays there, and nobody else leads."""
    header = ("Nr.", "Maßnahme", "Träger", "Wer?")
    imported = page.upload(table(("1", "Kurse", "Land", "Sozialamt"), header=header))
    page.post(
        "mapping", imported, **{"spalte-0": "number", "spalte-1": "title", "spalte-2": "remark", "spalte-3": "lead"}
    )
    imported.refresh_from_db()
    page.post("apply", imported)
    kurs = stored(cast.home).get()
    assert ([str(one) for one in kurs.leads], kurs.remark) == (["Sozialamt"], "Träger: Land")
    again = page.upload(table(("1", "Kurse", "Land", "Sozialamt"), header=header))
    assert "– wieder selbst erkennen –" in page.get("mapping", again)
    page.post(
        "mapping", again, **{"spalte-0": "number", "spalte-1": "title", "spalte-2": "automatisch", "spalte-3": "lead"}
    )
    assert not HeaderWord.objects.exists()


def test_a_table_that_was_left_out_can_be_mapped(page: Pages) -> None:
    imported = page.upload(b"Wie;Wer so\nKurse;Sozialamt\nCaf\xe9;Jugendamt\n")
    page.post("mapping", imported, **{"spalte-0": "title", "spalte-1": "lead"})
    imported.refresh_from_db()
    assert plan_of(imported).counts("measure")["create"] == 2


@pytest.mark.parametrize("fields", [{"spalte-0": "nichts"}, {"version": "x"}])
def test_a_senseless_mapping_is_refused(fields: dict[str, str], page: Pages) -> None:
    imported = page.upload(table(KURS))
    assert page.post("mapping", imported, **fields).status_code == 422
    assert not HeaderWord.objects.exists()


def test_a_mapping_on_an_old_page_changes_nothing(page: Pages) -> None:
    imported = page.upload(table(KURS))
    page.post("mapping", imported, version=99, **{"spalte-0": "remark"})
    assert not HeaderWord.objects.exists()
    assert "noch einmal ansehen" in text_of(page.get("detail", imported))


# decisions


def test_similar_organisations_are_proposed_and_decided(page: Pages, cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Amt für Soziales")
    imported = page.upload(table(KURS))
    html = page.get("detail", imported)
    assert "Wer ist „Sozialamt“?" in html
    assert f'<option value="{office.pk}" selected>dasselbe wie „Amt für Soziales“</option>' in html
    page.post("apply", imported, **{"frage-0": "neu"})
    assert set(Organisation.objects.of(cast.home).values_list("name", flat=True)) == {"Amt für Soziales", "Sozialamt"}


def test_an_organisation_of_another_municipality_is_refused(page: Pages, cast: SimpleNamespace) -> None:
    foreign = factories.organisation(cast.neighbour, "Fremdes Amt")
    imported = page.upload(table(KURS))
    for answer in (str(foreign.pk), "999999", "x"):
        refused = page.post("apply", imported, **{"frage-0": answer})
        assert refused.status_code == 422, answer
        assert "Fremdes Amt" not in refused.content.decode(), answer
    assert not Measure.objects.of(cast.home).exists()


def test_a_measure_of_another_municipality_is_refused(page: Pages, cast: SimpleNamespace) -> None:
    factories.measure(cast.home, "Wohnungsbörse", number="1.1")
    foreign = factories.measure(cast.neighbour, "Fremde Maßnahme")
    imported = page.upload(table(KURS))
    questions = {q.key: n for n, q in enumerate(plan_of(imported).every_question())}
    answer = page.post("apply", imported, **{f"frage-{questions['row:m0']}": str(foreign.pk)})
    assert answer.status_code == 422
    foreign.refresh_from_db()
    assert foreign.title == "Fremde Maßnahme"


def test_an_answer_that_changes_the_plan_is_shown_before_it_is_done(page: Pages, cast: SimpleNamespace) -> None:
    measure = factories.measure(cast.home, "Wohnungsbörse", number="1.1")
    imported = page.upload(table(KURS))
    seen = text_of(page.get("detail", imported))
    assert "1 Maßnahme: 1 mit Frage." in seen
    assert "Die Nummer 1.1 trägt hier eine Maßnahme, die anders heißt." in seen
    questions = {q.key: n for n, q in enumerate(plan_of(imported).every_question())}
    page.post("apply", imported, **{f"frage-{questions['row:m0']}": str(measure.pk)})
    imported.refresh_from_db()
    assert (imported.state, stored(cast.home).get().title) == ("planned", "Wohnungsbörse")
    assert "Sprachkurs-Börse aufbauen" in page.get("detail", imported)
    page.post("apply", imported)
    assert stored(cast.home).get().title == "Sprachkurs-Börse aufbauen"


def test_answers_can_be_kept_for_later(page: Pages, cast: SimpleNamespace) -> None:
    factories.organisation(cast.home, "Amt für Soziales")
    imported = page.upload(table(KURS, CAFE))
    page.post("detail", imported, aus=["m1"], **{"frage-0": "worte"})
    imported.refresh_from_db()
    assert (imported.left_out, list(imported.answers.values())) == (["m1"], ["worte"])
    html = page.get("detail", imported)
    assert re.search(r'value="m1" id="aus-m1" checked', html)
    page.post("apply", imported, aus=["m1"])
    assert [measure.number for measure in stored(cast.home)] == ["1.1"]
    assert "ausgelassen" in page.get("detail", imported)


def test_what_only_a_left_out_row_needs_is_not_made(page: Pages, cast: SimpleNamespace) -> None:
    imported = page.upload(table(KURS, changed(CAFE, field="Familie", goal="Alle gut beraten", lead="Jugendamt")))
    page.post("apply", imported, aus=["m1"])
    assert [field.name for field in FieldOfAction.objects.of(cast.home)] == ["Sprache"]
    assert [goal.title for goal in Goal.objects.of(cast.home)] == ["Alle finden einen Kurs"]
    assert [one.name for one in Organisation.objects.of(cast.home)] == ["Sozialamt"]


def test_a_changed_measure_can_be_left_out(page: Pages, cast: SimpleNamespace) -> None:
    applied(cast, table(KURS, CAFE))
    imported = page.upload(table(changed(KURS, priority="niedrig"), changed(CAFE, priority="hoch")))
    html = page.get("detail", imported)
    assert "2 Änderungen" in html
    page.post("apply", imported, aus=["m0"])
    assert dict(Measure.objects.of(cast.home).values_list("number", "priority")) == {"1.1": "hoch", "1.2": "hoch"}


# applying


def test_the_same_file_again_says_that_nothing_changes(page: Pages, cast: SimpleNamespace) -> None:
    page.post("apply", page.upload(table(KURS)))
    imported = page.upload(table(KURS))
    seen = text_of(page.get("detail", imported))
    assert "Nichts zu tun: Was in dieser Datei steht, steht schon so im Konzept." in seen
    assert "Genau diese Datei wurde schon am" in seen
    assert ">Übernehmen<" not in page.get("detail", imported)


def test_an_import_while_somebody_edits_writes_over_nobody(page: Pages, cast: SimpleNamespace) -> None:
    applied(cast, table(KURS, CAFE))
    imported = page.upload(table(changed(KURS, priority="niedrig"), changed(CAFE, priority="niedrig")))
    kurs = stored(cast.home).get(number="1.1")
    kurs.title = "Sprachkurs-Börse für alle"
    concepts.save_measure(user=cast.steuerung, measure=kurs, version=kurs.version)
    answer = page.post("apply", imported)
    assert answer.status_code == 409
    seen = text_of(answer)
    assert "Nichts wurde übernommen: 1 Zeile hat inzwischen jemand geändert." in seen
    assert "Sprachkurs-Börse für alle" in seen
    assert set(Measure.objects.of(cast.home).values_list("priority", flat=True)) == {"hoch", "mittel"}
    imported.refresh_from_db()
    page.post("apply", imported, aus=["m0"])
    assert dict(Measure.objects.of(cast.home).values_list("number", "priority")) == {"1.1": "hoch", "1.2": "niedrig"}


def test_a_second_click_does_nothing_more(page: Pages) -> None:
    imported = page.upload(table(KURS))
    page.post("apply", imported)
    assert page.post("apply", imported).status_code == 302
    assert Measure.objects.count() == 1


def test_a_page_from_before_is_told(page: Pages, cast: SimpleNamespace) -> None:
    imported = page.upload(table(KURS))
    page.post("detail", imported)
    page.post("apply", imported)  # with the version of the first page
    assert "inzwischen an anderer Stelle bearbeitet" in text_of(page.get("detail", imported))
    assert not Measure.objects.exists()


def test_nothing_happens_without_the_page_s_own_form(page: Pages) -> None:
    imported = page.upload(table(KURS))
    assert page.client.post(page.url("apply", imported)).status_code == 302
    assert page.post("apply", imported, version="x").status_code == 422
    assert not Measure.objects.exists()


def test_trail_and_findings_are_written(page: Pages, cast: SimpleNamespace) -> None:
    page.post("apply", page.upload(table(KURS, changed(CAFE, lead=""))))
    kurs = Measure.objects.get(number="1.1")
    event = Event.objects.about(kurs).get()
    assert (event.verb, event.user, event.before, event.after) == ("create", cast.steuerung, None, kurs.as_state())
    assert Finding.objects.filter(measure__number="1.2", rule="measure-without-lead").exists()
    page.post("apply", page.upload(table(changed(KURS, priority="niedrig"))))
    event = Event.objects.about(kurs).first()
    assert (event.verb, event.before["priority"], event.after["priority"]) == ("edit", "hoch", "niedrig")
    kurs.refresh_from_db()
    assert kurs.version == 2


# undo


def test_taken_back_all_is_as_it_was(page: Pages, cast: SimpleNamespace) -> None:
    applied(cast, table(KURS))
    before = stored(cast.home).get().as_state()
    imported = page.upload(
        table(changed(KURS, title="Sprachkurs-Börse 2", lead="VHS", partners="Sozialamt", period="2030"), CAFE)
    )
    page.post("apply", imported)
    assert Measure.objects.of(cast.home).count() == 2
    page.post("undo", imported)
    assert stored(cast.home).get().as_state() == before
    assert [one.name for one in Organisation.objects.of(cast.home)] == ["Sozialamt"]
    assert "Zurückgenommen" in text_of(page.get("detail", imported))
    gone = Measure.objects.deleted_of(cast.home).get()
    assert Event.objects.about(gone).first().verb == "delete"


def test_not_taken_back_where_somebody_went_on_working(page: Pages, cast: SimpleNamespace) -> None:
    imported = page.upload(table(KURS, CAFE))
    page.post("apply", imported)
    kurs = stored(cast.home).get(number="1.1")
    concepts.save_milestone(user=cast.steuerung, milestone=Milestone(measure=kurs, title="Erster Kurs"))
    answer = page.post("undo", imported)
    assert answer.status_code == 409
    assert "1.1 Sprachkurs-Börse aufbauen" in text_of(answer)
    assert Measure.objects.of(cast.home).count() == 2


def test_not_taken_back_where_a_need_is_answered_by_it(page: Pages, cast: SimpleNamespace) -> None:
    imported = page.upload(table(KURS))
    page.post("apply", imported)
    need = factories.need(cast.home, answer=Need.Answer.MEASURE, measure=stored(cast.home).get())
    assert page.post("undo", imported).status_code == 409
    concepts.delete_row(user=cast.steuerung, row=need)
    assert page.post("undo", imported).status_code == 302


def test_what_others_use_by_now_stays(page: Pages, cast: SimpleNamespace) -> None:
    imported = page.upload(table(KURS))
    page.post("apply", imported)
    kurs = stored(cast.home).get()
    factories.measure(cast.home, "Eigene", leads=kurs.leads, goal=kurs.goal)
    page.post("undo", imported)
    assert [measure.title for measure in stored(cast.home)] == ["Eigene"]
    assert [goal.title for goal in Goal.objects.of(cast.home)] == ["Alle finden einen Kurs"]
    assert [field.name for field in FieldOfAction.objects.of(cast.home)] == ["Sprache"]
    assert [one.name for one in Organisation.objects.of(cast.home)] == ["Sozialamt"]


def test_decisions_about_names_are_taken_back_too(page: Pages, cast: SimpleNamespace) -> None:
    factories.organisation(cast.home, "Amt für Soziales")
    imported = page.upload(table(KURS))
    page.post("apply", imported)
    assert OrganisationAlias.objects.exists()
    page.post("undo", imported)
    assert not OrganisationAlias.objects.exists()


def test_taken_back_twice_or_too_late(page: Pages) -> None:
    imported = page.upload(table(KURS))
    page.post("undo", imported)
    assert "lässt sich nicht mehr zurücknehmen" in text_of(page.get("detail", imported))


def test_discarded(page: Pages) -> None:
    imported = page.upload(table(KURS))
    page.post("discard", imported)
    assert "Verworfen" in text_of(page.get("detail", imported))
    assert page.client.get(page.url("mapping", imported)).status_code == 302
    assert not Measure.objects.exists()


# the pages


def test_an_empty_list_says_how_to_begin(page: Pages) -> None:
    assert "Zwei Wege zu beginnen" in page.get("list")


def test_lists_page_at_fifty_with_the_same_queries(page: Pages, cast: SimpleNamespace, queries: Any) -> None:
    started(cast, table(KURS))
    assert queries(lambda: page.get("list")) == 6
    Import.objects.bulk_create(
        Import(municipality=cast.home, kind="concepts.catalogue", file_name=f"{n}.csv", user=cast.steuerung)
        for n in range(59)
    )
    assert queries(lambda: page.get("list")) == 6
    assert page.get("list").count('<th scope="row">') == 50


def test_a_plan_s_page_takes_the_same_queries_for_any_number(page: Pages, cast: SimpleNamespace, queries: Any) -> None:
    one, two = (
        started(cast, table(KURS)),
        started(cast, table(KURS, CAFE, changed(CAFE, number="3", title="Lesepaten"))),
    )
    assert [queries(lambda imported=imported: page.get("detail", imported)) for imported in (one, two)] == [6, 6]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "مكتب", "Amt 😀", "\u202eabc", "{{ 7|add:7 }}"])
def test_any_text_is_shown_as_text(text: str, page: Pages) -> None:
    row = changed(KURS, title=f"{text} Kurs", lead=f"{text} Amt", goal=f"{text} Ziel")
    imported = page.upload(table(row), f"{text}.csv")
    html = page.get("detail", imported) + page.get("mapping", imported) + page.get("list")
    assert "<script>alert" not in html
    page.post("apply", imported)
    assert "<script>alert" not in page.get("detail", imported)
    assert Measure.objects.count() == 1


def test_the_sample_is_one_click_away_in_the_demo(page: Pages, cast: SimpleNamespace) -> None:
    answer = page.post("sample")
    imported = Import.objects.get()
    assert answer["Location"] == page.url("detail", imported)
    assert "24 Maßnahmen: 24 neu." in text_of(page.get("detail", imported))
    cast.home.is_demo = False
    cast.home.save()
    assert page.post("sample").status_code == 404
    assert "Beispielkatalog ausprobieren" not in page.get("create")


def test_the_packaged_sample_is_the_shared_one(shared: Any) -> None:
    from verbindlich.domain.concepts.views.imports import SAMPLE

    assert SAMPLE.read_bytes() == (shared / "samples/massnahmen/beispielkreis_spalten.xlsx").read_bytes()
