"""A measure's period and money in words, short enough for a cell of a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from verbindlich.domain.concepts.models import Measure
from verbindlich.domain.concepts.models.measure import BudgetKind


def month(day: date) -> str:
    return f"{day:%m/%Y}"


def period_words(measure: Measure) -> str:
    """ "01/2025 – 12/2027", "ab 01/2026", "bis 06/2025", "laufend", the office's own words, or "" where nothing is said."""
    start, end = measure.start, measure.end
    if start and end:
        words = f"{month(start)} – {month(end)}"
    elif start:
        words = _("ab %(month)s") % {"month": month(start)}
    elif end:
        words = _("bis %(month)s") % {"month": month(end)}
    else:
        return _("laufend") if measure.recurring else measure.period_note
    return f"{words}, {_('laufend')}" if measure.recurring else words


def euros(amount: Decimal) -> str:
    """German: "45.000 €", with cents only where there are any."""
    text = f"{amount:,.2f}".removesuffix(".00")
    return text.translate(str.maketrans(",.", ".,")) + " €"


def budget_words(measure: Measure) -> str:
    """ "45.000 € im Jahr", "haushaltsneutral", the office's own words, or "" where nothing is said."""
    if measure.budget_kind == BudgetKind.AMOUNT and measure.amount is not None:
        return _("%(sum)s im Jahr") % {"sum": euros(measure.amount)} if measure.per_year else euros(measure.amount)
    short = {
        BudgetKind.NONE_NEEDED: _("haushaltsneutral"),
        BudgetKind.EXISTING: _("vorhandene Mittel"),
        BudgetKind.YES: _("Betrag offen"),
    }
    return short.get(measure.budget_kind, measure.budget_note)  # type: ignore[call-overload,no-any-return]
