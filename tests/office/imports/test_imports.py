"""The steps of an import, whatever is imported: plan, decide, apply, undo, forget; nothing happens that nobody saw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests import factories
from tests.office.imports.address_list import KIND, Addresses, upload
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.actors.actions import delete_organisation, save_organisation
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.imports import actions, handlers
from verbindlich.office.imports.models import HeaderWord, Import
from verbindlich.office.imports.plan import Plan, Row, overtaken, plan_from
from verbindlich.office.imports.uploads import packed, unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room() -> Iterator[None]:
    handlers.register(Addresses())
    yield
    del handlers._handlers[KIND]


@pytest.fixture
def start(cast: SimpleNamespace) -> Callable[..., Import]:
    def begin(*names: str, **more: Any) -> Import:
        return actions.start(user=cast.steuerung, municipality=cast.home, kind=KIND, upload=upload(*names, **more))

    return begin


@pytest.fixture
def apply(cast: SimpleNamespace) -> Callable[[Import], Import]:
    return lambda imported: actions.apply(user=cast.steuerung, imported=imported, version=imported.version)


def names(cast: SimpleNamespace) -> list[str]:
    return sorted(Organisation.objects.of(cast.home).values_list("name", flat=True))


def decide(
    imported: Import, left_out: list[str] | None = None, shown: list[str] | None = None, **answers: str
) -> Import:
    return actions.decide(
        imported=imported, version=imported.version, answers=answers, left_out=left_out or [], shown=shown or []
    )


# from upload to plan


def test_an_upload_becomes_a_plan_and_changes_nothing(start: Any, cast: SimpleNamespace) -> None:
    imported = start("Sozialamt", "Jugendamt")
    assert (imported.state, imported.open, names(cast)) == ("planned", True, [])
    assert [row.action for row in plan_from(imported.plan).rows] == ["create", "create"]
    assert str(imported) == "adressen.xlsx"


def test_what_was_read_survives_until_the_next_step() -> None:
    source = upload("Sozialamt", "x" * 5000).source
    assert unpacked("adressen.xlsx", packed(source)) == source
    assert len(packed(source)) < 300


def test_a_plan_is_stored_and_read_back_as_it_was(start: Any) -> None:
    imported = start("Sozialamt", "Neu?", "Falsch!")
    plan = plan_from(Import.objects.get(pk=imported.pk).plan)
    assert plan_from(plan.as_json()) == plan
    assert [row.action for row in plan.rows] == ["create", "ask", "problem"]
    assert plan_from({}) == Plan()


def test_a_file_in_which_nothing_was_recognised_waits_for_its_mapping(start: Any) -> None:
    imported = start("Sozialamt", header="Wer so alles")
    assert imported.state == "uploaded"
    assert plan_from(imported.plan).problems


# mapping


def test_a_header_is_corrected_once_and_remembered(start: Any, cast: SimpleNamespace) -> None:
    imported = start("Sozialamt", header="Wer so alles")
    corrected = actions.correct(imported=imported, version=imported.version, words={"Wer so alles": "name"})
    assert (corrected.state, len(plan_from(corrected.plan).rows)) == ("planned", 1)
    assert start("Jugendamt", header="Wer so alles").state == "planned"
    again = start("Jugendamt", header="Wer so alles")
    forgotten = actions.correct(imported=again, version=again.version, words={"wer so ALLES": None})
    assert (forgotten.state, HeaderWord.objects.count()) == ("uploaded", 0)


def test_headers_of_others_are_not_known(start: Any, cast: SimpleNamespace) -> None:
    HeaderWord.objects.create(municipality=cast.neighbour, kind=KIND, header="Wer", key="wer", property="name")
    HeaderWord.objects.create(municipality=cast.home, kind="another.kind", header="Wer", key="wer", property="name")
    assert start("Sozialamt", header="Wer").state == "uploaded"


def test_a_senseless_header_is_not_remembered(start: Any) -> None:
    imported = start("Sozialamt")
    actions.correct(imported=imported, version=imported.version, words={"–": "name", "x" * 300: "name"})
    assert HeaderWord.objects.count() == 0


# decisions


def test_answers_and_what_is_left_out_are_kept(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    imported = decide(start("Neu?", "Sozialamt", "Jugendamt"), ["r1"], **{"frage:r0": "ja"})
    assert (imported.left_out, plan_from(imported.plan).rows[0].action) == (["r1"], "create")
    apply(imported)
    assert names(cast) == ["Jugendamt", "Neu?"]


def test_only_rows_that_were_shown_are_taken_back_in(start: Any) -> None:
    imported = decide(start("A", "B", "C"), ["r0", "r2"])
    assert decide(imported, [], ["r0", "r1"]).left_out == ["r2"]


@pytest.mark.parametrize("answers", [{"frage:r0": "nein"}, {"frage:r9": "ja"}, {"name": "ja"}])
def test_an_answer_that_is_no_option_is_refused(answers: dict[str, str], start: Any) -> None:
    with pytest.raises(ValidationError):
        decide(start("Neu?"), **answers)


def test_who_decides_on_an_old_page_is_told(start: Any) -> None:
    imported = start("Neu?")
    decide(imported, **{"frage:r0": "ja"})
    with pytest.raises(StaleSave):
        actions.decide(imported=imported, version=1, answers={}, left_out=[])


# applying


def test_applied_once_and_nothing_is_kept_that_is_not_needed(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    imported = start("Sozialamt", "Neu?", "Falsch!")
    done = apply(imported)
    assert (done.state, names(cast)) == ("applied", ["Sozialamt"])
    assert (bytes(done.rows), done.plan, done.answers, done.left_out) == (b"", {}, {}, [])
    assert (done.result["done"], done.result["undecided"]) == ({"actors.organisation": {"create": 1, "update": 0}}, 2)
    assert done.result["cells"] == [["Blatt!A9", "Summe"]]
    assert "Geheim" not in str(Import.objects.values().get())
    with pytest.raises(actions.Closed):
        apply(done)
    with pytest.raises(actions.Closed):
        apply(imported)  # the second of two clicks
    assert names(cast) == ["Sozialamt"]


def test_a_row_that_somebody_changed_is_not_written_over(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Amt alt")
    imported = start("Amt neu", "Jugendamt")
    office.name = "Amt dazwischen"
    save_organisation(user=cast.fachamt, organisation=office, version=office.version)
    with pytest.raises(actions.Overtaken):
        apply(imported)
    assert names(cast) == ["Amt dazwischen"], "nothing at all is applied"
    shown = Import.objects.get(pk=imported.pk)
    row = plan_from(shown.plan).rows[0]
    assert (row.overtaken, row.changes[0].before, shown.left_out) == (True, "Amt dazwischen", ["r0"])
    apply(shown)
    assert names(cast) == ["Amt dazwischen", "Jugendamt"]


def test_seen_again_it_may_be_taken_after_all(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Amt alt")
    imported = start("Amt neu")
    office.name = "Amt dazwischen"
    save_organisation(user=cast.fachamt, organisation=office, version=office.version)
    with pytest.raises(actions.Overtaken):
        apply(imported)
    apply(decide(Import.objects.get(pk=imported.pk), [], ["r0"]))
    assert names(cast) == ["Amt neu"]


@pytest.mark.parametrize("made_meanwhile", ["Amt neu", "Amt anders"])
def test_a_row_that_appeared_meanwhile(made_meanwhile: str, start: Any, apply: Any, cast: SimpleNamespace) -> None:
    imported = start("Amt neu")
    factories.organisation(cast.home, made_meanwhile)
    with pytest.raises(actions.Overtaken):
        apply(imported)
    assert names(cast) == [made_meanwhile]


def test_a_row_that_went_meanwhile(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Amt alt")
    imported = start("Amt neu")
    delete_organisation(user=cast.steuerung, organisation=office)
    with pytest.raises(actions.Overtaken):
        apply(imported)
    assert names(cast) == []


def test_what_others_change_elsewhere_does_not_matter(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    imported = start("Amt neu")
    factories.organisation(cast.home, "Verein")
    apply(imported)
    assert names(cast) == ["Amt neu", "Verein"]


def test_a_failure_leaves_nothing_half_done(
    start: Any, apply: Any, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = start("Sozialamt", "Jugendamt")
    monkeypatch.setattr(Organisation, "arrange", lambda self: 1 / 0 if self.name == "Jugendamt" else None)
    with pytest.raises(ZeroDivisionError):
        apply(imported)
    assert (names(cast), Import.objects.get().state) == ([], "planned")


@pytest.mark.parametrize(
    ("seen", "fresh", "late"),
    [
        (("create", 0), ("create", 0), False), (("update", 1), ("update", 1), False), (("update", 1), ("update", 2), True),
        (("update", 1), ("create", 0), True), (("create", 0), ("update", 1), True), (("ask", 0), ("create", 0), False),
        (("ask", 0), ("update", 1), True), (("update", 1), ("unchanged", 1), False), (("create", 0), ("unchanged", 1), True),
        (("create", 0), ("ask", 0), True), (("problem", 0), ("ask", 0), False), (("unchanged", 1), ("update", 1), True),
    ],
)  # fmt: skip
def test_what_is_a_surprise(seen: tuple[Any, int], fresh: tuple[Any, int], late: bool) -> None:
    one, other = (Plan((Row("r", "k", action, "x", version=version),)) for action, version in (seen, fresh))
    assert overtaken(one, other) == (["r"] if late else [])


# undoing


def test_undone_all_is_as_before(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    factories.organisation(cast.home, "Amt alt")
    done = apply(start("Amt neu", "Jugendamt"))
    assert (done.undoable, names(cast)) == (True, ["Amt neu", "Jugendamt"])
    actions.undo(user=cast.steuerung, imported=done)
    undone = Import.objects.get(pk=done.pk)
    assert (undone.state, undone.touched, undone.undoable, names(cast)) == ("undone", [], False, ["Amt alt"])
    with pytest.raises(actions.Closed):
        actions.undo(user=cast.steuerung, imported=done)


def test_refused_where_somebody_went_on_working(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    done = apply(start("Sozialamt", "Jugendamt"))
    office = Organisation.objects.get(name="Sozialamt")
    office.name = "Sozialamt I"
    save_organisation(user=cast.fachamt, organisation=office, version=office.version)
    with pytest.raises(actions.NotUntouched) as refused:
        actions.undo(user=cast.steuerung, imported=done)
    assert refused.value.names == ["Sozialamt I"]
    assert names(cast) == ["Jugendamt", "Sozialamt I"]
    assert Import.objects.get(pk=done.pk).undoable


def test_refused_where_a_row_is_gone(start: Any, apply: Any, cast: SimpleNamespace) -> None:
    done = apply(start("Sozialamt"))
    Organisation.objects.all().delete()
    with pytest.raises(actions.NotUntouched) as refused:
        actions.undo(user=cast.steuerung, imported=done)
    assert refused.value.names == ["eine Zeile, die es nicht mehr gibt"]


def test_what_changed_since_takes_the_same_queries_for_any_number(start: Any, apply: Any, queries: Any) -> None:
    one = apply(start("Sozialamt"))
    three = apply(start("A", "B", "C"))
    counted = [
        queries(
            lambda imported=imported: actions.changed_since(imported, [handlers.Touched(**e) for e in imported.touched])
        )
        for imported in (one, three)
    ]
    assert counted == [2, 2]


# forgetting


def test_discarded_nothing_remains_but_that_it_was(start: Any) -> None:
    imported = start("Frau Geheim")
    actions.discard(imported=imported)
    actions.discard(imported=imported)  # the second of two clicks
    row = Import.objects.values().get()
    assert row["state"] == "discarded"
    assert "Geheim" not in str(row)
    with pytest.raises(actions.Closed):
        decide(Import.objects.get(), [])


def test_an_applied_one_is_not_discarded(start: Any, apply: Any) -> None:
    actions.discard(imported=apply(start("Sozialamt")))
    assert Import.objects.get().state == "applied"


def test_what_nobody_confirmed_is_forgotten_with_time(start: Any, apply: Any) -> None:
    waiting, done = start("Frau Geheim"), apply(start("Sozialamt"))
    long_ago = timezone.now() - timedelta(days=31)
    Import.objects.filter(pk=waiting.pk).update(created_at=long_ago)
    Import.objects.filter(pk=done.pk).update(finished_at=long_ago)
    fresh = start("Jugendamt")
    states = dict(Import.objects.values_list("pk", "state"))
    assert states == {waiting.pk: "discarded", done.pk: "applied", fresh.pk: "planned"}
    assert not Import.objects.get(pk=done.pk).undoable
    assert Import.objects.get(pk=done.pk).touched == []
    assert bytes(Import.objects.get(pk=waiting.pk).rows) == b""


def test_those_of_others_are_not_forgotten_by_ours(start: Any, cast: SimpleNamespace) -> None:
    theirs = actions.start(user=cast.fremd, municipality=cast.neighbour, kind=KIND, upload=upload("X"))
    Import.objects.update(created_at=timezone.now() - timedelta(days=31))
    start("Sozialamt")
    assert Import.objects.get(pk=theirs.pk).state == "planned"
