"""What an import would do: which measure is meant, what is new, what differs, what is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests import factories
from tests.domain.concepts.importing_files import (
    CAFE,
    HEADER,
    KURS,
    applied,
    changed,
    exported,
    plan_of,
    planned,
    started,
    stored,
    table,
)
from verbindlich.base.common.export import csv_response
from verbindlich.domain.actors.models import Organisation, OrganisationAlias
from verbindlich.domain.concepts import exporting
from verbindlich.domain.concepts.actions import delete_row
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure
from verbindlich.office.imports import actions
from verbindlich.office.imports.plan import Change, Row

pytestmark = pytest.mark.django_db


def only(rows: list[Row]) -> Row:
    assert len(rows) == 1, rows
    return rows[0]


def changes(row: Row) -> dict[str, tuple[str, str]]:
    return {change.label: (change.before, change.after) for change in row.changes}


# new


def test_a_first_import_makes_fields_goals_organisations_and_measures(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS, CAFE))
    kurs, cafe = stored(cast.home)
    assert (kurs.number, kurs.title, str(kurs.field), str(kurs.goal)) == (
        "1.1",
        "Sprachkurs-Börse aufbauen",
        "Sprache",
        "Alle finden einen Kurs",
    )
    assert (kurs.start, kurs.end, kurs.period_note) == (date(2025, 1, 1), date(2027, 12, 31), "")
    assert (kurs.priority, kurs.budget_kind, kurs.amount, kurs.state) == (
        "hoch",
        "amount",
        Decimal("12000.00"),
        "running",
    )
    assert [str(one) for one in kurs.leads] == ["Sozialamt"]
    assert (cafe.start, cafe.end, cafe.budget_kind, cafe.state) == (date(2026, 1, 1), None, "none_needed", "planned")
    assert [(g.title, str(g.field)) for g in Goal.objects.of(cast.home)] == [("Alle finden einen Kurs", "Sprache")]
    assert set(Organisation.objects.of(cast.home).values_list("name", "kind")) == {
        ("Sozialamt", "kommune"),
        ("Jugendamt", "kommune"),
    }


def test_own_words_stay_where_they_say_more(cast: SimpleNamespace) -> None:
    row = changed(
        KURS,
        period="nach Kassenlage ab 2026",
        priority="1",
        budget="ca. 45 T€ p. a. (Land)",
        status="läuft seit Mai, zweite Gruppe",
        lead="alle Ämter",
    )
    applied(cast, table(row))
    kurs = stored(cast.home).get()
    assert (kurs.period_note, kurs.start) == ("nach Kassenlage ab 2026", date(2026, 1, 1))
    assert (kurs.priority_note, kurs.priority) == ("1", "hoch")
    assert (kurs.budget_note, kurs.amount, kurs.per_year) == ("ca. 45 T€ p. a. (Land)", Decimal("45000.00"), True)
    assert (kurs.state_note, kurs.state) == ("läuft seit Mai, zweite Gruppe", "running")
    assert (kurs.lead_note, kurs.leads) == ("alle Ämter", [])


def test_a_statement_that_contradicts_itself_stays_in_words(cast: SimpleNamespace) -> None:
    applied(cast, table(changed(KURS, period="2027 – 2025")))
    kurs = stored(cast.home).get()
    assert (kurs.start, kurs.end, kurs.period_note) == (None, None, "2027 – 2025")


def test_what_has_no_field_joins_the_internal_remark(cast: SimpleNamespace) -> None:
    header = (*HEADER, "Ansprechpartner", "Hut auf")
    applied(cast, table((*KURS, "Zimmer 12", "Referat 4"), header=header))
    assert stored(cast.home).get().remark == "Ansprechpartner: Zimmer 12\nHut auf: Referat 4"


def test_what_is_too_long_is_cut_and_stands_in_the_remark(cast: SimpleNamespace) -> None:
    title, lead = "Kurs " + "a" * 520, "alle " + "b" * 600
    applied(cast, table(changed(KURS, title=title, lead=lead)))
    kurs = stored(cast.home).get()
    assert (len(kurs.title), kurs.title[-1], len(kurs.lead_note)) == (500, "…", 500)
    assert f"Maßnahme: {title}" in kurs.remark
    assert f"Federführung: {lead}" in kurs.remark


def test_more_money_than_any_budget_stays_in_words(cast: SimpleNamespace) -> None:
    applied(cast, table(changed(KURS, budget="999.999.999.999.999 €")))
    kurs = stored(cast.home).get()
    assert (kurs.budget_kind, kurs.amount, kurs.budget_note) == ("", None, "999.999.999.999.999 €")


def test_goals_in_levels_hang_below_each_other(cast: SimpleNamespace) -> None:
    data = table(
        ("Alle kommen an", "Alle finden einen Kurs", "Kurse anbieten", "Sozialamt"),
        header=("Leitziel", "Teilziel", "Maßnahme", "Wer?"),
    )
    applied(cast, data)
    below = Goal.objects.of(cast.home).get(title="Alle finden einen Kurs")
    assert (str(below.parent), below.level) == ("Alle kommen an", "mittelfristig")
    measure = stored(cast.home).get()
    assert measure.goal == below
    assert not measure.more_goals.exists()
    assert not plan_of(started(cast, data)).does_something


def test_goals_of_one_level_are_all_served(cast: SimpleNamespace) -> None:
    data = table(
        ("Alle kommen an", "Alle bleiben", "Kurse anbieten", "Sozialamt"),
        header=("Ziel", "Unterziel", "Maßnahme", "Wer?"),
    )
    applied(cast, data)
    measure = stored(cast.home).get()
    assert (str(measure.goal), [str(goal) for goal in measure.more_goals.all()]) == ("Alle bleiben", ["Alle kommen an"])
    assert not plan_of(started(cast, data)).does_something


# the same file, a changed file


def test_the_same_file_again_changes_nothing(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS, CAFE))
    plan = plan_of(started(cast, table(KURS, CAFE)))
    assert {row.action for row in plan.rows} == {"unchanged"}
    assert (len(plan.of("unchanged", "measure")), plan.questions, plan.untouched) == (2, (), 0)


def test_a_changed_file_differs_field_by_field(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS, CAFE))
    row = changed(
        KURS,
        title="Sprachkurs-Börse ausbauen",
        period="2025 – 2028",
        priority="mittel",
        budget="15.000 €",
        lead="Jugendamt",
    )
    plan = planned(cast.home, table(row, CAFE))
    update = only(plan.of("update"))
    assert changes(update) == {
        "Maßnahme": ("Sprachkurs-Börse aufbauen", "Sprachkurs-Börse ausbauen"), "Zeitraum": ("01.01.2025 – 31.12.2027", "2025 – 2028"),
        "Priorität": ("hoch", "mittel"), "Haushalt": ("12.000 €", "15.000 €"), "Federführung": ("Sozialamt", "Jugendamt"),
    }  # fmt: skip
    applied(cast, table(row, CAFE))
    kurs = stored(cast.home).get(number="1.1")
    assert (kurs.end, kurs.priority, kurs.amount, [str(one) for one in kurs.leads]) == (
        date(2028, 12, 31),
        "mittel",
        Decimal("15000.00"),
        ["Jugendamt"],
    )
    assert not planned(cast.home, table(row, CAFE)).does_something


def test_only_what_the_file_has_a_column_for_is_compared(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS))
    plan = planned(
        cast.home, table(("1.1", "Sprachkurs-Börse aufbauen", "niedrig"), header=("Nr.", "Maßnahme", "Priorität"))
    )
    assert changes(only(plan.of("update"))) == {"Priorität": ("hoch", "niedrig")}


def test_what_is_not_in_the_file_stays(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS, CAFE))
    plan = planned(cast.home, table(KURS))
    assert (plan.untouched, plan.does_something) == (1, False)


def test_an_empty_cell_is_asked_about_and_keeps_what_is_there(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS))
    emptied = table(changed(KURS, priority="", budget=""))
    plan = planned(cast.home, emptied)
    assert (plan.does_something, [(q.key, q.answer) for q in plan.questions]) == (False, [("leer", "behalten")])
    cleared = planned(cast.home, emptied, leer="leeren")
    assert all(change.clears for change in only(cleared.of("update")).changes)
    applied(cast, emptied, leer="leeren")
    kurs = stored(cast.home).get()
    assert (kurs.priority, kurs.budget_kind, kurs.amount) == ("", "", None)


def test_a_cell_emptied_in_our_own_list_empties(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS))
    kurs = stored(cast.home).get()
    rows = [[*row] for row in exporting.rows([kurs])]
    rows[0][list(exporting.HEADERS).index("priority")] = ""
    plan = planned(cast.home, csv_response("x", list(exporting.HEADERS.values()), rows).content)
    assert changes(only(plan.of("update"))) == {"Priorität": ("hoch", "")}
    assert [(q.key, q.answer) for q in plan.questions] == [("leer", "leeren")]


@pytest.mark.parametrize(
    ("fields", "column", "empty"),
    [
        ({"state": "done", "state_note": "Ampel gelb"}, "status", {"state": "", "state_note": "Ampel gelb"}),
        ({"state_note": "Ampel gelb"}, "status", {"state_note": "Ampel gelb"}),
        ({"start": date(2026, 1, 1), "period_note": "nach Kassenlage"}, "period", {"start": None, "period_note": ""}),
        (
            {"state": "running", "progress": 40, "state_note": "läuft gut"},
            "status",
            {"state": "", "progress": None, "state_note": "läuft gut"},
        ),
        ({"lead_note": "alle Ämter"}, "lead", {"lead_note": ""}),
        ({"period_note": "nach Kassenlage"}, "period", {"period_note": ""}),
        (
            {"budget_kind": "existing", "budget_note": "aus eigenen Mitteln, vorhandenes Personal"},
            "budget",
            {"budget_kind": "", "budget_note": ""},
        ),
        ({"kind": "operativ"}, "kind", {"kind": ""}),
        ({"description": "Worum es geht"}, "description", {"description": ""}),
    ],
)
def test_whatever_is_emptied_in_our_own_list_is_empty(
    fields: dict[str, object], column: str, empty: dict[str, object], cast: SimpleNamespace
) -> None:
    factories.measure(cast.home, "Kurs", number="1", **fields)
    rows = [list(row) for row in exporting.rows(stored(cast.home))]
    assert rows[0][list(exporting.HEADERS).index(column)]
    rows[0][list(exporting.HEADERS).index(column)] = ""
    data = csv_response("x", list(exporting.HEADERS.values()), rows).content
    applied(cast, data)
    kurs = stored(cast.home).get()
    assert {name: getattr(kurs, name) for name in empty} == empty
    assert not planned(cast.home, data).does_something


def test_what_people_wrote_beside_stays(cast: SimpleNamespace) -> None:
    """Progress, source and posts that an office's cell does not speak of."""
    field = factories.field(cast.home)
    factories.measure(
        cast.home, "Kurs", number="1", field=field, state="running", progress=65, budget_kind="amount", amount=Decimal(5000),
        budget_source="Stiftung „Ankommen“", positions=Decimal("0.50"), remark="intern", state_note="läuft gut",
    )  # fmt: skip
    header = ("Nr.", "Handlungsfeld", "Maßnahme", "Stand", "Kosten", "Bemerkung")
    data = table(("1", "Sprache", "Kurs", "in Umsetzung", "6.000 €", "neu besetzt"), header=header)
    update = only(planned(cast.home, data).of("update"))
    assert set(changes(update)) == {"Haushalt", "interne Bemerkung"}
    applied(cast, data)
    kurs = stored(cast.home).get()
    assert (kurs.progress, kurs.budget_source, kurs.positions, kurs.state_note) == (
        65,
        "Stiftung „Ankommen“",
        Decimal("0.50"),
        "läuft gut",
    )
    assert kurs.remark == "intern\nBemerkung: neu besetzt"


@pytest.mark.parametrize(
    ("stored_note", "cell", "differs"),
    [
        ("", "45.000 € (Landesmittel)", False),
        ("", "45.000 €, vorbehaltlich Kreistag", True),
        ("Topf 1", "45.000 € Landesmittel", True),
    ],
)
def test_the_same_sum_in_other_words(stored_note: str, cell: str, differs: bool, cast: SimpleNamespace) -> None:
    factories.measure(
        cast.home,
        "Kurs",
        number="1",
        budget_kind="amount",
        amount=Decimal(45000),
        budget_source="Landesmittel",
        budget_note=stored_note,
    )
    plan = planned(cast.home, table(("1", "Kurs", cell), header=("Nr.", "Maßnahme", "Kosten")))
    assert plan.does_something is differs


# which measure is meant


def test_our_own_list_knows_a_measure_by_its_id(cast: SimpleNamespace) -> None:
    factories.measure(cast.home, "Kurs A", number="1")
    kurs = factories.measure(cast.home, "Kurs B", number="2")
    rows = [list(row) for row in exporting.rows(stored(cast.home))]
    rows[1][1], rows[1][4] = "7", "Kurs B für alle"
    plan = planned(cast.home, csv_response("x", list(exporting.HEADERS.values()), rows).content)
    update = only(plan.of("update"))
    assert (update.target, changes(update)) == (
        kurs.pk,
        {"Nummer": ("2", "7"), "Maßnahme": ("Kurs B", "Kurs B für alle")},
    )


def test_a_row_added_to_our_own_list_is_new(cast: SimpleNamespace) -> None:
    factories.measure(cast.home, "Kurs A", number="1")
    rows = [*exporting.rows(stored(cast.home)), ["", "2", "", "", "Kurs B", *[""] * 9]]
    plan = planned(cast.home, csv_response("x", list(exporting.HEADERS.values()), rows).content)
    assert (only(plan.of("create")).title, len(plan.of("unchanged"))) == ("2 Kurs B", 1)


def test_an_id_of_another_municipality_is_none(cast: SimpleNamespace) -> None:
    foreign = factories.measure(cast.neighbour, "Fremde Maßnahme", number="9")
    plan = planned(cast.home, exported(stored(cast.neighbour).filter(pk=foreign.pk)), "x.xlsx")
    assert (only(plan.of("create", "measure")).target, plan.of("update")) == (0, [])


def test_an_id_with_quite_another_name_is_asked(cast: SimpleNamespace) -> None:
    kurs = factories.measure(cast.home, "Sprachkurse", number="1")
    rows = [[str(kurs.pk), "8", "", "", "Wohnungsbörse einrichten", *[""] * 9]]
    ask = only(planned(cast.home, csv_response("x", list(exporting.HEADERS.values()), rows).content).of("ask"))
    assert ask.question is not None
    assert [option.value for option in ask.question.options] == [str(kurs.pk), "neu"]
    assert "Kennung" in ask.message


def test_a_deleted_measure_comes_as_a_new_one(cast: SimpleNamespace) -> None:
    kurs = factories.measure(cast.home, "Sprachkurse", number="1")
    data = exported(stored(cast.home))
    delete_row(user=cast.steuerung, row=kurs)
    assert only(planned(cast.home, data, "x.xlsx").of("create")).title == "1 Sprachkurse"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("1", "Sprache", "Sprachkurse"), "unchanged"),  # number and title
        (("1", "Sprache", "Sprachkurse am Abend"), "update"),  # number, a title like it
        (("", "Sprache", "Sprachkurse"), "update"),  # title in its field: the number goes
        (("3", "Sprache", "Sprachkurse"), "update"),  # title in its field: another number
        (("1", "Sprache", "Wohnungsbörse"), "ask"),  # number, quite another title
        (("", "Arbeit", "Sprachkurse"), "ask"),  # title in another field
        (("2", "Sprache", "Sprachkurse"), "ask"),  # number and title of two measures
        (("1", "Arbeit", "Bewerbungstraining"), "create"),  # numbers begin anew in another field
        (("3", "Sprache", "Wohnungsbörse"), "create"),
    ],
)
def test_which_measure_is_meant(row: tuple[str, str, str], expected: str, cast: SimpleNamespace) -> None:
    field = factories.field(cast.home, "Sprache")
    factories.field(cast.home, "Arbeit")
    factories.measure(cast.home, "Sprachkurse", number="1", field=field)
    factories.measure(cast.home, "Elterncafé", number="2", field=field)
    plan = planned(cast.home, table(row, header=("Nr.", "Handlungsfeld", "Maßnahme")), leer="leeren")
    assert only([r for r in plan.rows if r.kind == "measure"]).action == expected


def test_an_answer_says_which(cast: SimpleNamespace) -> None:
    kurs = factories.measure(cast.home, "Sprachkurse", number="1")
    data = table(("1", "Wohnungsbörse"), header=("Nr.", "Maßnahme"))
    key = only(planned(cast.home, data).of("ask")).question.key  # type: ignore[union-attr]
    update = only(planned(cast.home, data, **{key: str(kurs.pk)}).of("update"))
    assert changes(update) == {"Maßnahme": ("Sprachkurse", "Wohnungsbörse")}
    assert only(planned(cast.home, data, **{key: "neu"}).of("create")).title == "1 Wohnungsbörse"
    assert only(planned(cast.home, data, **{key: "999999"}).of("ask")).action == "ask"


def test_one_answer_for_all_that_are_left(cast: SimpleNamespace) -> None:
    rows = [
        (str(n), f"{word} fördern") for n, word in enumerate(("Bildung", "Wohnen", "Gesundheit", "Kultur", "Sport"))
    ]
    for number, _title in rows:
        factories.measure(cast.home, f"{number} Ganz anderes {number * 9}", number=number)
    data = table(*rows, header=("Nr.", "Maßnahme"))
    plan = planned(cast.home, data)
    assert (len(plan.of("ask")), plan.questions[0].key) == (5, "uebrige")
    assert len(planned(cast.home, data, uebrige="neu").of("create")) == 5


def test_a_number_twice_is_asked_about_once(cast: SimpleNamespace) -> None:
    plan = planned(cast.home, table(KURS, changed(CAFE, number="1.1")))
    assert only(plan.of("create", "measure")).title == "1.1 Sprachkurs-Börse aufbauen"
    ask = only(plan.of("ask"))
    assert (ask.title, ask.where) == ("1.1 Elterncafé eröffnen", "katalog!D3")
    assert "schon einmal" in ask.message


def test_two_rows_that_mean_the_same_measure(cast: SimpleNamespace) -> None:
    applied(cast, table(KURS))
    plan = planned(cast.home, table(KURS, changed(KURS, title="Sprachkurs-Börse für alle aufbauen")))
    assert (len(plan.of("unchanged", "measure")), only(plan.of("ask")).message) == (
        1,
        "Eine andere Zeile der Datei meint dieselbe Maßnahme.",
    )


# problems


def test_a_row_without_a_title_is_a_problem_and_nothing_else_suffers(cast: SimpleNamespace) -> None:
    data = table(KURS, changed(CAFE, title=""))
    problem = only(planned(cast.home, data).of("problem"))
    assert "keinen Titel" in problem.message
    assert problem.where
    applied(cast, data)
    assert [measure.number for measure in stored(cast.home)] == ["1.1"]


def test_a_title_emptied_in_our_own_list_is_a_problem(cast: SimpleNamespace) -> None:
    factories.measure(cast.home, "Kurs", number="1")
    rows = [list(row) for row in exporting.rows(stored(cast.home))]
    rows[0][4] = ""
    plan = planned(cast.home, csv_response("x", list(exporting.HEADERS.values()), rows).content)
    assert "keinen Titel" in only(plan.of("problem")).message


def test_a_number_that_is_too_long_is_a_problem(cast: SimpleNamespace) -> None:
    plan = planned(cast.home, table(changed(KURS, number="Nummer sehr lang und breit 1")))
    assert "länger als 20 Zeichen" in only(plan.of("problem")).message


def test_a_goal_of_a_row_that_is_not_taken_is_not_made(cast: SimpleNamespace) -> None:
    plan = planned(cast.home, table(changed(KURS, title="", goal="Nur hier genannt")))
    assert plan.of("create", "goal") == []


def test_a_file_without_measures_says_so(cast: SimpleNamespace) -> None:
    plan = planned(cast.home, b"Name;Telefon\nMeier;123\n")
    assert (plan.rows, plan.does_something) == ((), False)
    assert any("Keine Maßnahmen gefunden" in notice.text for notice in plan.problems)
    assert not any("--synonyms" in notice.text for notice in plan.problems)


# fields and goals


def test_a_field_is_known_by_name_and_number(cast: SimpleNamespace) -> None:
    factories.field(cast.home, "Arbeit", number="2")
    header = ("Handlungsfeld", "Nr.", "Maßnahme")
    same = planned(cast.home, table(("2. Arbeit", "1", "Messe"), header=header))
    assert only(same.of("unchanged", "field")).title == "2 Arbeit"
    renamed = planned(cast.home, table(("2. Arbeit und Ausbildung", "1", "Messe"), header=header))
    assert changes(only(renamed.of("update", "field"))) == {"Name": ("Arbeit", "Arbeit und Ausbildung")}


def test_a_field_is_not_renamed_where_its_name_stands_elsewhere_in_the_file(cast: SimpleNamespace) -> None:
    factories.field(cast.home, "Arbeit", number="2")
    header = ("Handlungsfeld", "Nr.", "Maßnahme")
    plan = planned(cast.home, table(("2. Bildung", "1", "Lesen"), ("3. Arbeit", "2", "Messe"), header=header))
    assert only(plan.of("create", "field")).title == "2 Bildung"
    assert changes(only(plan.of("update", "field"))) == {"Nummer": ("2", "3")}


def test_an_indicator_and_a_level_of_a_goal(cast: SimpleNamespace) -> None:
    field = factories.field(cast.home, "Sprache")
    top = factories.goal(cast.home, "Alle lernen", field=field)
    factories.goal(cast.home, "Alle finden einen Kurs", field=field, parent=top, level="kurzfristig")
    data = b"Handlungsfeld;Mittelfristiges Ziel;Indikator\nSprache;Alle lernen;B1 nach zwei Jahren\nSprache;Alle finden einen Kurs;Wartezeit\n"
    plan = planned(cast.home, data)
    said = {row.title: changes(row) for row in plan.of("update", "goal")}
    assert said["Alle lernen"] == {
        "Ebene": ("Leitziel", "mittelfristiges Ziel"),
        "Indikator": ("", "B1 nach zwei Jahren"),
    }
    assert (
        said["Alle finden einen Kurs"]["Ebene"] == ("kurzfristiges Ziel", "mittelfristiges Ziel")
        or "Ebene" not in said["Alle finden einen Kurs"]
    )
    applied(cast, data)
    assert Goal.objects.get(pk=top.pk).indicator == "B1 nach zwei Jahren"


# organisations


def test_a_similar_name_is_proposed_and_remembered(cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Amt für Soziales")
    data = table(KURS)
    question = only_question(planned(cast.home, data).questions)
    assert (question.text, question.answer, question.folded) == ("Wer ist „Sozialamt“?", str(office.pk), False)
    applied(cast, data)
    assert stored(cast.home).get().leads == [office]
    assert [str(alias) for alias in OrganisationAlias.objects.all()] == ["Sozialamt = Amt für Soziales"]
    plan = planned(cast.home, table(changed(KURS, number="9", title="Ganz neu", lead="SOZIALAMT")))
    assert plan.questions == ()


def only_question(questions: object) -> object:
    (question,) = questions  # type: ignore[misc]
    return question


def test_people_decide_otherwise(cast: SimpleNamespace) -> None:
    factories.organisation(cast.home, "Amt für Soziales")
    key = planned(cast.home, table(KURS)).questions[0].key
    applied(cast, table(KURS), **{key: "worte"})
    kurs = stored(cast.home).get()
    assert (kurs.leads, kurs.lead_note) == ([], "Sozialamt")
    kurs.delete()
    applied(cast, table(KURS), **{key: "neu"})
    assert [str(one) for one in stored(cast.home).get().leads] == ["Sozialamt"]
    assert not OrganisationAlias.objects.exists()


def test_nobody_in_particular_and_persons_stay_words(cast: SimpleNamespace) -> None:
    applied(cast, table(changed(KURS, lead="Frau Aydın", partners="freie Träger; Jugendamt")))
    kurs = stored(cast.home).get()
    assert (kurs.lead_note, [str(one) for one in kurs.partners], kurs.remark) == (
        "Frau Aydın",
        ["Jugendamt"],
        "Beteiligte: freie Träger",
    )
    assert not Organisation.objects.of(cast.home).filter(name__contains="Aydın").exists()


def test_names_with_commas_are_known_whole(cast: SimpleNamespace) -> None:
    chamber = factories.organisation(cast.home, "Industrie- und Handelskammer, Geschäftsstelle", kind="kammer")
    office = factories.organisation(cast.home, "Sozialamt")
    applied(cast, table(changed(KURS, lead="Sozialamt (FF); Industrie- und Handelskammer, Geschäftsstelle (FF)")))
    assert stored(cast.home).get().leads == [office, chamber]


def test_several_may_lead(cast: SimpleNamespace) -> None:
    factories.organisation(cast.home, "Sozialamt")
    factories.organisation(cast.home, "Jugendamt")
    applied(cast, table(changed(KURS, lead="Sozialamt (FF), Jugendamt")))
    kurs = stored(cast.home).get()
    assert ([str(one) for one in kurs.leads], [str(one) for one in kurs.partners]) == (["Sozialamt"], ["Jugendamt"])


def test_partners_that_a_leads_cell_names_only_join(cast: SimpleNamespace) -> None:
    there = factories.organisation(cast.home, "Diakonie")
    lead = factories.organisation(cast.home, "Sozialamt")
    factories.organisation(cast.home, "Jugendamt")
    factories.measure(cast.home, "Kurs", number="1", leads=[lead], partners=[there])
    applied(cast, table(("1", "Kurs", "Sozialamt, Jugendamt"), header=("Nr.", "Maßnahme", "Wer?")))
    assert [str(one) for one in stored(cast.home).get().partners] == ["Diakonie", "Jugendamt"]


def test_an_alias_of_a_deleted_organisation_counts_no_more(cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Amt für Soziales")
    OrganisationAlias.objects.create(municipality=cast.home, organisation=office, name="Sozialamt")
    Organisation.objects.filter(pk=office.pk).update(deleted_at="2026-01-01T00:00Z")
    other = factories.organisation(cast.home, "Fachdienst Soziales")
    applied(cast, table(KURS))
    assert stored(cast.home).get().leads == [other]
    assert OrganisationAlias.objects.get().organisation == other


# round trip as CSV, and queries


def test_the_list_as_csv_comes_back_too(cast: SimpleNamespace) -> None:
    factories.measure(cast.home, "=HYPERLINK(1)", number="-1", description="+49 341\n@alle", budget_note="'x")
    content = csv_response("x", list(exporting.HEADERS.values()), exporting.rows(stored(cast.home))).content
    assert not planned(cast.home, content).does_something


def test_planning_takes_the_same_queries_for_any_number(cast: SimpleNamespace, queries: object) -> None:
    applied(cast, table(KURS))
    few = queries(lambda: planned(cast.home, table(KURS)))  # type: ignore[operator]
    applied(
        cast, table(KURS, CAFE, changed(CAFE, number="1.3", title="Lesepaten gewinnen", partners="Volkshochschule"))
    )
    assert queries(lambda: planned(cast.home, table(KURS))) == few == 11  # type: ignore[operator]


@pytest.mark.parametrize("rows", [1, 3])
def test_applying_takes_the_same_queries_for_any_number(rows: int, cast: SimpleNamespace, queries: object) -> None:
    """New and changed measures with bodies and goals, their trail, the check; more rows take more only in batches."""
    applied(cast, table(*(changed(CAFE, number=f"2.{n}", title=f"Café {n}") for n in range(rows))))
    mixed = [changed(KURS, number=f"1.{n}", title=f"Kurs {n}") for n in range(rows)]
    mixed += [changed(CAFE, number=f"2.{n}", title=f"Café {n}", lead="Sozialamt", priority="hoch") for n in range(rows)]
    imported = started(cast, table(*mixed))
    assert queries(lambda: actions.apply(user=cast.steuerung, imported=imported, version=imported.version)) == 73  # type: ignore[operator]


def test_labels_of_changes_are_words() -> None:
    assert Change("Priorität", "hoch", "").clears
    assert not Change("Priorität", "", "hoch").clears


def test_measures_of_another_municipality_are_not_met(cast: SimpleNamespace) -> None:
    factories.measure(cast.neighbour, "Sprachkurs-Börse aufbauen", number="1.1")
    factories.organisation(cast.neighbour, "Amt für Soziales")
    plan = planned(cast.home, table(KURS))
    assert only(plan.of("create", "measure")).title == "1.1 Sprachkurs-Börse aufbauen"
    assert "Amt für Soziales" not in str(plan.questions)
    assert not FieldOfAction.objects.of(cast.home).exists()
    assert Measure.objects.of(cast.home).count() == 0
