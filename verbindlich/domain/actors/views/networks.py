"""Networks: the list, a network's page with its members and its mirror, the forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from verbindlich.base import profiles
from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.forms.network import ConditionForm, MemberForm, MembersForm, NetworkFilter, NetworkForm
from verbindlich.domain.actors.models import ConditionSaid, Network, NetworkMember
from verbindlich.domain.actors.network_page import page_of
from verbindlich.domain.actors.querysets import NetworkQuerySet
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles

COLUMNS = (
    Column("name", gettext_lazy("Netzwerk"), ("sort_key",)),
    Column("rhythmus", gettext_lazy("Rhythmus"), ("rhythm_rank", "sort_key")),
    Column("federfuehrung", gettext_lazy("Federführung"), ("lead_key", "sort_key")),
    Column("mitglieder", gettext_lazy("Mitglieder"), ("size", "sort_key")),
    Column("seit", gettext_lazy("besteht seit"), ("since_order", "sort_key")),
)


def network_list(request: TenantRequest) -> HttpResponse:
    every, today = access.networks_for(request), timezone.localdate()
    filters = NetworkFilter(request.GET, request.municipality, today)
    rows = filters.apply(every).for_list(today, access.organisations_for(request), inside=access.works_inside(request))
    listing, shape = Listing(request, rows, COLUMNS), request.GET.get("als")
    if shape in ("csv", "xlsx"):
        return _export(request, listing, shape)
    context = {
        "filters": filters,
        "listing": listing,
        "page": listing.rows if shape == "druck" else listing.page(),
        "sentence": _sentence(every, today),
        "today": today,
        "inside": access.works_inside(request),
        "may_edit": access.may_edit(request),
        "deleted": access.undoable_entry(request, Network),
    }
    template = "actors/network_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def _sentence(every: NetworkQuerySet, today: Any) -> str:
    """ "6 Netzwerke, 1 beendet; von 2 laufenden ist nicht benannt, wer sie koordiniert oder führt." Two queries."""
    running = list(every.running(today).values_list("coordinator", "lead"))
    over, led = every.ended(today).count(), sum(1 for who in running if any(who))
    n, open_ = len(running) + over, len(running) - led
    size = ngettext("%(n)d Netzwerk", "%(n)d Netzwerke", n) % {"n": n}
    ended = _(", %(n)d beendet") % {"n": over} if over else ""
    if not open_:
        return f"{size}{ended}."
    gap = ngettext(
        "bei %(n)d laufenden ist nicht benannt, wer es koordiniert oder trägt",
        "bei %(n)d laufenden ist nicht benannt, wer sie koordiniert oder trägt",
        open_,
    )
    return f"{size}{ended}; {gap % {'n': open_}}."


def _export(request: TenantRequest, listing: Listing, shape: str) -> HttpResponse:
    """Every column and the texts; no names of persons."""
    header = [_("Netzwerk"), _("Themen"), _("Sozialräume"), _("Zielgruppen"), _("Rhythmus"), _("Federführung"), _("Mitglieder"),
              _("besteht seit"), _("beendet am"), _("Zweck und gemeinsame Ziele"), _("Regeln der Zusammenarbeit"),
              _("So wird entschieden")]  # fmt: skip
    rows = [
        (n.name, _joined(n.topics.all()), _joined(n.spaces.all()), _joined(n.groups.all()), n.get_rhythm_display(),
         n.lead.name if n.lead and access.may_open(request, n.lead) else "", n.size, n.since, n.ended_on, n.purpose,
         n.rules, n.decision)
        for n in listing.rows.prefetch_related("spaces", "groups")
    ]  # fmt: skip
    name = f"netzwerke-{request.municipality.slug}"
    return csv_response(name, header, rows) if shape == "csv" else xlsx_response(name, _("Netzwerke"), header, rows)


def _joined(words: Iterable[Any]) -> str:
    return ", ".join(map(str, words))


def network_detail(request: TenantRequest, pk: int) -> HttpResponse:
    return _detail(request, access.network_for(request, pk))


def _detail(request: TenantRequest, network: Network, **forms: Any) -> HttpResponse:
    """`forms`: one that came back with errors."""
    context = page_of(request, network)
    if context["may_edit"]:
        among, persons = access.organisations_for(request), access.persons_for(request)
        taken = [member.organisation_id for member in context["members"]]
        context["member_form"] = MemberForm(among=among.exclude(pk__in=taken), persons=persons)
        context["members_form"] = MembersForm(among=among.exclude(pk__in=taken))
        context["removed"] = _removed(request)
    return render(request, "actors/network_detail.html", {**context, **forms}, status=422 if forms else 200)


def _removed(request: TenantRequest) -> dict[str, Any]:
    """Who was taken out just now, with what the form needs to put them back; {} where nobody was."""
    pk = request.GET.get("entfernt", "")
    gone = access.organisations_for(request).filter(pk=pk[:18]).first() if pk.isdecimal() else None
    if gone is None:
        return {}
    kept = {name: request.GET.get(name, "") for name in ("part", "person", "since", "until")}
    return {"name": gone.name, "fields": {"organisation": str(gone.pk), **kept}.items()}


@roles(Role.STEUERUNG)
def network_create(request: TenantRequest) -> HttpResponse:
    return _network_form(request, Network(municipality=request.municipality))


def network_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _network_form(request, access.entry_for(request, Network, pk, edit=True))


def _network_form(request: TenantRequest, network: Network) -> HttpResponse:
    persons = access.persons_for(request)
    form = NetworkForm(request.POST or None, instance=network, municipality=request.municipality, persons=persons)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in Network.MANY}
        version = form.version if network.pk else None
        try:
            saved = actions.save_network(user=request.user, network=form.save(commit=False), version=version, **given)
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, network.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "actors/network_form.html", {"form": form, "object": network}, status=status)


def _page(request: TenantRequest, pk: int, rest: str = "") -> str:
    return reverse("actors:network-detail", args=[request.municipality.slug, pk]) + rest


@require_POST
def network_delete(request: TenantRequest, pk: int) -> HttpResponse:
    actions.delete_entry(user=request.user, entry=access.entry_for(request, Network, pk, edit=True))
    return redirect(reverse("actors:network-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def network_restore(request: TenantRequest, pk: int) -> HttpResponse:
    network = access.deleted_entry_for(request, Network, pk)
    actions.restore_entry(user=request.user, entry=network)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": network})
    return redirect(_page(request, pk))


@require_POST
def member_create(request: TenantRequest, pk: int) -> HttpResponse:
    """One organisation in a line, or several at once (`viele`)."""
    network = access.entry_for(request, Network, pk, edit=True)
    among, many = access.organisations_for(request), "viele" in request.POST
    form: Any = (
        MembersForm(request.POST, among=among)
        if many
        else MemberForm(
            request.POST, instance=NetworkMember(network=network), among=among, persons=access.persons_for(request)
        )
    )
    if not form.is_valid():
        return _detail(request, network, **{"members_form" if many else "member_form": form})
    said = dict(form.cleaned_data)
    said["organisations"] = said.pop("organisations", None) or [said.pop("organisation")]
    added = actions.add_members(user=request.user, network=network, **said)
    text = ngettext("%(n)d Mitglied ist dazugekommen.", "%(n)d Mitglieder sind dazugekommen.", len(added))
    messages.success(request, text % {"n": len(added)})
    return redirect(_page(request, pk, "#mitglieder"))


def member_edit(request: TenantRequest, pk: int) -> HttpResponse:
    member = access.member_for(request, pk)
    among, persons = access.organisations_for(request), access.persons_for(request)
    form = MemberForm(request.POST or None, instance=member, among=among, persons=persons)
    if form.is_valid():
        try:
            actions.save_member(user=request.user, member=form.save(commit=False), version=form.version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, member.network_id))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": member})
        return redirect(_page(request, member.network_id, "#mitglieder"))
    status = 422 if form.is_bound else 200
    return render(request, "actors/member_form.html", {"form": form, "object": member}, status=status)


@require_POST
def member_delete(request: TenantRequest, pk: int) -> HttpResponse:
    member = access.member_for(request, pk)
    actions.remove_member(user=request.user, member=member)
    kept = {
        "entfernt": member.organisation_id, "part": member.part, "person": member.person_id or "",
        "since": member.since or "", "until": member.until or "",
    }  # fmt: skip
    return redirect(_page(request, member.network_id, f"?{urlencode(kept)}#mitglieder"))


def condition_said(request: TenantRequest, pk: int, number: int) -> HttpResponse:
    """What the coordinator says of a condition; its number from 1."""
    network = access.entry_for(request, Network, pk, edit=True)
    condition = {c.number: c for c in profiles.load(request.municipality.profile).network_conditions}.get(number)
    if condition is None:
        raise Http404
    said = ConditionSaid.objects.filter(network=network, condition=number).first()
    form = ConditionForm(request.POST or None, instance=said)
    if form.is_valid():
        actions.say_condition(user=request.user, network=network, condition=number, **form.cleaned_data)
        return redirect(_page(request, pk, "#bedingungen"))
    context = {"form": form, "object": network, "condition": condition}
    return render(request, "actors/condition_form.html", context, status=422 if form.is_bound else 200)
