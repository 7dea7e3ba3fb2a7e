"""What is missing in the concept, as a list to work off: what, since when or under which paragraph, and where it is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Min, Q, TextField, Value, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from verbindlich.base import profiles
from verbindlich.base.calc.rules import Rule, registered
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.cycles import submission_since
from verbindlich.domain.concepts.mending import STEP, TARGETS, Mender
from verbindlich.domain.concepts.models import Concept, Need, Version
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.accounts.tenancy import TenantRequest

NOT_ADOPTED = "not-adopted"  # a note, for the law does not demand it; here it is the next step

# What the findings of a rule come to, by their number. A test holds this to the rules.
SENTENCES: dict[str, Any] = {
    "no-measures": gettext_lazy("Noch keine Maßnahme im Konzept"),
    "measure-without-lead": ngettext_lazy("%(n)d Maßnahme ohne Federführung", "%(n)d Maßnahmen ohne Federführung", "n"),
    "measure-without-period": ngettext_lazy("%(n)d Maßnahme ohne Zeitraum", "%(n)d Maßnahmen ohne Zeitraum", "n"),
    "period-contradicts-itself": ngettext_lazy(
        "%(n)d Maßnahme mit einem Zeitraum, der sich widerspricht",
        "%(n)d Maßnahmen mit einem Zeitraum, der sich widerspricht",
        "n",
    ),
    "duplicate-number": ngettext_lazy(
        "%(n)d Maßnahme trägt eine Nummer, die es schon gibt",
        "%(n)d Maßnahmen tragen eine Nummer, die es schon gibt",
        "n",
    ),
    "measure-without-priority": ngettext_lazy("%(n)d Maßnahme ohne Priorität", "%(n)d Maßnahmen ohne Priorität", "n"),
    "measure-without-budget": ngettext_lazy(
        "%(n)d Maßnahme ohne Angabe zum Haushalt", "%(n)d Maßnahmen ohne Angabe zum Haushalt", "n"
    ),
    "measure-without-goal": ngettext_lazy("%(n)d Maßnahme ohne Ziel", "%(n)d Maßnahmen ohne Ziel", "n"),
    "measure-without-field": ngettext_lazy(
        "%(n)d Maßnahme ohne Handlungsfeld", "%(n)d Maßnahmen ohne Handlungsfeld", "n"
    ),
    "lead-too-vague": ngettext_lazy(
        "Bei %(n)d Maßnahme bindet die Federführung keine bestimmte Stelle",
        "Bei %(n)d Maßnahmen bindet die Federführung keine bestimmte Stelle",
        "n",
    ),
    "measure-overdue": ngettext_lazy(
        "%(n)d Maßnahme ist über ihren Zeitraum hinaus nicht umgesetzt",
        "%(n)d Maßnahmen sind über ihren Zeitraum hinaus nicht umgesetzt",
        "n",
    ),
    "duplicate-measure": ngettext_lazy(
        "%(n)d Maßnahme heißt wie eine andere", "%(n)d Maßnahmen heißen wie eine andere", "n"
    ),
    "field-without-goal": ngettext_lazy("%(n)d Handlungsfeld ohne Ziel", "%(n)d Handlungsfelder ohne Ziel", "n"),
    "goal-without-measure": ngettext_lazy("%(n)d Ziel ohne Maßnahme", "%(n)d Ziele ohne Maßnahme", "n"),
    "no-strategic-measure": gettext_lazy("Keine Maßnahme zur strategischen Steuerung"),
    STEP: gettext_lazy("Kein Abschnitt zum Schritt „%(step)s“"),
    "hearing-not-documented": gettext_lazy("Die Anhörung der kreisangehörigen Gemeinden ist nicht dokumentiert"),
    "monitoring-not-described": gettext_lazy("Nicht beschrieben, wie die Umsetzung beobachtet wird"),
    "revision-interval-missing": gettext_lazy("Kein Abstand für Überprüfung und Fortschreibung"),
    "revision-missed": gettext_lazy("Der vorgesehene Termin der Fortschreibung ist vorbei"),
    NOT_ADOPTED: gettext_lazy("Das Konzept ist noch nicht beschlossen"),
}
PLAN = frozenset(["field-without-goal", "goal-without-measure"])


@dataclass(frozen=True, slots=True)
class Weight:
    """Colour, sign and word of a pill."""

    tone: str
    sign: str
    word: str | Promise


ERROR = Weight("late", "▲", gettext_lazy("Fehler"))
DUE = Weight("late", "▲", gettext_lazy("fällig"))
OPEN = Weight("quiet", "○", gettext_lazy("offen"))
WARNING = Weight("risk", "◆", gettext_lazy("Warnung"))
WEIGHTS = {"error": ERROR, "warning": WARNING, "note": OPEN}
# What keeps a measure from binding anybody, what the law asks for, who waits, the rest.
ORDER = (ERROR, DUE, OPEN, WARNING)


@dataclass(frozen=True, slots=True)
class Todo:
    """`what` leads to `url`, "" where this reader can do nothing. `why`: a paragraph, a chapter, since when."""

    what: str
    why: str
    url: str
    weight: Weight


def todos(request: TenantRequest, concept: Concept | None, adopted: Version | None, today: date) -> tuple[Todo, ...]:
    """The most urgent first; two queries. `adopted`: the version of the concept that counts, None where there is none."""
    found = [*_submission(request, adopted, today), *_expiry(request, concept, today), *_waiting(request, today)]
    return tuple(sorted([*_findings(request), *found], key=lambda todo: ORDER.index(todo.weight)))


def _findings(request: TenantRequest) -> Iterator[Todo]:
    """A line per rule, but one per step of the decree; notes are left to the page of the check."""
    message = Case(When(rule=STEP, then=F("message")), default=Value(""), output_field=TextField())
    rows = access.findings_for(request).filter(~Q(severity="note") | Q(rule=NOT_ADOPTED)).order_by()
    counted = Counter({(rule, said): n for rule, said, n in rows.values_list("rule", message).annotate(n=Count("pk"))})
    for rule in registered():
        for (id, said), n in sorted(counted.items()):
            if id == rule.id:
                yield _finding(request, rule, said, n)


def _finding(request: TenantRequest, rule: Rule, said: str, n: int) -> Todo:
    what = str(SENTENCES[rule.id] % {"n": n, "step": _step(request.municipality, said)})
    return Todo(what, rule.cited, _mend(request, rule, said), WEIGHTS[rule.severity])


def _step(municipality: Municipality, said: str) -> str:
    """The step of the decree that a finding speaks of; "" for other findings."""
    elements = profiles.load(municipality.profile).elements
    return next((step for element in elements for step in element.steps if f"„{step}“" in said), "")


def _mend(request: TenantRequest, rule: Rule, said: str) -> str:
    """One click from where it is mended: many measures in their list, the concept as a whole in its form."""
    slug = request.municipality.slug
    if rule.id in PLAN:
        return reverse("concepts:plan", args=[slug])
    if TARGETS[rule.id].page == "measure-edit":
        return f"{reverse('concepts:measure-list', args=[slug])}?befund={rule.id}"
    url = Mender(request.municipality, access.steers(request)).url(rule.id, message=said)
    return "" if url == request.path else url


def _submission(request: TenantRequest, adopted: Version | None, today: date) -> Iterator[Todo]:
    home = request.municipality
    since = submission_since(home, adopted) if adopted else None
    if since is None:
        return
    when = _("seit %(day)s") if since <= today else _("bis %(day)s")
    cited = profiles.load(home.profile).provision("konzept-vorlage").cited
    why = f"{cited}, {when % {'day': f'{since:%d.%m.%Y}'}}"
    url = reverse("concepts:version-list", args=[home.slug])
    yield Todo(_("Noch nicht dem Ministerium vorgelegt"), why, url, DUE if since <= today else OPEN)


def _expiry(request: TenantRequest, concept: Concept | None, today: date) -> Iterator[Todo]:
    if concept is None or concept.valid_until is None or concept.valid_until >= today:
        return
    home = request.municipality
    why = profiles.load(home.profile).provision("konzept-evaluation").cited
    url = f"{reverse('concepts:concept-edit', args=[home.slug])}#id_valid_until" if access.steers(request) else ""
    what = _("Das Konzept galt bis %(day)s") % {"day": f"{concept.valid_until:%d.%m.%Y}"}
    yield Todo(what, why, url, WARNING)


def _waiting(request: TenantRequest, today: date) -> Iterator[Todo]:
    waiting = access.needs_for(request, today).filter(kind=Need.Kind.NEED, waits=True)
    found = waiting.order_by().aggregate(n=Count("pk"), first=Min("received_on"))
    if not found["n"]:
        return
    days = max((today - found["first"]).days, 0)
    what = ngettext(
        "%(n)d Bedarf wartet auf Antwort",
        "%(n)d Bedarfe warten auf Antwort",
        found["n"],
    ) % {"n": found["n"]}
    why = ngettext("der älteste seit %(n)d Tag", "der älteste seit %(n)d Tagen", days) % {"n": days}
    url = f"{reverse('concepts:need-list', args=[request.municipality.slug])}?art={Need.Kind.NEED}&stand=wartet"
    yield Todo(what, why, url, OPEN)


def current(versions: Sequence[Version]) -> Version | None:
    """The version of the concept that was adopted last."""
    adopted = [v for v in versions if v.adopted_on and v.kind == Version.Kind.CONCEPT]
    return max(adopted, key=lambda version: version.adopted_on or date.min, default=None)
