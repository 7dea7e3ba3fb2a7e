"""The check on live data, its report, and rules that are bewusst anders gelöst."""

from __future__ import annotations

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verbindlich.base.calc.figure7 import READING
from verbindlich.base.calc.rules import Rule
from verbindlich.base.check.summary import rules
from verbindlich.base.documents import html, line
from verbindlich.domain.concepts import access, actions, checking
from verbindlich.domain.concepts.check_report import report
from verbindlich.domain.concepts.forms.check import CheckFilter, RuleOffForm
from verbindlich.domain.concepts.mirror import mirror_of
from verbindlich.domain.concepts.models import FieldOfAction, RuleOff
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.accounts.tenancy import roles as only


def check(request: TenantRequest) -> HttpResponse:
    checking.ensure_today(request.municipality)
    mirror = mirror_of(request)
    filters = CheckFilter(request.GET, among=access.rows_for(request, FieldOfAction))
    chart = mirror.trend.chart
    context = {
        "mirror": mirror, "filters": filters, "severities": mirror.severities(filters.wants), "reading": READING,
        "drawing": mark_safe(line.svg(chart)) if chart else "", "steers": access.steers(request),
    }  # fmt: skip
    template = "concepts/check.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


@csp_update({"style-src": [f"'{html.style_hash()}'"]})  # type: ignore[arg-type]  # of requests without a municipality, too
def check_report(request: TenantRequest) -> HttpResponse:
    """A page of its own to print and hand round; `?umfang=intern` with internal measures, for the Steuerung."""
    internal = request.GET.get("umfang") == "intern" and access.steers(request)
    with translation.override("de"):
        return HttpResponse(html.render(report(request, internal=internal)))


def _known(rule: str) -> Rule:
    if rule not in rules():
        raise Http404
    return rules()[rule]


@only(Role.STEUERUNG)
def rule_off(request: TenantRequest, rule: str) -> HttpResponse:
    known = _known(rule)
    off = RuleOff.objects.filter(municipality=request.municipality, rule=rule).first()
    form = RuleOffForm(request.POST or None, instance=off)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.switch_rule_off(user=request.user, municipality=request.municipality, rule=rule, reason=reason)
        messages.success(
            request, _("Abgeschaltet: „%(rule)s“ Die Begründung steht bei der Prüfung.") % {"rule": known.sentence}
        )
        return redirect(_off_url(request))
    status = 422 if form.is_bound else 200
    return render(request, "concepts/rule_off.html", {"form": form, "rule": known, "off": off}, status=status)


@require_POST
@only(Role.STEUERUNG)
def rule_on(request: TenantRequest, rule: str) -> HttpResponse:
    known = _known(rule)
    actions.switch_rule_on(user=request.user, municipality=request.municipality, rule=rule)
    messages.success(request, _("Wieder geprüft: „%(rule)s“") % {"rule": known.sentence})
    return redirect("concepts:check", request.municipality.slug)


def _off_url(request: TenantRequest) -> str:
    return reverse("concepts:check", args=[request.municipality.slug]) + "#abgeschaltet"
