"""How visitors narrow the public directory."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.german import search_words, sort_key
from verbindlich.front.portal.public import Shown


class PublicFilter(ListFilter):
    """Offers only what somebody who is shown has; the words themselves stand in the address."""

    FIRST = ("q", "thema", "raum", "sprache")

    q = forms.CharField(label=_("Suche"), max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    thema = forms.ChoiceField(label=_("Thema"))
    raum = forms.ChoiceField(label=_("Ort oder Sozialraum"))
    sprache = forms.ChoiceField(label=_("Sprache"))

    def __init__(self, params: QueryDict, every: list[Shown]) -> None:
        super().__init__(params)
        self.every = every
        for name, words in (
            ("thema", {word for one in every for word in one.topics}),
            ("raum", {word for one in every for word in one.spaces}),
            ("sprache", {word for one in every for word in one.languages}),
        ):
            self.offer(name, _pairs(words))
        self.leave_open()

    def found(self) -> list[Shown]:
        said, words = self.said, search_words(self.said.get("q") or "")
        return [
            one
            for one in self.every
            if one.says(words)
            and (not said.get("thema") or said["thema"] in one.topics)
            and (not said.get("raum") or said["raum"] in one.spaces)
            and (not said.get("sprache") or said["sprache"] in one.languages)
        ]


def _pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in sorted(words, key=sort_key)]
