"""The settings room of lists: words with their use, added, renamed, merged, parted again, deleted where nothing uses them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verbindlich.base.common.german import sort_key
from verbindlich.base.common.listing import PAGE_SIZE, Column, Sorting
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story
from verbindlich.office.vocab import access, actions, lists, merging
from verbindlich.office.vocab.forms import WordForm, WordMergeForm
from verbindlich.office.vocab.lists import WordList
from verbindlich.office.vocab.models import Word, WordMerge
from verbindlich.office.vocab.usage import Use, usage

COLUMNS = (Column("wort", gettext_lazy("Wort"), ("key",)), Column("verwendet", gettext_lazy("verwendet"), ("n",)))
MERGES = 20  # of the newest, offered to be undone


@dataclass(frozen=True, slots=True)
class Row:
    """A word with where it is used: text and link of each use; `n` in all."""

    word: Word
    uses: list[tuple[str, str]]
    n: int


def _row(request: TenantRequest, word: Word, uses: list[Use]) -> Row:
    links = [(use.text, lists.link(use, request.municipality.slug, word.pk)) for use in uses]
    return Row(word, links, sum(use.n + use.gone for use in uses))


def _of_word(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view its list and word. Of a word that was merged meanwhile it tells into which."""

    @roles(Role.STEUERUNG)
    @wraps(view)
    def told(request: TenantRequest, liste: str, pk: int) -> HttpResponse:
        words = access.list_for(request, liste)
        try:
            return view(request, words, access.word_for(request, words, pk))
        except access.MergedAway as gone:
            text = _("„%(source)s“ wurde schon mit „%(target)s“ zusammengeführt.")
            names = {"source": gone.merged.source_name, "target": gone.merged.target_name}
            messages.warning(request, text % names)
            return _to_list(request, words)

    return told


def _to_list(request: TenantRequest, words: WordList) -> HttpResponse:
    return redirect("vocab:word-list", request.municipality.slug, words.key)


@roles(Role.STEUERUNG)
def overview(request: TenantRequest) -> HttpResponse:
    found = [(words, access.words_for(request, words).count()) for words in access.lists_for(request)]
    return render(request, "vocab/overview.html", {"lists": found})


@roles(Role.STEUERUNG)
def word_list(request: TenantRequest, liste: str) -> HttpResponse:
    """`?q=` narrows, `?sort=-verwendet` puts the most used on top."""
    words = access.list_for(request, liste)
    used, query = usage(words.model, request.municipality), sort_key(request.GET.get("q", "")[:120])
    every = [_row(request, word, used.get(word.pk, [])) for word in access.words_for(request, words)]
    rows, listing = [row for row in every if query in row.word.key], Sorting(request, COLUMNS)
    rows.sort(key=lambda row: (row.n if listing.column.name == "verwendet" else 0, row.word.key))
    if listing.descending:
        rows.reverse()
    context = {
        "words": words, "listing": listing, "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("seite")),
        "total": len(every), "unused": sum(not row.n for row in every), "form": WordForm(),
        "merges": access.merges_for(request, words).filter(undone_at=None).select_related("user")[:MERGES],
    }  # fmt: skip
    template = "vocab/word_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


@roles(Role.STEUERUNG)
def word_create(request: TenantRequest, liste: str) -> HttpResponse:
    words, form = access.list_for(request, liste), WordForm(request.POST or None)
    if form.is_valid():
        name, home = form.cleaned_data["name"], request.municipality
        try:
            actions.add_word(user=request.user, model=words.model, municipality=home, name=name)
        except actions.Taken as taken:
            form.add_error("name", _("Das Wort gibt es schon: „%(name)s“.") % {"name": taken.word.name})
        else:
            messages.success(request, _("„%(name)s“ ist angelegt.") % {"name": name})
            return _to_list(request, words)
    status = 422 if form.is_bound else 200
    return render(request, "vocab/word_create.html", {"form": form, "words": words}, status=status)


@_of_word
def word_edit(request: TenantRequest, words: WordList, word: Word) -> HttpResponse:
    """A word's page: its use, its name to be changed, and the ways to merge or delete it."""
    form = WordForm(request.POST or None, initial={"name": word.name, "seen": word.name})
    context: dict[str, Any] = {"form": form, "words": words, "object": word}
    if form.is_valid():
        word.name = form.cleaned_data["seen"]
        try:
            saved = actions.rename_word(user=request.user, word=word, name=form.cleaned_data["name"])
        except actions.Taken as taken:
            form.add_error("name", _("So heißt schon ein anderes Wort dieser Liste."))
            context["other"] = taken.word
        except merging.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Das Wort heißt jetzt überall „%(name)s“.") % {"name": saved.name})
            return _to_list(request, words)
    used = usage(words.model, request.municipality, word)
    others = access.words_for(request, words).exclude(pk=word.pk)
    context |= {"row": _row(request, word, used.get(word.pk, [])), "story": story(word),
                "merge_form": WordMergeForm(among=others)}  # fmt: skip
    return render(request, "vocab/word_edit.html", context, status=422 if form.is_bound else 200)


@_of_word
def word_merge(request: TenantRequest, words: WordList, word: Word) -> HttpResponse:
    """GET with `?mit=` shows what would happen, POST does it."""
    among = access.words_for(request, words).exclude(pk=word.pk)
    form = WordMergeForm(request.POST or request.GET or None, among=among)
    context: dict[str, Any] = {"form": form, "words": words, "object": word}
    if form.is_valid():
        target = form.cleaned_data["mit"]
        try:
            if request.method == "POST":
                return _merged(request, words, word, form.cleaned_data)
            context["plan"] = merging.plan(word, target)
        except merging.Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if request.method == "POST" else 200
    return render(request, "vocab/word_merge.html", context, status=status)


def _merged(request: TenantRequest, words: WordList, source: Word, said: dict[str, Any]) -> HttpResponse:
    target = said["mit"]
    source.name, target.name = said["source_seen"] or source.name, said["target_seen"] or target.name
    _kept, lost = merging.merge(user=request.user, source=source, target=target)
    text = _("„%(source)s“ und „%(target)s“ sind jetzt ein Wort: „%(target)s“. Unten lässt sich das zurücknehmen.")
    messages.success(request, text % {"source": source.name, "target": target.name})
    for line in lost:
        messages.warning(request, line)
    return _to_list(request, words)


@require_POST
@roles(Role.STEUERUNG)
def merge_undo(request: TenantRequest, pk: int) -> HttpResponse:
    merged = get_object_or_404(WordMerge, pk=pk, municipality=request.municipality)
    words = next((words for words in access.lists_for(request) if words.model._meta.label_lower == merged.model), None)
    try:
        source = merging.undo(user=request.user, merged=merged)
    except merging.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("„%(name)s“ ist wieder ein eigenes Wort.") % {"name": source.name})
    return _to_list(request, words) if words else redirect("vocab:overview", request.municipality.slug)


@_of_word
def word_delete(request: TenantRequest, words: WordList, word: Word) -> HttpResponse:
    """Asked before; a word that is used is merged instead."""
    if request.method == "POST":
        try:
            actions.delete_word(user=request.user, word=word)
        except merging.Refused as refused:
            messages.error(request, str(refused))
            return redirect("vocab:word-edit", request.municipality.slug, words.key, word.pk)
        messages.success(request, _("„%(name)s“ ist gelöscht.") % {"name": word.name})
        return _to_list(request, words)
    used = usage(words.model, request.municipality, word)
    context = {"words": words, "object": word, "row": _row(request, word, used.get(word.pk, []))}
    return render(request, "vocab/word_delete.html", context)
