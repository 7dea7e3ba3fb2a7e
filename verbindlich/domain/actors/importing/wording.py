"""What an import of contacts would do and did, in a sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.office.imports.plan import Plan


def organisations(n: int) -> str:
    return ngettext("%(n)d Organisation", "%(n)d Organisationen", n) % {"n": n}


def persons(n: int) -> str:
    return ngettext("%(n)d Kontaktperson", "%(n)d Kontaktpersonen", n) % {"n": n}


SORTS = {"organisation": organisations, "person": persons}


def planned(plan: Plan) -> str:
    """ "12 Organisationen: 10 neu, 2 geändert. 30 Kontaktpersonen: 30 neu." """
    if not plan.rows:
        return _("In dieser Datei wurden keine Kontakte gefunden.")
    if not plan.does_something and not plan.of("ask") and not plan.of("problem"):
        return _("Nichts zu tun: Was in dieser Datei steht, steht schon so im Verzeichnis.")
    return " ".join(filter(None, (_counted(plan, kind) for kind in SORTS)))


def _counted(plan: Plan, kind: str) -> str:
    counts = plan.counts(kind)
    words = {
        "create": _("%(n)d neu"), "update": _("%(n)d geändert"), "unchanged": _("%(n)d unverändert"), "problem": _("%(n)d mit Problem"),
    }  # fmt: skip
    said = ", ".join(word % {"n": counts[action]} for action, word in words.items() if counts[action])  # type: ignore[index]
    return f"{SORTS[kind](counts.total())}: {said}." if said else ""


def done(result: dict[str, Any]) -> str:
    """ "10 Organisationen und 30 Kontaktpersonen angelegt, 2 Organisationen geändert." """
    made = result.get("done", {})
    models = {"actors.organisation": organisations, "actors.person": persons}
    created = [words(n) for model, words in models.items() if (n := made.get(model, {}).get("create", 0))]
    updated = [words(n) for model, words in models.items() if (n := made.get(model, {}).get("update", 0))]
    parts = [
        *([_("%(parts)s angelegt") % {"parts": _(" und ").join(created)}] if created else []),
        *([_("%(parts)s geändert") % {"parts": _(" und ").join(updated)}] if updated else []),
    ]
    return ", ".join(parts) if parts else _("nichts geändert")
