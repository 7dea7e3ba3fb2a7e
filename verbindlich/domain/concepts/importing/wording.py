"""What an import would do and did, in a sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.domain.concepts.importing.bodies import NEW
from verbindlich.office.imports.plan import Plan


def measures(n: int) -> str:
    return ngettext("%(n)d Maßnahme", "%(n)d Maßnahmen", n) % {"n": n}


def fields(n: int) -> str:
    return ngettext("%(n)d Handlungsfeld", "%(n)d Handlungsfelder", n) % {"n": n}


def goals(n: int) -> str:
    return ngettext("%(n)d Ziel", "%(n)d Ziele", n) % {"n": n}


def organisations(n: int) -> str:
    return ngettext("%(n)d Organisation", "%(n)d Organisationen", n) % {"n": n}


def _listed(parts: list[str]) -> str:
    """ "a, b und c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s und %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def planned(plan: Plan) -> str:
    """ "24 Maßnahmen: 20 neu, 3 geändert, 1 mit Frage. Dazu kommen 8 Handlungsfelder und 7 Ziele." """
    counts = plan.counts("measure")
    if not plan.rows:
        return _("In dieser Datei wurden keine Maßnahmen gefunden.")
    if set(counts) <= {"unchanged"} and not plan.does_something:
        return _("Nichts zu tun: Was in dieser Datei steht, steht schon so im Konzept.")
    words = {
        "create": _("%(n)d neu"), "update": _("%(n)d geändert"), "ask": _("%(n)d mit Frage"), "problem": _("%(n)d mit Problem"),
        "unchanged": _("%(n)d unverändert"),
    }  # fmt: skip
    said = ", ".join(word % {"n": counts[action]} for action, word in words.items() if counts[action])  # type: ignore[index]
    first = f"{measures(counts.total())}: {said}." if said else ""
    return " ".join(filter(None, [first, _added(plan), _changed(plan)]))


def _added(plan: Plan) -> str:
    bodies = sum(question.key.startswith("org:") and question.answer == NEW for question in plan.questions)
    made = [
        (fields, plan.counts("field")["create"]), (goals, plan.counts("goal")["create"]), (organisations, bodies),
    ]  # fmt: skip
    parts = [words(n) for words, n in made if n]
    return _("Neu dazu kommen %(parts)s.") % {"parts": _listed(parts)} if parts else ""


def _changed(plan: Plan) -> str:
    made = [(fields, plan.counts("field")["update"]), (goals, plan.counts("goal")["update"])]
    parts = [words(n) for words, n in made if n]
    return _("Geändert werden auch %(parts)s.") % {"parts": _listed(parts)} if parts else ""


def done(result: dict[str, Any]) -> str:
    """ "20 Maßnahmen, 8 Handlungsfelder und 7 Ziele angelegt, 3 Maßnahmen geändert." """
    made = result.get("done", {})
    models = {"concepts.measure": measures, "concepts.fieldofaction": fields, "concepts.goal": goals}
    models["actors.organisation"] = organisations
    created = [words(n) for model, words in models.items() if (n := made.get(model, {}).get("create", 0))]
    updated = [words(n) for model, words in models.items() if (n := made.get(model, {}).get("update", 0))]
    parts = [
        *([_("%(parts)s angelegt") % {"parts": _listed(created)}] if created else []),
        *([_("%(parts)s geändert") % {"parts": _listed(updated)}] if updated else []),
    ]
    return ", ".join(parts) if parts else _("nichts geändert")
