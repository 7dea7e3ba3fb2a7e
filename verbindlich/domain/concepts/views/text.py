"""The concept in words: its frame and process, its eight parts, how they read once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base import profiles
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.profiles.model import ConceptElement
from verbindlich.domain.concepts import access, actions
from verbindlich.domain.concepts import text as texts
from verbindlich.domain.concepts.forms.text import BeginForm, ConceptForm, SectionForm, StandForm
from verbindlich.domain.concepts.models import Concept, Section
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles


@roles(Role.STEUERUNG)
def concept_edit(request: TenantRequest) -> HttpResponse:
    """Begins with the title alone; afterwards the whole frame, the process folded."""
    concept = access.concept_for(request) or Concept(municipality=request.municipality)
    whole = "valid_from" in request.POST if request.method == "POST" else concept.pk
    form = (ConceptForm if whole else BeginForm)(request.POST or None, instance=concept)
    overview = reverse("concepts:overview", args=[request.municipality.slug])
    if form.is_valid():
        try:
            actions.save_concept(user=request.user, concept=form.save(commit=False), version=form.version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, overview)
        messages.success(request, _("Der Rahmen des Konzepts ist gespeichert."))
        return redirect(overview)
    context = {"form": form, "begins": not whole}
    return render(request, "concepts/concept_form.html", context, status=422 if form.is_bound else 200)


def text(request: TenantRequest) -> HttpResponse:
    parts = texts.parts(request.municipality)
    if request.GET.get("als") == "druck":
        return _on_paper(request, parts)
    missing = [part for part in parts if part.missing]
    context = {"parts": parts, "missing": missing, "may_edit": access.steers(request)}
    return render(request, "concepts/text.html", context)


def _on_paper(request: TenantRequest, parts: list[texts.Part]) -> HttpResponse:
    """All parts one after the other, as a document."""
    concept = access.concept_for(request)
    context = {
        "object": concept, "process": _process(request, concept), "today": timezone.localdate(),
        "parts": [(part, texts.rendered(part.text, below=2)) for part in parts],
    }  # fmt: skip
    return render(request, "concepts/text_print.html", context)


def _process(request: TenantRequest, concept: Concept | None) -> list[tuple[str, str]]:
    """What is known of how the concept came about, in the columns of figure 6."""
    form = ConceptForm(instance=concept or Concept(municipality=request.municipality))
    return [(str(field.label), field.initial) for field in form.process if field.initial]


def section_detail(request: TenantRequest, element: str) -> HttpResponse:
    part = access.element_for(request, element)
    section = access.section_for(request, part)
    context: dict[str, Any] = {
        "element": part, "object": section, "elsewhere": texts.ELSEWHERE.get(part.id), "may_edit": access.steers(request),
        "history": texts.history(section), "form": StandForm(), "body": texts.rendered(section.text),
    }  # fmt: skip
    status = 200
    if asked := request.GET.get("stand"):
        status = _look_back(request, section, asked, context)
    return render(request, "concepts/section_detail.html", context, status=status)


def _look_back(request: TenantRequest, section: Section, asked: str, context: dict[str, Any]) -> int:
    """Adds the text as it stood: after an event of the history, or at the end of a day. Returns the answer's status."""
    if asked.isdecimal():
        stand = texts.stand_at(section, int(asked[:18]))
        if stand is None:
            raise Http404
    else:
        context["form"] = form = StandForm(request.GET)
        if not form.is_valid():
            return 422
        context["day"] = form.cleaned_data["stand"]
        stand = texts.stand_on(section, context["day"])
    context["looks_back"], context["stand"] = True, stand
    context["body"] = texts.rendered(stand.text, below=2) if stand else ""
    return 200


def section_edit(request: TenantRequest, element: str) -> HttpResponse:
    part = access.element_for(request, element, edit=True)
    form = SectionForm(request.POST or None, instance=access.section_for(request, part))
    if "vorschau" in request.POST or not form.is_valid():
        return _editor(request, part, form)
    detail = reverse("concepts:section-detail", args=[request.municipality.slug, part.id])
    try:
        actions.save_section(user=request.user, section=form.save(commit=False), version=form.version)
    except StaleSave as stale:
        return conflict(request, form, stale.current, detail)
    messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": part.title})
    return redirect(detail)


def _editor(request: TenantRequest, part: ConceptElement, form: SectionForm) -> HttpResponse:
    """The text to be written, beside what helps; below it a preview where one is asked for. HTMX gets that alone."""
    profile, valid = profiles.load(request.municipality.profile), form.is_valid()
    looking = "vorschau" in request.POST
    context = {
        "element": part, "elsewhere": texts.ELSEWHERE.get(part.id), "form": form,
        "functions": profile.functions, "principles": profile.principles, "looking": looking,
        "preview": texts.rendered(form.cleaned_data["text"], below=2) if looking and valid else "",
    }  # fmt: skip
    template = "concepts/section_form.html"
    if looking and request.htmx:  # type: ignore[attr-defined]
        template += "#preview"
    return render(request, template, context, status=422 if form.is_bound and not valid else 200)
