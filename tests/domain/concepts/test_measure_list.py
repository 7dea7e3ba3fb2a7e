"""The list of measures: who sees what, filters, order, columns, pages, exports, and what all of it costs."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base.common import listing
from verbindlich.domain.actors.models import Person
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.actions import Relations
from verbindlich.domain.concepts.measure_table import COLUMNS
from verbindlich.domain.concepts.models import Measure, Milestone, SavedFilter

YEAR = timezone.localdate().year
# "Börse" ended yesterday: on New Year's Day that was last year
BOTH_YEARS = ["Börse"] if (timezone.localdate() - timedelta(days=1)).year == YEAR else []


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[home.slug, *args])


@pytest.fixture
def url(cast: SimpleNamespace) -> str:
    return page("measure-list", cast.home)


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [row["title"] for row in answer.context["rows"]]


def full(home: Any, n: int, **fields: Any) -> Measure:
    """A measure with all that a line can show."""
    bodies = [factories.organisation(home, f"Amt {n}-{i}") for i in range(3)]
    steps = [Milestone(title=f"Schritt {i}", due=date(2030, 1, 1)) for i in range(2)]
    measure = factories.measure(
        home, f"Maßnahme {n}", number=f"1.{n}", leads=bodies[:1], partners=bodies[1:], milestones=steps, **fields
    )
    persons = [Person.objects.create(municipality=home, name=f"P. {n}-{i}", organisation=bodies[0]) for i in range(2)]
    words = [f"Wort {n}", "gemeinsam"]
    relations = Relations(contacts=persons, groups=words, spaces=words)
    return actions.save_measure(user=None, measure=measure, relations=relations, version=measure.version)


EVERYTHING = {"spalten": [column.name for column in COLUMNS]}


QUERIES: list[tuple[dict[str, Any], int]] = [
    # session, user, membership; findings beside "Prüfung"; today's check; choices; count; page, bodies, findings; sentence
    ({}, 11),
    ({"befund": "alle", "sort": "stand"}, 11),
    ({"als": "druck"}, 10),  # no count
    (EVERYTHING, 12),  # words and persons
    ({"als": "xlsx"}, 7),  # no subnavigation, count, findings, sentence
    ({"als": "csv"}, 7),
]


def test_costs_the_same_for_one_and_three_rows(
    cast: SimpleNamespace, clients: SimpleNamespace, url: str, queries: Any
) -> None:
    goal = factories.goal(cast.home, field=factories.field(cast.home))
    for rows in ([0], [1, 2]):
        for n in rows:
            full(cast.home, n, goal=goal)
        for params, number in QUERIES:
            assert queries(lambda params=params: get(clients.steuerung, url, params)) == number, (rows, params)


def get(client: Client, url: str, params: Any) -> Any:
    answer = client.get(url, params)
    assert answer.status_code == 200
    return answer


class TestSeeing:
    """Who finds what in the list, and who may choose and change."""

    @pytest.fixture
    def three(self, cast: SimpleNamespace) -> SimpleNamespace:
        office = factories.organisation(cast.home, "Jugendamt")
        team = factories.organisation(cast.home, "Sachgebiet", parent=office)
        factories.affiliate(cast.fachamt, office)
        factories.measure(cast.neighbour, "Nachbarlich")
        return SimpleNamespace(
            office=office,
            led=factories.measure(cast.home, "Geführt", leads=[team], visibility="intern"),
            joined=factories.measure(cast.home, "Mitgemacht", partners=[office], visibility="intern"),
            hidden=factories.measure(cast.home, "Verborgen", visibility="intern", remark="nur innen"),
            open=factories.measure(cast.home, "Offen", remark="nur innen"),
        )

    def test_each_role_sees_its_own(self, three: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        expected = {
            "steuerung": ["Geführt", "Mitgemacht", "Offen", "Verborgen"],
            "fachamt": ["Geführt", "Mitgemacht", "Offen"],
            "beirat": ["Offen"],
            "lesend": ["Offen"],
        }
        for who, seen in expected.items():
            for kind in ("", "druck", "xlsx", "csv"):
                answer = getattr(clients, who).get(url, {"als": kind})
                found = [row[4] for row in exported(answer, kind)] if kind in ("xlsx", "csv") else titles(answer)
                assert found == seen, (who, kind)
                assert b"nur innen" not in answer.content, (who, kind)

    def test_the_sentence_counts_what_is_seen(self, three: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        assert clients.steuerung.get(url).context["frame"].measures == 4
        assert clients.lesend.get(url).context["frame"].measures == 1

    def test_only_what_one_may_edit_can_be_chosen_and_changed(
        self, three: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        for who, may in {"steuerung": 4, "fachamt": 1, "beirat": 0, "lesend": 0}.items():
            text = getattr(clients, who).get(url).content.decode()
            assert text.count('name="auswahl"') == may, who
            assert text.count("/zeile/") == may, who
            assert ("Ausgewählte ändern" in text) == bool(may), who
            assert ("/bearbeiten/#id_lead" in text) == (who == "steuerung"), who  # the one of Fachamt has a lead

    def test_contacts_and_visibility_are_not_for_readers(
        self, three: SimpleNamespace, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        person = Person.objects.create(municipality=cast.home, name="K. Vogel")
        three.open.contacts.add(person)
        params = {"spalten": ["kontakt", "sichtbarkeit"], "sort": "kontakt"}
        assert "K. Vogel" in clients.steuerung.get(url, params).content.decode()
        for who in ("beirat", "lesend"):
            text = getattr(clients, who).get(url, params).content.decode()
            assert "K. Vogel" not in text and "Kontaktpersonen" not in text and "Sichtbarkeit" not in text, who

    def test_strangers_are_not_let_in(self, clients: SimpleNamespace, url: str) -> None:
        assert clients.fremd.get(url).status_code == 404


def exported(answer: Any, kind: str) -> list[list[Any]]:
    """The rows of a file without its header."""
    if kind == "csv":
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[1:]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


class TestFilters:
    @pytest.fixture
    def some(self, cast: SimpleNamespace) -> SimpleNamespace:
        home, today = cast.home, timezone.localdate()
        field, other = factories.field(home, "Sprache"), factories.field(home, "Arbeit")
        lead = factories.organisation(home, "Jugendamt")
        made = {
            "Kurs": factories.measure(home, "Kurs", field=field, leads=[lead], priority="hoch", state="running", start=date(YEAR, 1, 1), end=date(YEAR + 1, 12, 31)),
            "Börse": factories.measure(home, "Börse", field=other, priority="niedrig", state="running", end=today - timedelta(days=1)),
            "Lotsin": factories.measure(home, "Lotsin", field=other, leads=[lead], recurring=True, budget_kind="none_needed"),
            "Café": factories.measure(home, "Café"),
        }  # fmt: skip
        relations = Relations(groups=["Frauen"], spaces=["Mitte"])
        actions.save_measure(user=None, measure=made["Kurs"], relations=relations, version=1)
        kurs = Measure.objects.get(title="Kurs")
        return SimpleNamespace(field=field, lead=lead, group=kurs.groups.get(), space=kurs.spaces.get())

    NARROWED: ClassVar[list[tuple[dict[str, Any], list[str]]]] = [
        ({"q": "BOERSE"}, ["Börse"]),
        ({"feld": "field"}, ["Kurs"]),
        ({"federfuehrung": "lead"}, ["Kurs", "Lotsin"]),
        ({"federfuehrung": "offen"}, ["Börse", "Café"]),
        ({"stand": "late"}, ["Börse"]),
        ({"stand": "silent"}, ["Café", "Lotsin"]),
        ({"stand": "late", "sort": "stand"}, ["Börse"]),
        ({"befund": "measure-without-field"}, ["Café"]),
        ({"befund": "alle", "feld": "field"}, ["Kurs"]),
        ({"prioritaet": ["hoch", "offen"]}, ["Café", "Kurs", "Lotsin"]),
        ({"prioritaet": "niedrig"}, ["Börse"]),
        ({"jahr": f"{YEAR}"}, ["Kurs", "Lotsin", *BOTH_YEARS]),
        ({"jahr": "1990"}, ["Börse", "Lotsin"]),
        ({"bis": f"{YEAR + 1}-12-31"}, ["Börse", "Kurs"]),
        ({"bis": f"31.12.{YEAR + 1}"}, ["Börse", "Kurs"]),
        ({"zeitraum": "ohne"}, ["Café"]),
        ({"raum": "space"}, ["Kurs"]),
        ({"gruppe": "group"}, ["Kurs"]),
        ({"q": "kurs", "federfuehrung": "lead", "prioritaet": "hoch", "jahr": f"{YEAR + 1}"}, ["Kurs"]),
    ]

    def test_narrow_the_list_and_show_as_chips(self, some: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        for params, found in self.NARROWED:
            named = {
                k: getattr(some, v).pk if isinstance(v, str) and hasattr(some, v) else v for k, v in params.items()
            }
            answer = clients.lesend.get(url, {"sort": "massnahme", **named})
            assert sorted(titles(answer)) == sorted(found), params
            assert {chip.name for chip in answer.context["table"].filters.active} == set(params) - {"sort"}, params
            assert not answer.context["table"].filters.ignored, params

    def test_the_same_rows_are_printed_and_exported(
        self, some: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        params = {"federfuehrung": some.lead.pk, "sort": "-massnahme"}
        assert titles(clients.lesend.get(url, {**params, "als": "druck"})) == ["Lotsin", "Kurs"]
        for kind in ("xlsx", "csv"):
            assert [row[4] for row in exported(clients.lesend.get(url, {**params, "als": kind}), kind)] == [
                "Lotsin",
                "Kurs",
            ]

    def test_a_chip_lifts_its_filter_alone(self, some: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        text = clients.lesend.get(url, {"q": "kurs", "prioritaet": ["hoch", "offen"], "sort": "stand"}).content.decode()
        assert "Priorität: hoch oder offen" in text
        assert f'href="{url}?q=kurs&amp;sort=stand"' in text
        assert f'href="{url}?prioritaet=hoch&amp;prioritaet=offen&amp;sort=stand"' in text

    def test_the_rare_ones_are_folded_unless_in_use(self, clients: SimpleNamespace, url: str) -> None:
        assert "<details><summary>Mehr Filter" in clients.lesend.get(url, {"q": "x"}).content.decode()
        assert "<details open><summary>Mehr Filter" in clients.lesend.get(url, {"jahr": "2026"}).content.decode()

    def test_what_is_senseless_is_left_out_and_said(
        self, some: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        """All of them at once: had one been taken seriously, fewer would be named, or rows be missing."""
        names = "feld", "federfuehrung", "raum", "gruppe", "stand", "befund", "prioritaet", "jahr", "bis", "zeitraum"
        for value in ("999999", "abc", "-1", "9" * 40, "<script>alert(1)</script>", "1' OR 1=1", "\u202e🙂", "a\x00b"):
            answer = clients.lesend.get(url, dict.fromkeys(names, value))
            assert len(titles(answer)) == 4, value
            assert len(answer.context["table"].filters.ignored) == len(names), value
            assert b"<script>alert" not in answer.content

    def test_rows_of_another_municipality_are_neither_found_nor_named(
        self, some: SimpleNamespace, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        lead = factories.organisation(cast.neighbour, "Fremdes Amt")
        field = factories.field(cast.neighbour, "Fremdes Feld")
        theirs = factories.measure(cast.neighbour, "Fremd", field=field, leads=[lead])
        relations = Relations(groups=["Fremde Gruppe"], spaces=["Fremder Raum"])
        actions.save_measure(user=None, measure=theirs, relations=relations, version=1)
        foreign = {
            "feld": field.pk,
            "federfuehrung": lead.pk,
            "gruppe": theirs.groups.get().pk,
            "raum": theirs.spaces.get().pk,
        }
        for name, pk in foreign.items():
            answer = clients.lesend.get(url, {name: pk})
            assert len(titles(answer)) == 4 and b"Fremd" not in answer.content


class TestOrder:
    def test_numbers_in_their_natural_order(self, cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        for number in ("1.10", "2", "1.2", "", "10", "1.1"):
            factories.measure(cast.home, f"Nr {number}", number=number)
        assert titles(clients.lesend.get(url)) == ["Nr 1.1", "Nr 1.2", "Nr 1.10", "Nr 2", "Nr 10", "Nr "]

    def test_titles_in_german_order(self, cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        for title in ("Zug", "Übergang", "Uhr", "Ärzte", "arbeit"):
            factories.measure(cast.home, title)
        assert titles(clients.lesend.get(url, {"sort": "massnahme"})) == ["arbeit", "Ärzte", "Übergang", "Uhr", "Zug"]

    def test_every_column_up_and_down_over_pages(
        self, cast: SimpleNamespace, clients: SimpleNamespace, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        goal = factories.goal(cast.home, field=factories.field(cast.home))
        full(
            cast.home,
            0,
            goal=goal,
            priority="hoch",
            state="running",
            budget_kind="amount",
            amount=100,
            kind="operativ",
            end=date(2030, 1, 1),
        )
        Measure.objects.bulk_create(made(cast.home, n) for n in range(52))
        assert [len(titles(clients.steuerung.get(url, {"seite": n}))) for n in (1, 2)] == [50, 3]
        monkeypatch.setattr(listing, "PAGE_SIZE", 5)  # few rows say the same of every order
        Measure.objects.filter(title__in=[f"Viele {n}" for n in range(7, 52)]).delete()
        for column in COLUMNS:
            for sort in (column.name, f"-{column.name}"):
                pages = [titles(clients.steuerung.get(url, {"sort": sort, "seite": n})) for n in (1, 2)]
                assert [len(rows) for rows in pages] == [5, 3], sort
                assert len({*pages[0], *pages[1]}) == 8, sort

    def test_computed_columns(self, cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        orders = {
            "stand": ["spät", "still", "gut", "fertig"],
            "-stand": ["fertig", "gut", "still", "spät"],
            "prioritaet": ["gut", "spät", "fertig", "still"],
            "-haushalt": ["gut", "fertig", "spät", "still"],
            "-befunde": ["still", "spät", "fertig", "gut"],
            "zeitraum": ["spät", "gut", "fertig", "still"],
            "federfuehrung": ["gut", "fertig", "spät", "still"],
        }
        today, first = timezone.localdate(), factories.organisation(cast.home, "Ämter")
        field = factories.field(cast.home)
        goal = factories.goal(cast.home, field=field)
        paid = {"budget_kind": "amount", "goal": goal}
        factories.measure(
            cast.home,
            "gut",
            state="running",
            priority="hoch",
            amount=900,
            leads=[first],
            end=today + timedelta(9),
            number="1",
            **paid,
        )
        factories.measure(
            cast.home,
            "fertig",
            state="done",
            priority="niedrig",
            amount=100,
            leads=[factories.organisation(cast.home, "Bauamt")],
            number="2",
            recurring=True,
            **paid,
        )
        factories.measure(
            cast.home,
            "spät",
            state="running",
            priority="mittel",
            end=today - timedelta(9),
            number="3",
            budget_kind="yes",
            goal=goal,
        )
        factories.measure(cast.home, "still", number="4", goal=goal)
        for sort, order in orders.items():
            assert titles(clients.lesend.get(url, {"sort": sort})) == order, sort

    def test_what_the_address_cannot_mean_is_the_usual_list(
        self, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        factories.measure(cast.home, "Eine")
        for query in ("sort=unbekannt", "sort=-", "sort=version", "seite=1000000000", "seite=-3", "seite=x"):
            assert titles(clients.lesend.get(f"{url}?{query}")) == ["Eine"], query


def made(home: Any, n: int) -> Measure:
    measure = Measure(municipality=home, title=f"Viele {n}", number=f"9.{n}")
    measure.arrange()
    return measure


class TestColumns:
    def test_chosen_in_the_address_and_kept_in_its_links(
        self, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        field = factories.field(cast.home, "Sprache", number="3")
        factories.measure(
            cast.home,
            "Eine",
            field=field,
            priority="hoch",
            milestones=[Milestone(title="a", done_on=date(2026, 1, 1)), Milestone(title="b")],
        )
        answer = clients.lesend.get(url, {"spalten": ["feld", "meilensteine"], "q": "eine"})
        row, text = answer.context["rows"][0], answer.content.decode()
        assert [(cell["label"], cell["text"]) for cell in row["cells"]] == [
            ("Handlungsfeld", "3 Sprache"),
            ("Meilensteine", "1 von 2"),
        ]
        assert '<input type="hidden" name="spalten" value="feld">' in text
        assert "spalten=feld&amp;spalten=meilensteine&amp;q=eine&amp;sort=-nr" in text

    def test_all_can_be_left_out(self, cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        factories.measure(cast.home, "Eine")
        assert clients.lesend.get(url, {"spalten": "nr"}).context["rows"][0]["cells"] == []

    def test_unknown_ones_are_the_usual(self, cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
        factories.measure(cast.home, "Eine")
        usual = ["Federführung und Beteiligte", "Zeitraum", "Priorität", "Stand", "Haushalt"]
        for value in ("", "unbekannt", "<b>"):
            cells = clients.lesend.get(url, {"spalten": value}).context["rows"][0]["cells"]
            assert [cell["label"] for cell in cells] == usual, value


def test_a_line_says_what_is_missing_and_where_it_is_mended(
    cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    measure = factories.measure(cast.home, "Lückenhaft", priority="hoch")
    text = clients.steuerung.get(url).content.decode()
    edit = page("measure-edit", cast.home, measure.pk)
    assert f'<a href="{edit}#id_lead">ohne Federführung</a>' in text
    assert f'<a href="{edit}#id_end">ohne Zeitraum</a>' in text
    assert "ohne Priorität" not in text.split("<tbody")[1]
    assert "⚑ ohne Federführung · " in clients.lesend.get(url).content.decode()


def test_fachamt_is_led_to_what_its_own_form_has(cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    """It decides the end, not the goal."""
    office = factories.organisation(cast.home, "Jugendamt")
    factories.affiliate(cast.fachamt, office)
    measure = factories.measure(cast.home, "Eigene", leads=[office])
    text = clients.fachamt.get(url).content.decode()
    assert f'<a href="{page("measure-edit", cast.home, measure.pk)}#id_end">ohne Zeitraum</a>' in text
    assert "ohne Ziel" in text and "#id_goal" not in text


def test_a_line_shows_bodies_period_and_money(cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    bodies = [factories.organisation(cast.home, name) for name in ("Jugendamt", "VHS", "BAMF")]
    factories.measure(cast.home, "Voll", leads=bodies[:1], partners=bodies[1:], start=date(2025, 1, 1), end=date(2099, 12, 31), state="running",
                      budget_kind="amount", amount=45000, per_year=True)  # fmt: skip
    cells = {cell["label"]: cell for cell in clients.lesend.get(url).context["rows"][0]["cells"]}
    lead = cells["Federführung und Beteiligte"]
    assert (lead["text"], lead["more"]) == ("Jugendamt", "VHS, BAMF")
    assert cells["Zeitraum"]["text"] == "01/2025 – 12/2099"
    assert cells["Haushalt"]["text"] == "45.000 € im Jahr" and cells["Haushalt"]["number"]
    assert cells["Stand"]["shown"] is not None and cells["Stand"]["shown"].key == "on"


def test_htmx_gets_only_the_results_and_a_tidy_address(
    cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    factories.measure(cast.home, "Eine")
    answer = clients.lesend.get(url, {"q": "eine", "feld": "", "stand": ""}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Eine" in text and "<html" not in text
    assert answer["HX-Push-Url"] == f"{url}?q=eine"
    assert 'id="ausgaben" hx-swap-oob="true"' in text and "q=eine&amp;als=xlsx" in text.replace(
        "als=xlsx&amp;q=eine", "q=eine&amp;als=xlsx"
    )


def test_an_empty_list_offers_two_ways_to_begin(cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    text = clients.steuerung.get(url).content.decode()
    assert page("import-create", cast.home) in text and page("measure-create", cast.home) in text
    reader = clients.lesend.get(url).content.decode()
    assert "Noch keine Maßnahme" in reader and page("measure-create", cast.home) not in reader


def test_what_was_deleted_can_be_brought_back(cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    measure = factories.measure(cast.home, "Fort")
    theirs = factories.measure(cast.neighbour, "Fremd")
    actions.delete_row(user=cast.steuerung, row=measure)
    actions.delete_row(user=cast.fremd, row=theirs)
    assert "„Fort“ ist gelöscht" in clients.steuerung.get(url, {"geloescht": measure.pk}).content.decode()
    assert "Fort" not in clients.lesend.get(url, {"geloescht": measure.pk}).content.decode()
    for value in (str(theirs.pk), "9" * 40, "x"):
        assert "Fremd" not in clients.steuerung.get(url, {"geloescht": value}).content.decode()


@pytest.mark.at_once
def test_findings_of_the_calendar_are_there_at_the_first_look_of_a_day(
    cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    """Yesterday's check did not know that a period would end."""
    from verbindlich.domain.concepts.models import CheckDay, Finding

    factories.measure(cast.home, "Abgelaufen", end=timezone.localdate() - timedelta(1), state="running")
    Finding.objects.filter(rule="measure-overdue").delete()
    CheckDay.objects.update(day=timezone.localdate() - timedelta(1))
    assert "Zeitraum abgelaufen" in clients.lesend.get(url).content.decode()


class TestSavedFilters:
    def save(self, client: Client, home: Any, name: str, query: str) -> Any:
        return client.post(page("filter-save", home) + f"?{query}", {"name": name})

    def test_kept_under_a_name_for_this_person_alone(
        self, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        factories.measure(cast.home, "Eine")
        answer = self.save(
            clients.lesend, cast.home, "Dringendes", "stand=late&sort=-haushalt&spalten=feld&seite=3&als=csv&boese=1"
        )
        assert answer.url == f"{url}?stand=late&sort=-haushalt&spalten=feld"
        assert (
            f'href="{url}?stand=late&amp;sort=-haushalt&amp;spalten=feld">Dringendes'
            in clients.lesend.get(url).content.decode()
        )
        assert "Dringendes" not in clients.steuerung.get(url).content.decode()

    def test_the_same_name_again_replaces(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        self.save(clients.lesend, cast.home, "Meiner", "stand=late")
        self.save(clients.lesend, cast.home, " Meiner ", "stand=risk")
        assert [saved.query for saved in SavedFilter.objects.all()] == ["stand=risk"]

    def test_a_name_is_needed(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        for name in ("", " ", "x" * 61, "a\x00b"):
            answer = self.save(clients.lesend, cast.home, name, "stand=late")
            assert answer.status_code == 422 and "kern-error" in answer.content.decode(), name
        assert not SavedFilter.objects.exists()

    def test_one_of_ten_thousand_characters_is_refused_in_words(
        self, cast: SimpleNamespace, clients: SimpleNamespace
    ) -> None:
        answer = self.save(clients.lesend, cast.home, "Lang", "q=" + "x" * 10_000)
        assert answer.status_code == 422 and "zu lang" in answer.content.decode()

    @pytest.mark.parametrize("query", ["q=%00", "q=<script>alert(1)</script>", "feld=999&sort=nichts", "q=%%%&&&"])
    def test_any_query_leads_to_a_list(self, query: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        answer = clients.lesend.post(page("filter-save", cast.home) + f"?{query}", {"name": "<b>🙂</b>"}, follow=True)
        assert answer.status_code == 200 and b"<script>alert" not in answer.content and b"<b>" not in answer.content

    def test_nothing_is_not_saved(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        for query in ("%%%", "\u202e", "&&&&", "als=csv&seite=4", ""):
            answer = self.save(clients.lesend, cast.home, "Nichts", query)
            assert answer.status_code == 422 and "nichts gefiltert" in answer.content.decode(), query

    def test_the_page_that_asks_for_a_name_shows_what_is_kept(
        self, cast: SimpleNamespace, clients: SimpleNamespace
    ) -> None:
        text = clients.lesend.get(page("filter-save", cast.home), {"q": "kurs", "stand": "late"}).content.decode()
        assert "Suche: kurs" in text and "Stand: verspätet" in text
        assert not SavedFilter.objects.exists()

    def test_there_is_an_end_to_it(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        for n in range(30):
            self.save(clients.lesend, cast.home, f"Nr. {n}", "stand=late")
        assert self.save(clients.lesend, cast.home, "Nr. 31", "stand=late").status_code == 422
        assert self.save(clients.lesend, cast.home, "Nr. 3", "stand=risk").status_code == 302

    def test_only_its_owner_deletes_it(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        self.save(clients.lesend, cast.home, "Meiner", "stand=late")
        saved = SavedFilter.objects.get()
        assert clients.steuerung.post(page("filter-delete", cast.home, saved.pk)).status_code == 404
        assert clients.fremd.post(page("filter-delete", cast.neighbour, saved.pk)).status_code == 404
        assert clients.lesend.get(page("filter-delete", cast.home, saved.pk)).status_code == 405
        assert clients.lesend.post(page("filter-delete", cast.home, saved.pk)).status_code == 302
        assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂" * 50, "\u202eقائمة التدابير", "a" * 500])
def test_any_text_is_shown_as_text(text: str, cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    lead = factories.organisation(cast.home, text[:200])
    factories.measure(
        cast.home, text, leads=[lead], number=text[:20], period_note=text, budget_note=text, priority_note=text[:200]
    )
    factories.measure(cast.home, text, lead_note=text)
    relations = Relations(groups=[text[:100]], spaces=[text[:100]])
    actions.save_measure(user=None, measure=Measure.objects.first(), relations=relations, version=1)
    for kind in ("", "druck", "xlsx", "csv"):
        answer = clients.steuerung.get(url, {**EVERYTHING, "als": kind, "q": text[:100]})
        assert answer.status_code == 200, kind
        assert kind in ("xlsx", "csv") or b"<script>alert" not in answer.content, kind
