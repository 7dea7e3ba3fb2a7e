"""The chain Bedarf › Ziel › Maßnahme › Beschluss › Stand › Wirkung of a need, a goal or a measure.

What this room knows it fills itself; resolutions and effects that higher rooms know come through the slot `chain`. A link that
is missing is a gap in words; the way to fill it is offered to those who may.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verbindlich.base.common import slots
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.models import Goal, Measure, Need, Version
from verbindlich.domain.concepts.standing import BY_RANK, Shown, standing_of
from verbindlich.office.accounts.tenancy import TenantRequest

LABELS: dict[str, str | Promise] = {
    "need": gettext_lazy("Bedarf"),
    "goal": gettext_lazy("Ziel"),
    "measure": gettext_lazy("Maßnahme"),
    "resolution": gettext_lazy("Beschluss"),
    "standing": gettext_lazy("Stand"),
    "effect": gettext_lazy("Wirkung"),
}
MOST = 3  # entries of one step; the rest is counted
LENGTH = 110  # characters of one entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a step. `shown`: how it stands, as a pill before the text."""

    text: str = ""
    url: str = ""
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing; `url` and `action` say how it is filled, "" where this reader cannot."""

    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the chain. `here`: the page is about it. Without entries it is a gap."""

    name: str
    label: str | Promise
    entries: tuple[Entry, ...] = ()
    here: bool = False
    gap: Gap | None = None


Found = Mapping[str, Sequence[Entry]]
Chain = tuple[Step, ...]


def chain_of_measure(request: TenantRequest, measure: Measure) -> Chain:
    """Three queries and those of the slot, where the measure came from `access.measure_for`."""
    goals = [goal for goal in (measure.goal, *measure.more_goals.filter(deleted_at=None)) if goal]
    needs = Q(answer=Need.Answer.MEASURE, measure=measure) | Q(answer=Need.Answer.GOAL, goal=measure.goal_id or 0)
    found = {
        "need": _needs(request, needs),
        "goal": _entries(_goal(request, goal) for goal in goals),
        "measure": (_measure(request, measure),),
        "resolution": _resolutions(request, measure),
        "standing": _standing(measure, timezone.localdate()),
        "effect": _effects(request, measure, goals),
    }
    return _chain(request, measure, found, _gaps_of_measure(request, measure), here="measure")


def chain_of_goal(request: TenantRequest, goal: Goal) -> Chain:
    """Three queries and those of the slot. Measures of the goals below count for it."""
    today = timezone.localdate()
    measures = list(access.measures_for(request).serving(goal).with_standing(today))
    needs = Q(answer=Need.Answer.GOAL, goal=goal) | Q(answer=Need.Answer.MEASURE, measure__in=[m.pk for m in measures])
    found = {
        "need": _needs(request, needs),
        "goal": (_goal(request, goal),),
        "measure": _entries(_measure(request, measure) for measure in measures),
        "resolution": _resolutions(request, goal),
        "standing": _standings(m.standing_rank for m in measures),
        "effect": _indicators(request, goal, measures),
    }
    return _chain(request, goal, found, _gaps_of_goal(request, goal), here="goal")


def chain_of_need(request: TenantRequest, need: Need) -> Chain:
    """What became of a need of `access.need_in_list`: the chain of its answer. Empty for a refusal; its reason is the answer."""
    if need.answer == Need.Answer.REFUSED:
        return ()
    mine = Step("need", LABELS["need"], (_need(request, need),), here=True)
    return (mine, *_after(request, need))


def _after(request: TenantRequest, need: Need) -> Chain:
    if need.answer == Need.Answer.GOAL and need.goal and not need.waits:
        return tuple(replace(step, here=False) for step in chain_of_goal(request, need.goal)[1:])
    if need.answer == Need.Answer.MEASURE and not need.waits:
        seen = access.measures_for(request).filter(pk=need.measure_id).select_related("goal")
        measure = seen.prefetch_related("bodies__organisation", "milestones").first()
        if measure:
            return tuple(replace(step, here=False) for step in chain_of_measure(request, measure)[1:])
        return (Step("measure", LABELS["measure"], (Entry(_("eine Maßnahme, die noch nicht freigegeben ist")),)),)
    gap = Gap(_("noch keine Antwort"))
    if access.steers(request):
        gap = replace(gap, url=_url(request, "need-answer", need.pk), action=_("beantworten"))
    later = (Entry("–"),)
    answers = tuple(Step(name, LABELS[name], gap=gap) for name in ("goal", "measure"))
    return (*answers, *(Step(name, LABELS[name], later) for name in ("resolution", "standing", "effect")))


def _chain(request: TenantRequest, about: Measure | Goal, found: Found, gaps: Mapping[str, Gap], *, here: str) -> Chain:
    """The six steps: own entries and those of the slot; where both know resolutions, the slot knows better."""
    links = [link for link in slots.gather("chain", request, about=about) if link.step in LABELS]
    steps = []
    for name, label in LABELS.items():
        theirs = [link for link in links if link.step == name]
        told = tuple(Entry(_short(link.text), link.url) for link in theirs if link.text)
        own = () if name == "resolution" and told else tuple(found[name])
        open_ones = [
            Gap(str(link.hint), link.url, _("ergänzen") if link.url else "") for link in theirs if not link.text
        ]
        gap = None if own or told else next(iter(open_ones), gaps[name])
        steps.append(Step(name, label, (*own, *told), name == here, gap))
    return tuple(steps)


def _gaps_of_measure(request: TenantRequest, measure: Measure) -> dict[str, Gap]:
    edit = _url(request, "measure-edit", measure.pk)
    ways = {
        "need": Gap(
            _("kein Bedarf verzeichnet"), _url(request, "need-create") + f"?massnahme={measure.pk}", _("eintragen")
        ),
        "goal": Gap(_("kein Ziel"), f"{edit}#id_goal", _("zuordnen")),
        "measure": Gap(""),
        "resolution": Gap(_("in keiner beschlossenen Fassung"), _url(request, "version-list"), _("zu den Fassungen")),
        "standing": Gap(_("ohne Nachricht"), f"{edit}#id_state", _("Stand eintragen")),
        "effect": Gap(_("kein Indikator"), f"{edit}#id_indicator", _("festlegen")),
    }
    own = ("standing", "effect") if access.may_edit(request, measure) else ()
    return _offered(ways, ways if access.steers(request) else own)


def _gaps_of_goal(request: TenantRequest, goal: Goal) -> dict[str, Gap]:
    ways = {
        "need": Gap(_("kein Bedarf verzeichnet"), _url(request, "need-create") + f"?ziel={goal.pk}", _("eintragen")),
        "goal": Gap(""),
        "measure": Gap(_("keine Maßnahme"), _url(request, "measure-create") + f"?ziel={goal.pk}", _("anlegen")),
        "resolution": Gap(_("in keiner beschlossenen Fassung"), _url(request, "version-list"), _("zu den Fassungen")),
        "standing": Gap(_("ohne Maßnahme kein Stand")),
        "effect": Gap(_("kein Indikator"), _url(request, "goal-edit", goal.pk) + "#id_indicator", _("festlegen")),
    }
    return _offered(ways, ways if access.steers(request) else ())


def _offered(ways: Mapping[str, Gap], to_fill: Iterable[str]) -> dict[str, Gap]:
    """The same gaps, without a way where this reader cannot fill them."""
    allowed = set(to_fill)
    return {name: gap if name in allowed else Gap(gap.text) for name, gap in ways.items()}


def _url(request: TenantRequest, name: str, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[request.municipality.slug, *args])


def _short(text: object) -> str:
    return Truncator(str(text)).chars(LENGTH)


def _need(request: TenantRequest, need: Need) -> Entry:
    return Entry(_short(need), _url(request, "need-detail", need.pk))


def _goal(request: TenantRequest, goal: Goal) -> Entry:
    return Entry(_short(goal), _url(request, "goal-detail", goal.pk))


def _measure(request: TenantRequest, measure: Measure) -> Entry:
    return Entry(_short(measure), _url(request, "measure-detail", measure.pk))


def _entries(every: Iterable[Entry]) -> tuple[Entry, ...]:
    """The first few; how many more there are stands below them."""
    known = list(every)
    more = len(known) - MOST
    if more <= 0:
        return tuple(known)
    text = ngettext("und %(n)d weitere", "und %(n)d weitere", more) % {"n": more}
    return (*known[:MOST], Entry(text))


def _needs(request: TenantRequest, answered: Q) -> tuple[Entry, ...]:
    return _entries(_need(request, need) for need in access.rows_for(request, Need).filter(answered))


def _resolutions(request: TenantRequest, row: Measure | Goal) -> tuple[Entry, ...]:
    """The last adopted version that contains the row."""
    adopted = access.versions_for(request).filter(adopted_on__isnull=False, snapshot__contains=_frozen(row))
    version = adopted.defer("snapshot").order_by("-adopted_on", "-pk").first()
    return (Entry(_resolution(version), _url(request, "version-detail", version.pk)),) if version else ()


def _frozen(row: Measure | Goal) -> str:
    """How the snapshot of a version names a row."""
    return f'"{row._meta.model_name}":{row.pk},'


def _resolution(version: Version) -> str:
    """ "Kreistag 2025/031, 12.06.2025"."""
    said = " ".join(part for part in (version.body, version.resolution) if part) or version.name
    return f"{_short(said)}, {version.adopted_on:%d.%m.%Y}"


def _standing(measure: Measure, today: date) -> tuple[Entry, ...]:
    """Nothing where nobody has said anything: that is a gap."""
    shown = standing_of(measure, today)
    if shown.key == "silent":
        return ()
    days = (today - measure.end).days if shown.key == "late" and measure.end else 0
    since = ngettext("seit %(n)d Tag", "seit %(n)d Tagen", days) % {"n": days} if days else ""
    return (Entry(since, shown=shown),)


def _standings(ranks: Iterable[int]) -> tuple[Entry, ...]:
    """How many stand how, the worst first."""
    known = list(ranks)
    counted = [(known.count(rank), shown) for rank, shown in enumerate(BY_RANK)]
    return tuple(Entry(shown=replace(shown, word=f"{n} {shown.word}")) for n, shown in counted if n)


def _effects(request: TenantRequest, measure: Measure, goals: Sequence[Goal]) -> tuple[Entry, ...]:
    """The measure's own indicator, or else those of its goals."""
    if measure.indicator:
        return (Entry(_short(measure.indicator)),)
    return tuple(Entry(_short(g.indicator), _url(request, "goal-detail", g.pk)) for g in goals if g.indicator)


def _indicators(request: TenantRequest, goal: Goal, measures: Sequence[Measure]) -> tuple[Entry, ...]:
    """The goal's own indicator, or else those of its measures."""
    if goal.indicator:
        return (Entry(_short(goal.indicator)),)
    return _entries(Entry(_short(m.indicator), _url(request, "measure-detail", m.pk)) for m in measures if m.indicator)
