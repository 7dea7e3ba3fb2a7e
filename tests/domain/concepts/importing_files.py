"""Files for tests of the import, and the steps as one call each."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from verbindlich.base.common.export import xlsx_response
from verbindlich.base.readers import read_here
from verbindlich.domain.concepts import exporting
from verbindlich.domain.concepts.importing.handler import KIND, CatalogueImport
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.imports import actions
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.plan import Plan, plan_from
from verbindlich.office.imports.uploads import Upload

HEADER = (
    "Nr.",
    "Handlungsfeld",
    "Ziel",
    "Maßnahme",
    "Federführung",
    "Beteiligte",
    "Zeitraum",
    "Priorität",
    "Kosten",
    "Stand",
)
KURS = (
    "1.1",
    "Sprache",
    "Alle finden einen Kurs",
    "Sprachkurs-Börse aufbauen",
    "Sozialamt",
    "",
    "2025 – 2027",
    "hoch",
    "12.000 €",
    "in Umsetzung",
)
CAFE = (
    "1.2",
    "Sprache",
    "Alle finden einen Kurs",
    "Elterncafé eröffnen",
    "Jugendamt",
    "",
    "ab 2026",
    "mittel",
    "nein",
    "geplant",
)


def table(*rows: Sequence[str], header: Sequence[str] = HEADER) -> bytes:
    """A CSV file as German Excel writes it."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *rows])
    return out.getvalue().encode("utf-8-sig")


def changed(row: Sequence[str], **cells: str) -> tuple[str, ...]:
    """The row with some cells said otherwise: by the name of the column."""
    names = ("number", "field", "goal", "title", "lead", "partners", "period", "priority", "budget", "status")
    said = dict(zip(names, row, strict=True)) | cells
    return tuple(said.values())


def exported(measures: Iterable[Measure]) -> bytes:
    """What the list of measures gives as Excel."""
    rows = exporting.rows(measures)
    return bytes(xlsx_response("massnahmen", "Maßnahmen", list(exporting.HEADERS.values()), rows).content)


def stored(home: Municipality) -> Any:
    return Measure.objects.of(home).select_related("field", "goal").prefetch_related("bodies__organisation")


def started(cast: SimpleNamespace, data: bytes, name: str = "katalog.csv") -> Import:
    """Uploaded and planned; read in this process, which is quicker than in a child."""
    upload = Upload(name, hashlib.sha256(data).hexdigest(), read_here(data, name))
    return actions.start(user=cast.steuerung, municipality=cast.home, kind=KIND, upload=upload)


def applied(cast: SimpleNamespace, data: bytes, **answers: str) -> Import:
    imported = started(cast, data)
    if answers:
        imported = actions.decide(imported=imported, version=imported.version, answers=answers, left_out=[])
    return actions.apply(user=cast.steuerung, imported=imported, version=imported.version)


def plan_of(imported: Import) -> Plan:
    return plan_from(imported.plan)


def planned(home: Municipality, data: bytes, name: str = "katalog.csv", **answers: str) -> Plan:
    """The plan alone, nothing stored."""
    handler = CatalogueImport()
    return handler.prepare(home, handler.read(read_here(data, name), {}), answers).plan


def file(data: bytes, name: str = "katalog.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def state(home: Municipality) -> dict[str, Any]:
    """Everything of a municipality that an import may touch."""
    from verbindlich.domain.actors.models import Organisation, OrganisationAlias
    from verbindlich.domain.concepts.models import FieldOfAction, Finding, Goal

    rows = {
        model.__name__: {row.pk: row.as_state() for row in model.objects.of(home)}
        for model in (FieldOfAction, Goal, Measure, Organisation)
    }
    rows["aliases"] = {alias.pk: str(alias) for alias in OrganisationAlias.objects.filter(municipality=home)}
    findings = Finding.objects.filter(municipality=home).values_list("rule", "measure", "goal", "field", "message")
    return {**rows, "findings": sorted(map(str, findings))}
