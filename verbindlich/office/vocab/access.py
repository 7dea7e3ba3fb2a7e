"""Fetching is authorising: the lists are the Steuerung's to keep (`roles` on the views)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.vocab import lists
from verbindlich.office.vocab.lists import WordList
from verbindlich.office.vocab.models import Word, WordMerge
from verbindlich.office.vocab.querysets import WordQuerySet


class MergedAway(Exception):
    """The word was merged into another one; `merged` says which."""

    def __init__(self, merged: WordMerge) -> None:
        super().__init__(str(merged))
        self.merged = merged


def lists_for(request: TenantRequest) -> list[WordList]:
    """Of the rooms that the municipality uses; the shared ones always."""
    return [words for words in lists.every() if request.municipality.has_room(words.model._meta.app_label)]


def list_for(request: TenantRequest, key: str) -> WordList:
    words = next((words for words in lists_for(request) if words.key == key), None)
    if words is None:
        raise Http404
    return words


def words_for(request: TenantRequest, words: WordList) -> WordQuerySet:
    return words.model.objects.of(request.municipality)


def word_for(request: TenantRequest, words: WordList, pk: int) -> Word:
    """Raises MergedAway where there was one with this number: the second of two people is told."""
    found: Word | None = words_for(request, words).filter(pk=pk).first()
    if found is None:
        raise MergedAway(get_object_or_404(merges_for(request, words), source_id=pk, undone_at=None))
    return found


def merges_for(request: TenantRequest, words: WordList) -> QuerySet[WordMerge]:
    return WordMerge.objects.filter(municipality=request.municipality, model=words.model._meta.label_lower)
