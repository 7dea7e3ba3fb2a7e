"""What makes the concept as a whole binding: monitoring, revision, adoption, its principles (guide 3.3.5, 5.2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.prose import known
from verbindlich.base.calc.rules.conditions import HAS_PROSE, known_from_source
from verbindlich.base.calc.rules.registry import Condition, Hit, RuleContext, rule

KNOWS_MONITORING = known_from_source(
    "der Text des Konzepts liegt vor",
    lambda catalogue: known(catalogue.facts, catalogue.facts.monitoring_described) is not None,
    "den Text des Konzepts (Word-Datei) oder die Berichtsrunden.",
)
KNOWS_INTERVAL = known_from_source(
    "der Text des Konzepts liegt vor",
    lambda catalogue: known(catalogue.facts, catalogue.facts.revision_interval) is not None,
    "den Text des Konzepts (Word-Datei) oder das vereinbarte Intervall.",
)
KNOWS_DUE = known_from_source(
    "der Termin der nächsten Überprüfung ist bekannt",
    lambda catalogue: catalogue.facts.revision_due is not None,
    "den Termin der nächsten Überprüfung oder Fortschreibung.",
    "Der Termin der nächsten Überprüfung oder Fortschreibung ist nicht eingetragen.",
)
KNOWS_ADOPTION = known_from_source(
    "die Datei sagt, ob das Konzept beschlossen ist",
    lambda catalogue: known(catalogue.facts, catalogue.facts.adopted) is not None,
    "den Beschluss des Kreistags, Stadtrats oder Gemeinderats.",
)
HAS_PRINCIPLES = Condition(
    "das Landesprofil nennt Grundsätze",
    lambda _, context: bool(context.principles),
    "Das Landesprofil nennt keine Grundsätze.",
)


@rule(
    "monitoring-not-described",
    sentence="Das Konzept beschreibt, wie die Umsetzung beobachtet wird.",
    advice="Festlegen, wer wann über den Stand berichtet und wem.",
    source="Leitfaden 3.3.5.5",
    severity="warning",
    when=(KNOWS_MONITORING,),
)
def monitoring_not_described(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    if not catalogue.facts.monitoring_described:
        yield Hit(f"{text_of(catalogue)} beschreibt kein Monitoring der Umsetzung.")


@rule(
    "revision-interval-missing",
    sentence="Das Konzept legt fest, in welchem Abstand es überprüft und fortgeschrieben wird.",
    advice="Ein Intervall im Konzept oder durch Beschluss festlegen; die Verordnung nennt keine Häufigkeit.",
    source="KomIntAVO § 10 Abs. 2 Nr. 4",
    force="soll",
    severity="warning",
    when=(KNOWS_INTERVAL,),
)
def revision_interval_missing(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    if not catalogue.facts.revision_interval:
        yield Hit(f"{text_of(catalogue)} nennt kein Intervall für Überprüfung und Fortschreibung.")


@rule(
    "revision-missed",
    sentence="Der vorgesehene Termin der Fortschreibung ist eingehalten.",
    advice="Die Fortschreibung beginnen oder den Termin durch Beschluss ändern.",
    source="KomIntAVO § 10 Abs. 2 Nr. 4",
    force="soll",
    severity="warning",
    when=(KNOWS_DUE,),
)
def revision_missed(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    due = catalogue.facts.revision_due
    if due and due < context.today:
        yield Hit(f"Die Fortschreibung war bis {due:%d.%m.%Y} vorgesehen.")


@rule(
    "not-adopted",
    sentence="Das Konzept oder der Maßnahmenkatalog ist politisch beschlossen.",
    advice="Beschluss mit Datum nennen. Das Gesetz verlangt ihn nicht; er erhöht die Verbindlichkeit.",
    source="Leitfaden 3.3.5.4",
    severity="note",
    when=(KNOWS_ADOPTION,),
)
def not_adopted(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    if not catalogue.facts.adopted:
        source = "Das Konzept" if catalogue.live else "Die Datei"
        yield Hit(f"{source} nennt keinen Beschluss des Kreistags, Stadtrats oder Gemeinderats.")


@rule(
    "principle-not-found",
    sentence="Das Konzept folgt den fünf Grundsätzen der KGSt.",
    advice="Beim Lesen prüfen, ob der Grundsatz mit anderen Worten vorkommt.",
    source="Leitfaden 3.3.5 (nach KGSt 2017)",
    severity="note",
    when=(HAS_PRINCIPLES, HAS_PROSE),
)
def principle_not_found(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    """Words alone cannot show that a principle is followed; they only spare the reader those with a passage."""
    text = " ".join((catalogue.facts.text or "").casefold().split())
    for principle in context.principles:
        if not any(word in text for word in principle.marks):
            yield Hit(f"Keine Textstelle zum Grundsatz „{principle.name}“ erkannt.")


def text_of(catalogue: Catalogue) -> str:
    """What was read: a file, or the concept as it stands."""
    return "Das Konzept" if catalogue.live else "Der Text dieser Datei"
