"""The check as a document to print and hand round: who, when, which version, figure 7, findings, rules that are off and why. German."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from verbindlich import __version__
from verbindlich.base.calc.findings import SEVERITIES
from verbindlich.base.check import summary
from verbindlich.base.check.report_html import HOW_TO_READ, criteria_blocks, group_blocks
from verbindlich.base.documents import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Table,
)
from verbindlich.domain.concepts import access, checking
from verbindlich.domain.concepts.mending import Mender
from verbindlich.domain.concepts.mirror import Mirror
from verbindlich.domain.concepts.models import RuleOff, Version
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest

INSIDE = "Mit internen Maßnahmen: nur für den Gebrauch in der Verwaltung."
RELEASED = "Gezählt und geprüft sind die freigegebenen Maßnahmen."
IN_THE_LIST = "alle zeigt die Liste der Maßnahmen"


def report(request: TenantRequest, *, internal: bool) -> Document:
    """Of what everybody in the municipality may read; `internal`: of all measures. Eleven queries."""
    home = request.municipality
    measures = access.measures_for(request) if internal else access.measures_for(request).released()
    off = checking.rules_off(home)
    mirror = Mirror(checking.check(home, measures, off), tuple(off), Mender(home, steers=internal))
    title = f"Prüfbericht zum Integrationskonzept: {home.name}"
    blocks = (*_about(request, mirror, internal), *_findings(mirror), *_off(mirror), *_silent(mirror), *_how())
    now = timezone.localtime()
    footer = f"Erstellt am {now:%d.%m.%Y um %H:%M Uhr} mit Verbindlich {__version__}."
    return Document(title, blocks, footer)


def _about(request: TenantRequest, mirror: Mirror, internal: bool) -> Iterator[Block]:
    result = mirror.result
    yield Paragraph(summary.sentence(result), lead=True)
    counts = ((str(result.count(severity)), summary.SEVERITY_WORDS[severity][1]) for severity in SEVERITIES)
    yield KeyFigures(tuple(KeyFigure(number, word) for number, word in counts))
    role = Role(request.membership.role).label
    rows = (("Geprüft am", f"{result.today:%d.%m.%Y}"), ("Bericht von", f"{request.user.name} ({role})"), *_versions(request),
            ("Umfang", INSIDE if internal else RELEASED), ("Verlauf", mirror.trend.sentence))  # fmt: skip
    yield Table("Worum es geht", ("Angabe", "Inhalt"), rows)
    yield Heading("Bestandteile")
    yield from criteria_blocks(result)


def _versions(request: TenantRequest) -> Iterator[tuple[str, str]]:
    """What was adopted last, of the concept and of a catalogue on its own; one query."""
    adopted = (
        access.versions_for(request).filter(adopted_on__isnull=False).defer("snapshot").order_by("-adopted_on", "-pk")
    )
    latest = {version.kind: version for version in reversed(adopted)}
    if not latest:
        yield "Fassung", "Arbeitsstand; beschlossen ist noch keine."
    for kind in Version.Kind:
        if version := latest.get(kind):
            by = "".join(
                f", {part}" for part in (version.body, version.resolution and f"Nr. {version.resolution}") if part
            )
            yield "Fassung", f"Arbeitsstand; zuletzt beschlossen: {version.name}, {version.adopted_on:%d.%m.%Y}{by}"


def _findings(mirror: Mirror) -> Iterator[Block]:
    result = mirror.result
    for severity in SEVERITIES:
        if found := summary.groups(result, severity):
            yield Heading(f"{summary.SEVERITY_WORDS[severity][1]} ({result.count(severity)})")
            yield from (block for group in found for block in group_blocks(group, IN_THE_LIST))


def _off(mirror: Mirror) -> Iterator[Block]:
    if mirror.off:
        yield Heading("Bewusst anders gelöst")
        rows = tuple((rule.sentence, off.reason, _by(off)) for rule, off in mirror.switched_off)
        yield Table("Regeln, die hier abgeschaltet sind", ("Regel", "Begründung", "von und am"), rows)


def _by(off: RuleOff) -> str:
    return f"{off.user.name if off.user else '–'}, {timezone.localtime(off.at):%d.%m.%Y}"


def _silent(mirror: Mirror) -> Iterator[Block]:
    if mirror.unjudged:
        rows = tuple((unjudged.rule.sentence, unjudged.reason) for unjudged in mirror.unjudged)
        yield Heading("Nicht geprüft")
        yield Table("Regeln, denen etwas fehlt oder die nicht gelten", ("Regel", "Grund"), rows)
    if mirror.clean:
        yield Heading("Ohne Befund")
        yield BulletList(tuple(f"{rule.sentence} ({rule.cited})" for rule in mirror.clean))


def _how() -> Iterator[Block]:
    yield Heading("So ist der Bericht zu lesen")
    yield Paragraph(HOW_TO_READ)
    yield Note("Ein Spiegel, keine Note: Was vor Ort bewusst anders gelöst ist, steht mit seiner Begründung dabei.")
