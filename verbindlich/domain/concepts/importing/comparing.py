"""A measure of the file beside the stored one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc import catalogue as calc
from verbindlich.base.calc.own_words import adds_words
from verbindlich.base.calc.values import parse_budget, parse_status
from verbindlich.base.calc.wording import short
from verbindlich.base.check.mapping import MeasureCells
from verbindlich.base.readers.limits import CELL_CHARACTERS
from verbindlich.base.readers.texts import clean
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts import exporting
from verbindlich.domain.concepts.importing.bodies import Resolved, bodies_of
from verbindlich.domain.concepts.importing.values import PLAIN, Said, cut, other_kind, said
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure
from verbindlich.office.imports.plan import Change

if TYPE_CHECKING:
    from verbindlich.domain.concepts.importing.planning import Planner

LABELS: dict[str, str | Promise] = {
    "number": _("Nummer"), "title": _("Maßnahme"), "field": _("Handlungsfeld"), "goal": _("Ziel"), "lead": _("Federführung"),
    "partners": _("Beteiligte"), "period": _("Zeitraum"), "priority": _("Priorität"), "budget": _("Haushalt"),
    "status": _("Stand"), "kind": _("Art"), "description": _("Beschreibung"), "indicator": _("Indikator"),
    "remark": _("interne Bemerkung"),
}  # fmt: skip
# property → the field that keeps the office's own words
WORDS = {"period": "period_note", "priority": "priority_note", "budget": "budget_note", "status": "state_note"}
NOTES = frozenset(WORDS.values())
# property → what a cell may say besides, and how it is read there
BESIDE: dict[str, dict[str, Callable[[str], Any]]] = {
    "budget": {"positions": parse_budget, "budget_source": parse_budget}, "status": {"progress": parse_status},
}  # fmt: skip
LONGEST_NOTE = 500  # of the lead in words


@dataclass(slots=True)
class Compared:
    """`values`: field → new value; `leads`, `partners`, `more_goals`: as they shall be, None where they stay.

    `changed`: property → change, for people; `empty`: stated properties whose cell is empty; `same_field`, `same_goal`: the
    cell of our own list is as we wrote it; `notices`: what stays although the file says otherwise, and why.
    """

    values: dict[str, Any] = field(default_factory=dict)
    leads: list[Organisation] | None = None
    partners: list[Organisation] | None = None
    more_goals: list[Goal] | None = None
    changed: dict[str, Change] = field(default_factory=dict)
    empty: int = 0
    same_field: bool = False
    same_goal: bool = False
    notices: list[str] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return list(self.changed.values())


def describe(planner: Planner, measure: calc.Measure, cells: MeasureCells) -> Compared:
    """A new measure: all that the file says."""
    found, rest = Compared(), []
    for name in PLAIN:
        read = said(name, measure)
        found.values.update(read.values)
        rest.append(_kept(name, read.rest))
    rest.append(_kept("kind", other_kind(measure, cells.texts.get("kind", ""))))
    goals = planner.outline.goals_of(measure.field, (*measure.more_goals, measure.goal))
    found.values["goal"] = goals[-1] if goals else None
    found.values["field"] = planner.outline.field(measure.field) or (goals[-1].field if goals else None)
    found.more_goals = goals[:-1]
    resolved = _resolve(planner, measure, cells)
    found.leads, found.partners = list(resolved.leads), list(resolved.partners)
    note, cut_off = cut("; ".join(resolved.lead_words), LONGEST_NOTE)
    found.values["lead_note"] = note
    found.values["remark"] = _joined("", [*measure.remarks, *_partner_words(resolved), *rest, _kept("lead", cut_off)])
    return found


def compare(planner: Planner, row: Measure, measure: calc.Measure, cells: MeasureCells) -> Compared:
    """What of a stored measure the file says otherwise."""
    return _Comparison(planner, row, measure, cells).compared


class _Comparison:
    def __init__(self, planner: Planner, row: Measure, measure: calc.Measure, cells: MeasureCells) -> None:
        self._planner, self._row, self._said, self._cells = planner, row, measure, cells
        self._before = exporting.cells(row)
        self._columns = planner.said.catalogue.columns
        self._rest: list[str] = []
        self.compared = Compared()
        for name in PLAIN:
            self._plain(name)
        self._place()
        self._bodies()
        self._remark()

    def _has(self, name: str) -> bool:
        """Whether the file has a place for it."""
        given = {"number": self._said.number_given, "field": bool(self._said.field), "goal": bool(self._said.goal)}
        return name in self._columns or name == "title" or given.get(name, False)

    def _written(self, name: str) -> bool:
        """Whether the cell says what our export would write."""
        return same_text(self._cells.texts.get(name, ""), self._before[name])

    def _keeps(self, name: str, text: str) -> bool:
        """An empty cell beside a stated property: counted, and left alone where people wish so."""
        if text.strip() or not self._before[name] or name == "title":
            return False
        self.compared.empty += 1
        return self._planner.keep_empty

    def _change(self, name: str, after: str, values: dict[str, Any]) -> None:
        self.compared.values.update(values)
        self.compared.changed[name] = Change(str(LABELS[name]), self._before.get(name, ""), after)

    def _change_unseen(self, key: str, after: Any) -> None:
        """A field that the cell did not show: what it loses stands in the plan as well."""
        label = Measure._meta.get_field(key).verbose_name  # type: ignore[union-attr]
        self.compared.changed[key] = Change(
            str(label), str(getattr(self._row, key)), "" if after is None else str(after)
        )

    def _plain(self, name: str) -> None:
        if not self._has(name) or self._written(name):
            return
        if name == "kind" and (other := other_kind(self._said, self._text("kind"))):
            self._rest.append(_kept(name, other))
            return
        if name == "status" and not (self._row.state or self._text(name).strip()):
            return  # no state on either side; words that stand alone are kept
        read = said(name, self._said)
        before = self._before[name]
        if same_text(read.text, before) or self._keeps(name, read.text):
            return
        told = self._authoritative(name, read)
        values = {key: value for key, value in told.items() if getattr(self._row, key) != value}
        only_words = all(key in NOTES and not getattr(self._row, key) for key in values)
        if not values or (only_words and not adds_words(read.text, before)):
            return
        self._keep_words(name, values)
        if not values:
            return
        if self._cells.record:
            self._come_to_light(name, read, values)
        self._change(name, read.text, values)
        for key in (WORDS.get(name, ""), "budget_source"):
            if key in values and self._unseen(name, key):
                self._change_unseen(key, values[key])
        for key, parse in BESIDE.get(name, {}).items():
            was = getattr(self._row, key)
            if key in values and was and key != "budget_source" and getattr(parse(before), key) != was:
                self._change_unseen(key, values[key])
        self._rest.append(_kept(name, read.rest))

    def _unseen(self, name: str, key: str) -> bool:
        """Whether something is stored there that the cell did not say."""
        words = clean(getattr(self._row, key))
        return bool(words) and (
            words not in self._before[name] if key == "budget_source" else words != self._before[name]
        )

    def _come_to_light(self, name: str, read: Said, values: dict[str, Any]) -> None:
        """What the cell did not show and would show now, although the file does not say it: it goes, in sight."""
        after = copy(self._row)
        for key, value in values.items():
            setattr(after, key, value)
        cell = exporting.cells(after)[name]
        for key, parse in BESIDE.get(name, {}).items():
            stored = getattr(self._row, key)
            if key not in values and stored not in ("", None) and not read.values[key]:
                attribute = "source" if key == "budget_source" else key
                if getattr(parse(cell), attribute) == stored:
                    values[key] = read.values[key]

    def _keep_words(self, name: str, values: dict[str, Any]) -> None:
        """Own words that the cell did not show stay where the file brings none, unless the cell would then say them."""
        key = WORDS.get(name, "")
        if values.get(key) == "" and self._unseen(name, key):
            after = copy(self._row)
            for other in values.keys() - {key}:
                setattr(after, other, values[other])
            if exporting.cells(after)[name] != clean(getattr(self._row, key)):
                del values[key]

    def _authoritative(self, name: str, read: Said) -> dict[str, Any]:
        """What the cell that we would write does not say, or only says of its own accord, the file cannot take back."""
        values = dict(read.values)
        if name == "budget":
            before = parse_budget(self._before["budget"])
            ours = self._cells.record or self._row.budget_note == self._before["budget"]
            if not values["budget_source"] and not (ours and before.source == self._row.budget_source):
                del values["budget_source"]
            emptied = self._cells.record and not read.text.strip()
            if values["positions"] is None and not (emptied or (ours and before.positions == self._row.positions)):
                del values["positions"]
        if name == "status" and values["progress"] is None and not self._takes_progress_back(values["state"]):
            del values["progress"]
        return values

    def _takes_progress_back(self, state: str) -> bool:
        """A bare word of an office's file says nothing of a progress; in our own list it stood beside the same word."""
        told = parse_status(self._before["status"]).progress == self._row.progress
        return told and (self._cells.record or state != self._row.state)

    def _place(self) -> None:
        """Field and goal. In our own lists each cell stands for itself; elsewhere they hold for many rows.

        A goal has one field, and its measures have it too: a measure that moves serves the goal of that name there.
        """
        same_field, same_goal = (self._cells.record and self._written(name) for name in ("field", "goal"))
        own = self._row.goal
        if same_goal and not same_field and own and self._has("field"):
            same_field = not self._said.field and bool(own.field_id)
            same_goal = not self._said.field
            if same_field:
                text = gettext("Das Handlungsfeld bleibt: Das Ziel „%(goal)s“ gehört dazu. Leeren Sie auch das Ziel.")
                self.compared.notices.append(text % {"goal": short(own.title, 120)})
        self.compared.same_field, self.compared.same_goal = same_field, same_goal
        goals = self._planner.outline.goals_of(self._said.field, (*self._said.more_goals, self._said.goal))
        if self._has("goal") and not same_goal and not self._keeps("goal", self._said.goal):
            self._goals(goals[-1] if goals else None, goals[:-1])
        home = self._planner.outline.field(self._said.field)
        if home is None and goals:
            home = goals[-1].field
        if self._has("field") and not same_field and not self._keeps("field", str(home or "")):
            self._home(home)

    def _home(self, home: FieldOfAction | None) -> None:
        if (home.pk or -1 if home else None) != self._row.field_id:
            self._change("field", home.name if home else "", {"field": home})

    def _goals(self, goal: Goal | None, more: list[Goal]) -> None:
        values: dict[str, Any] = {}
        if (goal.pk or -1 if goal else None) != self._row.goal_id:
            values["goal"] = goal
        before = {other.pk for other in self._row.more_goals.all()}
        if more and {other.pk for other in more} != before:
            self.compared.more_goals = more
        if goal and goal.field and "goal" in values and not self._has("field"):
            values["field"] = goal.field
        if values or self.compared.more_goals is not None:
            after = "; ".join(other.title for other in (*more, *([goal] if goal else [])))
            if goal and goal.field and after == self._before["goal"]:
                after = gettext("%(goal)s (im Handlungsfeld „%(field)s“)") % {"goal": after, "field": goal.field.name}
            self._change("goal", after, values)

    def _bodies(self) -> None:
        named = [name for name in ("lead", "partners") if self._has(name)]
        if not named or all(self._written(name) for name in named):
            return
        resolved = _resolve(self._planner, self._said, self._cells)
        if "lead" in named and not self._written("lead") and not self._keeps("lead", self._text("lead")):
            self._leads(resolved)
        self._partners(resolved, "partners" in named)

    def _text(self, name: str) -> str:
        return self._cells.texts.get(name, "")

    def _leads(self, resolved: Resolved) -> None:
        before = self._row.leads
        values: dict[str, Any] = {}
        note, rest = cut("; ".join(resolved.lead_words), LONGEST_NOTE)
        if not note and before and self._text("lead"):
            note = self._row.lead_note
        if note != self._row.lead_note:
            values["lead_note"] = note
        if not _same(before, resolved.leads):
            self.compared.leads = list(resolved.leads)
        if values or self.compared.leads is not None:
            self._change("lead", self._text("lead") or "; ".join(resolved.lead_words), values)
            if before and self._row.lead_note and "lead_note" in values:
                self._change_unseen("lead_note", note)
            self._rest.append(_kept("lead", rest))

    def _partners(self, resolved: Resolved, column: bool) -> None:
        """Without a column of their own, partners that the lead's cell names only join; "freie Träger" take nobody away either."""
        before = [one for one in self._row.partners if one not in resolved.leads]
        wanted = list(resolved.partners)
        if (
            not column
            or resolved.partner_words
            or self._written("partners")
            or self._keeps("partners", self._text("partners") or ";".join(map(str, wanted)))
        ):
            wanted = [*before, *(one for one in wanted if one not in before)]
        if not _same(sorted(before, key=_order), sorted(wanted, key=_order)):
            self.compared.partners = wanted
            self._change("partners", self._text("partners") or "; ".join(one.name for one in wanted), {})
        self._rest += _partner_words(resolved)

    def _remark(self) -> None:
        """What has no field of its own joins the internal remark; what stands there already stays."""
        remark = _joined(self._row.remark, [*self._said.remarks, *self._rest])
        if remark != self._row.remark:
            added = remark[len(self._row.remark) :].strip()
            self.compared.values["remark"] = remark
            self.compared.changed["remark"] = Change(str(LABELS["remark"]), "", added)


def same_text(cell: str, stored: str) -> bool:
    """Whether a cell is what a spreadsheet gives back of a stored text: without what nobody sees, cut where readers cut.

    CSV files have an apostrophe before what could be a formula.
    """
    kept = clean(stored)
    kept = kept if len(kept) <= CELL_CHARACTERS else kept[:CELL_CHARACTERS].rstrip()
    return kept in (cell, cell.removeprefix("'"))


def _resolve(planner: Planner, measure: calc.Measure, cells: MeasureCells) -> Resolved:
    texts = cells.texts
    bodies = bodies_of(planner.directory, measure.bodies, texts.get("lead", ""), texts.get("partners", ""))
    return planner.directory.resolve(bodies, cells.places.get("lead", measure.where))


def _same(one: Sequence[Organisation], other: Sequence[Organisation]) -> bool:
    return [o.pk for o in one] == [o.pk for o in other] and all(o.pk for o in other)


def _order(organisation: Organisation) -> int:
    return organisation.pk or 0


def _kept(name: str, text: str) -> str:
    return f"{LABELS[name]}: {text}" if text else ""


def _partner_words(resolved: Resolved) -> list[str]:
    return [f"{LABELS['partners']}: {'; '.join(resolved.partner_words)}"] if resolved.partner_words else []


def _joined(remark: str, lines: Sequence[str]) -> str:
    """The remark with the lines that it lacks."""
    for line in lines:
        if line and f"\n{line}\n" not in f"\n{remark}\n":
            remark = f"{remark}\n{line}".strip("\n")
    return remark
