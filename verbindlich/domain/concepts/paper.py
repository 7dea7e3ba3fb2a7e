"""A version as a document to read and print, made from its snapshot alone, whatever became of the rows since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from verbindlich.base.calc import snapshot as frozen
from verbindlich.base.calc.comparison import What
from verbindlich.base.documents import Block, BulletList, Item, Paragraph, Span, html, markdown
from verbindlich.base.documents.difference import paragraphs
from verbindlich.domain.concepts.models import Goal, Measure
from verbindlich.domain.concepts.saying import Persons, Words, milestone, title
from verbindlich.domain.concepts.wording import budget_words, period_words

Fact = tuple[str, str]  # a label and what it says
FRAME = tuple(field.name for field in fields(frozen.Frame) if field.name != "title")
GOAL_TEXTS = ("situation", "challenges", "strategy", "indicator", "sentence")
SHORT = ("leads", "partners", "priority", "state", "more_goals", "kind", "duty", "groups", "spaces", "strategies")
MONEY = ("budget_source", "secured_until", "positions")
NEED = ("kind", "received_on", "answer", "goal", "measure", "refusal")
DATED = ("start", "end", "recurring", "period_note", "budget_kind", "amount", "per_year", "budget_note")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A measure. `contacts`: names, which stay on the screen; "" for readers who must not see any."""

    anchor: str
    title: str
    body: SafeString
    contacts: str


@dataclass(frozen=True, slots=True)
class Part:
    """A goal with its measures, or measures without a goal."""

    anchor: str
    title: str
    body: SafeString
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands in the table of contents: a text, a field of action with its goals, a list."""

    anchor: str
    title: str
    body: SafeString
    parts: tuple[Part, ...] = ()


def chapters(snapshot: frozen.Snapshot, persons: Persons | None) -> tuple[Chapter, ...]:
    """Everything in its order: frame, text, fields › goals › measures, strategies, needs. `persons`: see saying.py."""
    return tuple(_Paper(snapshot, persons).chapters())


class _Paper:
    def __init__(self, snapshot: frozen.Snapshot, persons: Persons | None) -> None:
        self.snapshot, self.inside = snapshot, persons is not None
        self.words = Words(snapshot, persons or {})
        self.tops: dict[int | None, list[frozen.Goal]] = defaultdict(list)  # by field
        self.below: dict[int, list[frozen.Goal]] = defaultdict(list)  # by the goal that they serve
        self.serving: dict[int, list[frozen.Measure]] = defaultdict(list)  # by goal
        self.aimless: dict[int | None, list[frozen.Measure]] = defaultdict(list)  # by field
        self.fields = {goal.goal: goal.field for goal in snapshot.goals}
        for goal in snapshot.goals:
            (self.below[goal.parent] if goal.parent else self.tops[goal.field]).append(goal)
        for measure in snapshot.measures:
            (self.serving[measure.goal] if measure.goal else self.aimless[measure.field]).append(measure)

    def chapters(self) -> Iterator[Chapter]:
        snapshot = self.snapshot
        if snapshot.concept:
            yield Chapter(
                "rahmen", _("Rahmen des Konzepts"), body(texts(self.facts("concept", snapshot.concept, FRAME)))
            )
        for section in snapshot.sections:
            yield Chapter(f"teil-{section.section}", section.title, body(markdown.blocks(section.text, below=2)))
        for field in snapshot.fields:
            yield Chapter(f"feld-{field.field}", title(field), body(self.field(field)), self.parts(field.field))
        if rest := self.parts(None):
            yield Chapter("ohne-feld", _("Ohne Handlungsfeld"), body(()), rest)
        if snapshot.strategies:
            yield Chapter("strategien", _("Strategien anderer Ämter"), body(self.strategies()))
        if snapshot.needs:
            yield Chapter(
                "bedarfe", _("Bedarfe und Potenziale"), body([BulletList(tuple(map(self.need, snapshot.needs)))])
            )

    def facts(self, what: What, row: frozen.Row | frozen.Frame, names: Iterable[str]) -> list[Fact]:
        return [(self.words.labels[what, name], self.words.of(what, name, getattr(row, name))) for name in names]

    def field(self, field: frozen.Field) -> Iterator[Block]:
        yield from line(self.facts("fields", field, ("topics", "state_fields")))
        yield from texts(self.facts("fields", field, ("deviation",)))

    def parts(self, field: int | None) -> tuple[Part, ...]:
        """The goals of a field, each with its measures; the measures that have none last."""
        goals = [self.part(goal) for top in self.tops[field] for goal in self.with_those_below(top)]
        if self.aimless[field]:
            sheets = tuple(map(self.sheet, self.aimless[field]))
            goals.append(Part(f"ohne-ziel-{field or 0}", _("Maßnahmen ohne Ziel"), body(()), sheets))
        return tuple(goals)

    def with_those_below(self, goal: frozen.Goal) -> Iterator[frozen.Goal]:
        yield goal
        for served in self.below[goal.goal]:
            yield from self.with_those_below(served)

    def part(self, goal: frozen.Goal) -> Part:
        sheets = tuple(map(self.sheet, self.serving[goal.goal]))
        return Part(f"ziel-{goal.goal}", title(goal), body(self.goal(goal)), sheets)

    def goal(self, goal: frozen.Goal) -> Iterator[Block]:
        marks = self.facts("goals", goal, ("level", "parent", "support_and_demand"))
        yield from line(marks if goal.support_and_demand else marks[:2])
        yield from texts(self.facts("goals", goal, GOAL_TEXTS))
        chain = zip(Goal.CHAIN, self.facts("goals", goal, Goal.CHAIN), strict=True)
        guessed = _("angenommen")
        steps = [
            labelled(name, f"{said} ({guessed})" if step in goal.assumed else said)
            for step, (name, said) in chain
            if said
        ]
        if steps:
            yield BulletList(tuple(steps))

    def sheet(self, measure: frozen.Measure) -> Sheet:
        contacts = self.words.of("measures", "contacts", measure.contacts) if self.inside else ""
        return Sheet(f"massnahme-{measure.measure}", title(measure), body(self.measure(measure)), contacts)

    def measure(self, measure: frozen.Measure) -> Iterator[Block]:
        dated = thawed(measure)
        (lead, leads), partners, (urgent, priority), (stand, state), *more = self.facts("measures", measure, SHORT)
        progress = "" if measure.progress is None else f"{measure.progress} %"
        yield from line([(lead, leads or measure.lead_note or _("nicht benannt")), partners])
        yield from line(
            [
                (_("Zeitraum"), period_words(dated)),
                (urgent, priority or measure.priority_note),
                (_("Haushalt"), budget_words(dated)),
            ]
        )
        elsewhere = self.facts("measures", measure, ("field",)) if self.hangs_apart(measure) else []
        yield from line([*elsewhere, *more, *self.money(measure), (stand, f"{state} {progress}".strip())])
        yield from texts(self.facts("measures", measure, ("description", "state_note", "indicator")))
        yield from line([(self.words.labels["measures", "milestones"], "; ".join(map(milestone, measure.milestones)))])

    def hangs_apart(self, measure: frozen.Measure) -> bool:
        """It stands under its goal, whose field of action is not its own."""
        return measure.goal in self.fields and self.fields[measure.goal] != measure.field

    def money(self, measure: frozen.Measure) -> list[Fact]:
        """What the words for the budget leave out."""
        names = ("budget_note", *MONEY) if measure.budget_kind else MONEY
        return self.facts("measures", measure, names)

    def strategies(self) -> Iterator[Block]:
        for strategy in self.snapshot.strategies:
            facts = self.facts("strategies", strategy, ("owner", "next_revision", "links"))
            yield Paragraph((Span(title(strategy), strong=True),))
            yield from line(facts)

    def need(self, need: frozen.Need) -> Item:
        kind, received, answer, goal, measure, refusal = self.facts("needs", need, NEED)
        answers = [value for _name, value in (goal, measure, refusal) if value]
        said = f"{answer[1] or _('noch keine Antwort')}{': ' if answers else ''}{', '.join(answers)}"
        return Item(
            title(need), (Paragraph(f"{kind[1]}, {_('eingegangen am')} {received[1]}. {_('Antwort')}: {said}"),)
        )


def thawed(measure: frozen.Measure) -> Measure:
    """A measure that is no row, for the words for its period and its money."""
    return Measure(**{name: getattr(measure, name) for name in DATED})


def body(blocks: Iterable[Block]) -> SafeString:
    """Safe: the tree knows no markup (base/documents)."""
    return mark_safe(html.fragment(blocks))


def labelled(name: str, said: str) -> tuple[Span, ...]:
    return Span(f"{name}: ", strong=True), Span(said)


def line(facts: Sequence[Fact]) -> Iterator[Block]:
    """Short facts side by side, those that say something."""
    said = [labelled(name, value) for name, value in facts if value]
    if said:
        yield Paragraph(
            tuple(span for index, pair in enumerate(said) for span in ((Span(" · "),) if index else ()) + pair)
        )


def texts(facts: Sequence[Fact]) -> Iterator[Block]:
    """Long texts, each behind its label."""
    for name, value in facts:
        for index, paragraph in enumerate(paragraphs(value)):
            yield Paragraph(paragraph if index else labelled(name, paragraph))
