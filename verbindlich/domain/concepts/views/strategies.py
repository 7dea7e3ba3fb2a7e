"""Strategies of other departments that the goals of the concept touch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from verbindlich.base.common import slots
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.concepts import access, actions
from verbindlich.domain.concepts.forms.strategies import StrategyForm
from verbindlich.domain.concepts.lines import lines
from verbindlich.domain.concepts.models import Strategy
from verbindlich.domain.concepts.querysets import REMIND_DAYS
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story

COLUMNS = (
    Column("name", gettext_lazy("Strategie"), ("sort_key",)),
    Column("verantwortlich", gettext_lazy("verantwortlich"), ("owner_key", "sort_key")),
    Column("fortschreibung", gettext_lazy("nächste Fortschreibung"), ("revision_order", "sort_key")),
    Column("ziele", gettext_lazy("berührte Ziele"), ("touched", "sort_key")),
    Column("widersprueche", gettext_lazy("Widersprüche"), ("conflicts", "sort_key")),
    Column("massnahmen", gettext_lazy("Maßnahmen"), ("naming", "sort_key")),
)


def strategy_list(request: TenantRequest) -> HttpResponse:
    every = access.strategies_for(request)
    listing = Listing(request, every.for_list(access.measures_for(request)), COLUMNS)
    page, today = listing.page(), timezone.localdate()
    context = {
        "listing": listing,
        "page": page,
        "rows": [(strategy, strategy.reminder(today)) for strategy in page],
        "sentence": _sentence(page.paginator.count, every.near_revision(today).count()),
        "steers": access.steers(request),
        "deleted": access.undoable(request, Strategy),
    }
    return render(request, "concepts/strategy_list.html", context)


def _sentence(n: int, near: int) -> str:
    """ "3 Strategien; 1 wird in den nächsten 180 Tagen fortgeschrieben." """
    size = ngettext("%(n)d Strategie", "%(n)d Strategien", n) % {"n": n}
    if not near:
        return _("%(size)s; in den nächsten %(days)d Tagen wird keine fortgeschrieben.") % {
            "size": size,
            "days": REMIND_DAYS,
        }
    coming = ngettext(
        "%(n)d wird in den nächsten %(days)d Tagen fortgeschrieben",
        "%(n)d werden in den nächsten %(days)d Tagen fortgeschrieben",
        near,
    )
    return f"{size}; {coming % {'n': near, 'days': REMIND_DAYS}}."


def strategy_detail(request: TenantRequest, pk: int) -> HttpResponse:
    strategy = access.row_for(request, Strategy, pk)
    context = {
        "object": strategy,
        "reminder": strategy.reminder(timezone.localdate()),
        "links": strategy.links.filter(goal__deleted_at=None).select_related("goal__field"),
        "measures": lines(access.measures_for(request).filter(strategies=strategy), timezone.localdate()),
        "panels": slots.gather("panels", request, about=strategy),
        "story": story(strategy),
        "steers": access.steers(request),
    }
    return render(request, "concepts/strategy_detail.html", context)


@roles(Role.STEUERUNG)
def strategy_create(request: TenantRequest) -> HttpResponse:
    return _strategy_form(request, Strategy(municipality=request.municipality))


def strategy_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _strategy_form(request, access.row_for(request, Strategy, pk, edit=True))


def _strategy_form(request: TenantRequest, strategy: Strategy) -> HttpResponse:
    form = StrategyForm(request.POST or None, instance=strategy, municipality=request.municipality)
    if form.is_valid():
        version = form.version if strategy.pk else None
        try:
            saved = actions.save_strategy(
                user=request.user, strategy=form.save(commit=False), links=form.chosen(), version=version
            )
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, strategy.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "concepts/strategy_form.html", {"form": form, "object": strategy}, status=status)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("concepts:strategy-detail", args=[request.municipality.slug, pk])


@require_POST
def strategy_delete(request: TenantRequest, pk: int) -> HttpResponse:
    actions.delete_row(user=request.user, row=access.row_for(request, Strategy, pk, edit=True))
    return redirect(reverse("concepts:strategy-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def strategy_restore(request: TenantRequest, pk: int) -> HttpResponse:
    strategy = access.deleted_row_for(request, Strategy, pk)
    actions.restore_row(user=request.user, row=strategy)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": strategy})
    return redirect(_page(request, pk))
