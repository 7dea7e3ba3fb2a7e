"""The concept check on live data: findings are stored, so that lists filter by them; a change judges anew only what it touches.

One writer per municipality at a time: who judges holds a lock until the transaction ends, so that two people's changes
are judged one after the other and each sees what the other did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from itertools import chain
from typing import ParamSpec

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone, translation

from verbindlich.base.calc import findings as calc
from verbindlich.base.calc.rules import Rule, RuleContext, registered
from verbindlich.base.check.run import CheckResult, result_for, rule_context
from verbindlich.domain.concepts import facts
from verbindlich.domain.concepts.excerpts import excerpt
from verbindlich.domain.concepts.models import CheckDay, Finding, Measure, RuleOff
from verbindlich.office.accounts.models import Municipality

BATCH = 500
P = ParamSpec("P")
_paused: ContextVar[bool] = ContextVar("paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Verbs judge nothing inside: for much that is loaded at once. Whoever pauses calls `recheck` afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def _unless_paused(act: Callable[P, None]) -> Callable[P, None]:
    @wraps(act)
    def judging(*args: P.args, **kwargs: P.kwargs) -> None:
        if not _paused.get():
            act(*args, **kwargs)

    return judging


def context_of(municipality: Municipality, today: date | None = None) -> RuleContext:
    with translation.override("de"):
        return rule_context(municipality.profile, today or timezone.localdate(), municipality.get_kind_display())


def rules_off(municipality: Municipality) -> list[RuleOff]:
    """Rules that exist and are switched off here, with who did it; a rule that a newer version dropped is ignored."""
    known = [rule.id for rule in registered()]
    return list(RuleOff.objects.filter(municipality=municipality, rule__in=known).select_related("user"))


def check(
    municipality: Municipality, measures: Iterable[Measure] | None = None, off: Iterable[RuleOff] | None = None
) -> CheckResult:
    """Every rule over the concept as it stands, or as it stands with these measures alone; nothing is stored.

    `off`: the rules that are switched off, where they are already known. Nine queries.
    """
    off = rules_off(municipality) if off is None else off
    return result_for(
        facts.catalogue(municipality, measures), source=str(municipality), context=context_of(municipality),
        off={row.rule: row.reason for row in off},
    )  # fmt: skip


@_unless_paused
@transaction.atomic
def recheck(municipality: Municipality) -> None:
    """Every rule over everything; the day is begun."""
    hold(municipality)
    measures = list(Measure.objects.of(municipality))
    _refresh_keys(measures)
    catalogue, context = facts.catalogue(municipality, measures), context_of(municipality)
    _replace(municipality, [Q()], [rule.judge(catalogue, context) for rule in _switched_on(municipality)])
    CheckDay.objects.update_or_create(
        municipality=municipality, day=timezone.localdate(), defaults=_counts(municipality)
    )


@_unless_paused
@transaction.atomic
def recheck_measures(
    municipality: Municipality, measures: list[Measure], changed: frozenset[str] | None = None
) -> None:
    """After a change to some measures: the rules that judge each by itself on these, and the comparing ones that read what
    changed (names as in `Rule.reads`; None: all, after measures came or went)."""
    hold(municipality)
    known, context, rules = facts.plan(municipality), context_of(municipality), _switched_on(municipality)
    alone = [rule for rule in rules if rule.local]
    comparing = [r for r in rules if not r.local and r.reads & (r.reads if changed is None else changed)]
    alive = [measure for measure in measures if measure.deleted_at is None]
    catalogue = facts.catalogue_of(municipality, known, alive)
    found = [rule.judge(catalogue, context) for rule in alone] if alive else []
    found += _judged_in_parts(municipality, comparing, known)
    mine = Q(rule__in=_ids(alone), measure__in=[measure.pk for measure in measures])
    _replace(municipality, [Q(rule__in=_ids(comparing)), mine], found)
    _note_day(municipality)


@_unless_paused
@transaction.atomic
def recheck_concept(municipality: Municipality) -> None:
    """After a change to the frame or the text."""
    _recheck_rules(municipality, lambda rule: not rule.local and rule.excerpt in ("", "any"))


@_unless_paused
def recheck_adoption(municipality: Municipality) -> None:
    """After a version was adopted, in the verb's own transaction: the rules that look at no measure."""
    _recheck_rules(municipality, lambda rule: not rule.local and rule.excerpt == "")


@_unless_paused
@transaction.atomic
def recheck_plan(municipality: Municipality) -> None:
    """After a change to fields and goals: all rules but those that look at nothing but a measure."""
    _recheck_rules(municipality, lambda rule: not rule.local or bool(rule.excerpt))


def _recheck_rules(municipality: Municipality, touched: Callable[[Rule], bool]) -> None:
    hold(municipality)
    rules = list(filter(touched, _switched_on(municipality)))
    found = _judged_in_parts(municipality, rules, facts.plan(municipality))
    _replace(municipality, [Q(rule__in=_ids(rules))], found)
    _note_day(municipality)


@_unless_paused
@transaction.atomic
def recheck_rule(municipality: Municipality, rule: str) -> None:
    """After a rule was switched off or on."""
    hold(municipality)
    rules = [on for on in _switched_on(municipality) if on.id == rule]
    catalogue, context = facts.catalogue(municipality), context_of(municipality)
    _replace(municipality, [Q(rule=rule)], [on.judge(catalogue, context) for on in rules])
    _note_day(municipality)


def ensure_today(municipality: Municipality) -> None:
    """Some findings come with the calendar: the first page of a day that shows findings has them judged anew. One query otherwise."""
    if not CheckDay.objects.filter(municipality=municipality, day=timezone.localdate()).exists():
        recheck(municipality)


def hold(municipality: Municipality) -> None:
    """Held until the transaction ends; rows may still be added to the municipality meanwhile."""
    Municipality.objects.select_for_update(no_key=True).values_list("pk").get(pk=municipality.pk)


def _switched_on(municipality: Municipality) -> list[Rule]:
    off = set(RuleOff.objects.filter(municipality=municipality).values_list("rule", flat=True))
    return [rule for rule in registered() if rule.id not in off]


def _ids(rules: list[Rule]) -> list[str]:
    return [rule.id for rule in rules]


def _judged_in_parts(municipality: Municipality, rules: list[Rule], known: facts.Plan) -> list[calc.Outcome]:
    """Each rule over its part of the measures."""
    context = context_of(municipality)
    parts = {part: excerpt(municipality, part, known) for part in {rule.excerpt for rule in rules}}
    return [rule.judge(parts[rule.excerpt], context) for rule in rules]


def _refresh_keys(measures: list[Measure]) -> None:
    """A newer version of the rules may see other words as the same, or as serving an area.

    What somebody is saving right now is left to them: who saves holds the row and waits for the lock that is held here.
    """
    names = ("number_key", "title_key", "areas")
    stale = []
    for measure in measures:
        before = [getattr(measure, name) for name in names]
        measure.arrange_keys()
        if before != [getattr(measure, name) for name in names]:
            stale.append(measure)
    if stale:
        rows = Measure.objects.select_for_update(skip_locked=True).filter(pk__in=[measure.pk for measure in stale])
        free = set(rows.values_list("pk", flat=True))
        Measure.objects.bulk_update([measure for measure in stale if measure.pk in free], names, batch_size=BATCH)


def _replace(municipality: Municipality, touched: Sequence[Q], outcomes: Iterable[calc.Outcome]) -> None:
    """The findings under `touched`, which do not overlap, are exactly these from now on; what stands already is left alone."""
    wanted = Counter(_words(finding) for outcome in outcomes for finding in outcome.findings)
    stale = []
    every = Finding.objects.filter(municipality=municipality).order_by().values_list("pk", *Finding.WORDS)
    for pk, *words in chain.from_iterable(every.filter(some) for some in touched):
        if wanted[tuple(words)] > 0:
            wanted[tuple(words)] -= 1
        else:
            stale.append(pk)
    Finding.objects.filter(pk__in=stale).delete()
    missing = (dict(zip(Finding.WORDS, words, strict=True)) for words in wanted.elements())
    Finding.objects.bulk_create((Finding(municipality=municipality, **said) for said in missing), batch_size=BATCH)


def _words(finding: calc.Finding) -> tuple[str | int | bool | None, ...]:
    """What makes the stored row, in the order of `Finding.WORDS`."""
    on: dict[str, int | None] = {"measure": None, "goal": None, "field": None}
    where, internal = finding.where, False
    if isinstance(where, facts.Place):
        on[where.kind], internal = where.pk, where.internal
    return finding.rule, finding.severity, *on.values(), finding.message, internal


def _note_day(municipality: Municipality) -> None:
    """The day's last word in the trend. The first change of a day has everything judged anew."""
    today = CheckDay.objects.filter(municipality=municipality, day=timezone.localdate())
    if not today.update(**_counts(municipality)):
        recheck(municipality)


def _counts(municipality: Municipality) -> dict[str, int]:
    """By severity, and of these on internal measures; two queries."""
    counts = dict.fromkeys([f"{internal}{s}s" for s in calc.SEVERITIES for internal in ("", "internal_")], 0)
    found = Finding.objects.filter(municipality=municipality).order_by().values_list("severity", "internal")
    for severity, internal, number in found.annotate(Count("pk")):
        counts[f"{severity}s"] += number
        counts[f"internal_{severity}s"] += number * internal
    return {**counts, "measures": Measure.objects.of(municipality).count()}
