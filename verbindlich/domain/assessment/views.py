from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.calc.figure7 import READING
from verbindlich.base.common.listing import Column, Sorting
from verbindlich.base.readers.turn import turn
from verbindlich.domain.assessment import facts
from verbindlich.domain.assessment.checking import check_upload
from verbindlich.domain.assessment.forms import CheckForm, ComparisonForm
from verbindlich.domain.assessment.own import own_rows

COLUMNS = (
    Column("name", gettext_lazy("Kommune"), ()),
    Column("jahr", gettext_lazy("Beschluss"), ()),
    Column("einwohner", gettext_lazy("Einwohnerzahl"), ()),
    Column("erfuellt", gettext_lazy("„ja“"), ()),
)


def concepts(request: HttpRequest) -> HttpResponse:
    """Figures 6 and 7 of the guide for the 13 authorities, public; above them a member's own concept."""
    form = ComparisonForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    sorting = Sorting(request, COLUMNS)
    rows = facts.narrowed(
        facts.rows(),
        q=chosen.get("q", ""),
        kind=chosen.get("art", ""),
        criterion=chosen.get("merkmal", ""),
        word=chosen.get("wert", ""),
    )
    context = {
        "form": form, "sorting": sorting, "criteria": facts.criteria(), "sentences": facts.sentences(), "notes": facts.notes(),
        "rows": facts.ordered(rows, sorting.column.name, sorting.descending), "filtered": any(chosen.values()),
        "own": own_rows(request), "reading": READING,
    }  # fmt: skip
    template = "assessment/concepts.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def check(request: HttpRequest) -> HttpResponse:
    """A catalogue checked in the browser, beside the guide's figure 7; nothing is stored."""
    posted = request.method == "POST"
    form = CheckForm(request.POST, request.FILES) if posted else CheckForm()
    if not form.is_valid():
        return render(request, "assessment/check.html", {"form": form}, status=422 if form.is_bound else 200)
    with turn() as mine:
        if not mine:
            text = _("Gerade werden andere Dateien geprüft. Bitte in einer Minute noch einmal versuchen.")
            form.add_error(None, text)
            return render(request, "assessment/check.html", {"form": form}, status=503)
        checked = check_upload(
            form.cleaned_data["file"], kind=form.cleaned_data["kind"] or None, today=timezone.localdate()
        )
    if isinstance(checked, str):
        form.add_error("file", checked)
        return render(request, "assessment/check.html", {"form": form}, status=422)
    return render(request, "assessment/checked.html", {"checked": checked, "form": CheckForm()})
