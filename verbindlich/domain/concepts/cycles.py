"""Where the versions stand: which was adopted last, which is in work, what comes next, what is overdue, what changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base import profiles
from verbindlich.base.calc import cycle
from verbindlich.base.calc.comparison import compare
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.comparing import sentence
from verbindlich.domain.concepts.models import Version
from verbindlich.domain.concepts.snapshot import kept, take
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.accounts.tenancy import TenantRequest

LOOKS: Mapping[str, tuple[str, str]] = {  # tone and sign of a state's pill
    "entwurf": ("quiet", "○"),
    "beratung": ("risk", "◆"),
    "beschlossen": ("on", "●"),
    "vorgelegt": ("on", "✓"),
    "fortgeschrieben": ("on", "↻"),
    "ersetzt": ("done", "–"),
}
VERBS: Mapping[cycle.Step, str | Promise] = {  # what a button says
    "beraten": gettext_lazy("In Beratung geben"),
    "zuruecknehmen": gettext_lazy("Aus der Beratung zurücknehmen"),
    "verwerfen": gettext_lazy("Entwurf verwerfen"),
    "beschliessen": gettext_lazy("Beschluss eintragen"),
    "vorlegen": gettext_lazy("Vorlage beim Ministerium eintragen"),
    "fortschreiben": gettext_lazy("Fortschreibung beginnen"),
    "berichtigen": gettext_lazy("Angaben berichtigen"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be taken. `next`: the one to take now."""

    step: cycle.Step
    label: str | Promise
    url: str
    next: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the list."""

    version: Version
    tone: str
    sign: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """What should have happened, and under which paragraph, since when."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """The versions of the concept, or of a catalogue that is adopted on its own. `sentence`: how it stands."""

    kind: str
    title: str | Promise
    sentence: str
    rows: tuple[Row, ...]
    in_force: Version | None
    in_work: Version | None
    offer: Offer | None
    overdue: tuple[Overdue, ...]
    first: bool = False  # its offer is the one that matters on the page


def cycles(request: TenantRequest, today: date) -> tuple[Cycle, ...]:
    """The concept's always, the catalogue's where there is one. Eleven queries and ten for the catalogue, however many versions."""
    versions = list(access.versions_for(request).defer("snapshot"))
    kinds = [Version.Kind.CONCEPT]
    if any(version.kind == Version.Kind.CATALOGUE for version in versions):
        kinds.append(Version.Kind.CATALOGUE)
    found = [_cycle(request, kind, [v for v in versions if v.kind == kind], today) for kind in kinds]
    begun = [one for one in found if one.offer and one.offer.step != "fortschreiben"]
    first = (begun or found)[0]
    return tuple(replace(one, first=one is first) for one in found)


def _cycle(request: TenantRequest, kind: Version.Kind, versions: list[Version], today: date) -> Cycle:
    in_force = next((version for version in versions if version.state in cycle.IN_FORCE), None)
    in_work = next((version for version in versions if version.state in cycle.IN_WORK), None)
    owed = submission_since(request.municipality, in_force) if in_force else None
    return Cycle(
        kind=kind,
        title=kind.label,
        sentence=" ".join(_sentences(request, in_force, in_work)),
        rows=tuple(Row(version, *LOOKS[version.state]) for version in versions),
        in_force=in_force,
        in_work=in_work,
        offer=_next(request, kind, in_force, in_work, owed is not None) if access.steers(request) else None,
        overdue=tuple(_overdue(request, in_force, owed, today)),
    )


def _sentences(request: TenantRequest, in_force: Version | None, in_work: Version | None) -> Iterator[str]:
    if in_force and in_force.adopted_on:
        said = ", ".join(filter(None, (f"{in_force.adopted_on:%d.%m.%Y}", in_force.body, in_force.resolution)))
        yield _("Zuletzt beschlossen ist „%(name)s“ (%(said)s).") % {"name": in_force, "said": said}
    else:
        yield _("Noch keine Fassung ist beschlossen.")
    if in_work:
        yield _("In Arbeit: „%(name)s“ (%(state)s).") % {"name": in_work, "state": in_work.get_state_display()}
    if in_force:
        since = _since(request, in_force)
        if since:
            yield _("Seit dem Beschluss hat sich geändert: %(what)s.") % {"what": since}
        elif since == "":
            yield _("Seit dem Beschluss hat sich nichts geändert.")
    planned = _planned(request, in_force)
    if planned:
        yield _("Die nächste Fortschreibung ist für den %(day)s vorgesehen.") % {"day": f"{planned:%d.%m.%Y}"}


def _planned(request: TenantRequest, in_force: Version | None) -> date | None:
    """When the concept is to be revised, while nobody has begun."""
    if in_force is None or in_force.kind != Version.Kind.CONCEPT or in_force.state == Version.State.REVISED:
        return None
    concept = access.concept_for(request)
    return concept.next_revision if concept else None


def _next(request: TenantRequest, kind: str, in_force: Version | None, in_work: Version | None, owed: bool) -> Offer:
    step = cycle.next_step(_state(in_force), _state(in_work), owes_submission=owed)
    about = in_force if step == "vorlegen" else in_work
    if about is None:
        label: str | Promise = VERBS[step] if in_force else _("Erste Fassung anlegen")
        return Offer(step, label, begin_url(request, kind))
    return Offer(step, VERBS[step], _step_url(request, about, step))


def _state(version: Version | None) -> str | None:
    return version.state if version else None


def _overdue(request: TenantRequest, in_force: Version | None, owed: date | None, today: date) -> Iterator[Overdue]:
    law = profiles.load(request.municipality.profile)
    if owed and owed <= today:
        why = _("%(why)s, seit %(day)s")
        cited = law.provision("konzept-vorlage").cited
        yield Overdue(_("Noch nicht dem Ministerium vorgelegt"), why % {"why": cited, "day": f"{owed:%d.%m.%Y}"})
    planned = _planned(request, in_force)
    if planned and planned < today:
        why = _("%(why)s, eigener Termin: %(day)s")
        cited = law.provision("konzept-evaluation").cited
        yield Overdue(_("Fortschreibung noch nicht begonnen"), why % {"why": cited, "day": f"{planned:%d.%m.%Y}"})


def _since(request: TenantRequest, version: Version) -> str | None:
    """What became of the concept since, "" for nothing; None where the version cannot be read."""
    then = kept(version).snapshot
    return sentence(compare(then, take(request.municipality, version.kind), without=("contacts",))) if then else None


def offers(request: TenantRequest, version: Version) -> list[Offer]:
    """The steps that lead on from here, for the Steuerung."""
    if not access.steers(request):
        return []
    owed = submission_since(request.municipality, version) is not None
    states = (version.state if version.state in some else None for some in (cycle.IN_FORCE, cycle.IN_WORK))
    first = cycle.next_step(*states, owes_submission=owed)
    return [Offer(step, VERBS[step], _step_url(request, version, step), step == first) for step in possible(version)]


def possible(version: Version) -> list[cycle.Step]:
    """The steps that people can take from here; what was submitted is not submitted twice."""
    return [
        step
        for step in VERBS
        if version.state in cycle.STEPS[step] and not (step == "vorlegen" and version.submitted_on)
    ]


def _step_url(request: TenantRequest, version: Version, step: str) -> str:
    if step == "fortschreiben":
        return begin_url(request, version.kind)
    url = reverse("concepts:version-step", args=[request.municipality.slug, version.pk])
    return f"{url}?schritt={step}"


def begin_url(request: TenantRequest, kind: str) -> str:
    return f"{reverse('concepts:version-create', args=[request.municipality.slug])}?art={kind}"


def submission_since(home: Municipality, adopted: Version) -> date | None:
    """From which day on this version is to be submitted to the ministry (KomIntAVO § 10 Abs. 3): a year after the decree came into
    force, later ones from their adoption. None where it was, or need not be: the decree speaks of the concept, and binds
    lower integration authorities (SächsIntG § 6)."""
    if adopted.submitted_on or adopted.adopted_on is None or adopted.kind != Version.Kind.CONCEPT:
        return None
    if home.kind == Municipality.Kind.MEMBER:
        return None
    first = profiles.load(home.profile).first_due("konzept-vorlage")
    return max(first, adopted.adopted_on) if first else adopted.adopted_on
