"""Cooperation agreements and the standards agreed in them. What happens to a standard stands in the trail of its agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from verbindlich.domain.actors.actions.entries import save_entry
from verbindlich.domain.actors.models import Agreement, Organisation, Standard, StandardReview
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import record


def save_agreement(
    *,
    user: User | None,
    agreement: Agreement,
    parties: Iterable[Organisation] | None = None,
    version: int | None = None,
) -> Agreement:
    """`parties` None leaves them. Raises StaleSave."""
    many = None if parties is None else {"parties": list(parties)}
    return save_entry(user=user, entry=agreement, version=version, many=many)


@contextmanager
def _changing(user: User | None, pk: int) -> Iterator[Agreement]:
    """The agreement, locked; what changed in its standards is recorded at the end."""
    with transaction.atomic():
        agreement: Agreement = Agreement.objects.select_for_update().get(pk=pk)
        before = agreement.as_state()
        yield agreement
        record(user=user, verb="edit", obj=agreement, municipality=agreement.municipality, before=before)


def save_standard(*, user: User | None, standard: Standard) -> Standard:
    """Add, or change if `standard` has a pk."""
    with _changing(user, standard.agreement_id):
        standard.save()
    return standard


def remove_standard(*, user: User | None, standard: Standard) -> None:
    """With its reviews; the trail of the agreement keeps both. Nothing to do where somebody was first."""
    with _changing(user, standard.agreement_id):
        Standard.objects.filter(pk=standard.pk).delete()


def review_standard(*, user: User | None, standard: Standard, year: int, judgement: str, remark: str = "") -> None:
    """Whether it was met in that year; "" takes the review back."""
    with _changing(user, standard.agreement_id):
        if judgement:
            said = {"judgement": judgement, "remark": remark}
            StandardReview.objects.update_or_create(standard=standard, year=year, defaults=said)
        else:
            StandardReview.objects.filter(standard=standard, year=year).delete()
