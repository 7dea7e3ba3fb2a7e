"""Contact persons: the list, a person's page, the form, what a person agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from verbindlich.base.calc.retention import UNCONFIRMED_YEARS, limit
from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.common.slots import gather
from verbindlich.domain.actors import access, actions, vcards
from verbindlich.domain.actors.forms.person import ConsentForm, PersonFilter, PersonForm
from verbindlich.domain.actors.models import Consent, Person
from verbindlich.domain.actors.querysets import PersonQuerySet
from verbindlich.domain.actors.views.notes import note_context
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story

COLUMNS = (
    Column("name", gettext_lazy("Name"), ("sort_key",)),
    Column("organisation", gettext_lazy("Organisation"), ("organisation_key", "sort_key")),
    Column("bestaetigt", gettext_lazy("bestätigt"), ("confirmed_order", "sort_key")),
)


def person_list(request: TenantRequest) -> HttpResponse:
    today, shape = timezone.localdate(), request.GET.get("als")
    exporting = shape in ("csv", "xlsx", "vcf")
    every = access.exported_persons(request, f"Kontaktpersonen ({shape})") if exporting else access.persons_for(request)
    steers = access.may_edit(request)
    filters = PersonFilter(request.GET, _organisations(request, every), steers=steers, today=today)
    listing = Listing(request, filters.apply(every).for_list(), COLUMNS)
    if exporting:
        return _export(request, listing, str(shape))
    context = {
        "filters": filters, "listing": listing, "page": listing.rows if shape == "druck" else listing.page(), "today": today,
        "sentence": _sentence(every), "limit": limit(today), "may_edit": steers, "inside": True,
    }  # fmt: skip
    template = "actors/person_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def _organisations(request: TenantRequest, persons: PersonQuerySet) -> list[tuple[str, str]]:
    """Those that somebody works for; one query."""
    links = Person.also_in.through.objects.filter(person__in=persons.order_by().values("pk"))
    named = Q(pk__in=persons.order_by().values("organisation")) | Q(pk__in=links.values("organisation"))
    rows = access.organisations_for(request).filter(named)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _sentence(persons: PersonQuerySet) -> str:
    """ "120 Kontaktpersonen; 14 davon hat seit 2 Jahren niemand bestätigt." One query."""
    old = persons.unconfirmed(limit(timezone.localdate())).values("pk")
    counts = persons.there().aggregate(there=Count("pk"), old=Count("pk", filter=Q(pk__in=old)))
    there, old_ones = counts["there"], counts["old"]
    size = ngettext("%(n)d Kontaktperson", "%(n)d Kontaktpersonen", there) % {"n": there}
    if not there:
        return ""
    if not old_ones:
        return _("%(size)s; keine Angabe ist älter als %(years)d Jahre.") % {"size": size, "years": UNCONFIRMED_YEARS}
    text = _("%(size)s; %(old)d davon hat seit %(years)d Jahren niemand bestätigt.")
    return text % {"size": size, "old": old_ones, "years": UNCONFIRMED_YEARS}


def _export(request: TenantRequest, listing: Listing, shape: str) -> HttpResponse:
    name = f"kontaktpersonen-{request.municipality.slug}"
    if shape == "vcf":
        return vcards.response(name, map(vcards.of_person, listing.rows))
    header = [_("Name"), _("Funktion"), _("Organisation"), _("auch tätig für"), _("E-Mail-Adresse"), _("Telefon"),
              _("Entscheidungsbefugnis"), _("Schlüsselperson"), _("sichtbar für"), _("Einwilligungen"), _("bestätigt am"),
              _("ausgeschieden am")]  # fmt: skip
    rows = [list(_cells(person)) for person in listing.rows.prefetch_related("also_in", "consents")]
    return (
        csv_response(name, header, rows) if shape == "csv" else xlsx_response(name, _("Kontaktpersonen"), header, rows)
    )


def _cells(p: Any) -> Iterator[Any]:
    today = timezone.localdate()
    yield from (p.name, p.function, str(p.organisation or ""), "; ".join(map(str, p.also_in.all())), p.email, p.phone)
    yield from (p.get_decides_display(), _("ja") if p.key_person else "", p.get_visibility_display())
    yield "; ".join(consent.get_scope_display() for consent in p.consents.all() if consent.valid_on(today))
    yield from (p.confirmed_on, p.left_on)


def person_detail(request: TenantRequest, pk: int) -> HttpResponse:
    return _detail(request, access.person_for(request, pk))


def _detail(request: TenantRequest, person: Person, **forms: Any) -> HttpResponse:
    """`forms`: one that came back with errors."""
    today, slug = timezone.localdate(), request.municipality.slug
    context: dict[str, Any] = {
        "object": person, "today": today, "gone": person.gone_on(today),
        "old": person.confirmed_on is None or person.confirmed_on < limit(today),
        "organisations": [o for o in (person.organisation, *person.also_in.all()) if o and o.deleted_at is None],
        "substitute": access.persons_for(request).filter(pk=person.substitute_id).first() if person.substitute_id else None,
        "positions": access.positions_for(request).filter(Q(holder=person) | Q(substitute=person)),
        "networks": access.networks_for(request).with_member(today, person=person),
        "coordinates": access.networks_for(request).filter(coordinator=person),
        "communities": person.communities.all() if person.key_person else (),
        "consents": [(consent, consent.valid_on(today)) for consent in person.consents.all()],
        "panels": gather("panels", request, about=person), "story": story(person), "may_edit": access.may_edit(request),
        "consent_form": ConsentForm(), "person_list": reverse("actors:person-list", args=[slug]), **note_context(request, person),
    }  # fmt: skip
    return render(request, "actors/person_detail.html", {**context, **forms}, status=422 if forms else 200)


@roles(Role.STEUERUNG)
def person_create(request: TenantRequest) -> HttpResponse:
    """`?organisation=` says where the person works."""
    given = request.GET.get("organisation", "")
    home = access.organisations_for(request).filter(pk=given[:18]).first() if given.isdecimal() else None
    return _person_form(request, Person(municipality=request.municipality, organisation=home))


def person_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _person_form(request, access.person_for(request, pk, edit=True))


def _person_form(request: TenantRequest, person: Person) -> HttpResponse:
    among, persons = access.organisations_for(request), access.persons_for(request)
    form = PersonForm(request.POST or None, instance=person, among=among, persons=persons)
    if form.is_valid():
        version = form.version if person.pk else None
        try:
            saved = actions.save_person(
                user=request.user, person=form.save(commit=False), version=version, many=form.many
            )
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, person))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved.name})
        return redirect(_page(request, saved))
    status = 422 if form.is_bound else 200
    return render(request, "actors/person_form.html", {"form": form, "object": person}, status=status)


def _page(request: TenantRequest, person: Person, part: str = "") -> str:
    return reverse("actors:person-detail", args=[request.municipality.slug, person.pk]) + part


@require_POST
def person_confirm(request: TenantRequest, pk: int) -> HttpResponse:
    person = access.person_for(request, pk, edit=True)
    actions.confirm_person(user=request.user, person=person)
    messages.success(request, _("Bestätigt: Die Angaben zu %(name)s stimmen.") % {"name": person.name})
    return redirect(_page(request, person))


@require_POST
def consent_create(request: TenantRequest, pk: int) -> HttpResponse:
    person = access.person_for(request, pk, edit=True)
    form = ConsentForm(request.POST, instance=Consent(municipality=request.municipality, person=person))
    if not form.is_valid():
        return _detail(request, person, consent_form=form)
    actions.give_consent(user=request.user, consent=form.save(commit=False))
    messages.success(request, _("Die Einwilligung ist eingetragen."))
    return redirect(_page(request, person, "#einwilligungen"))


@require_POST
def consent_withdraw(request: TenantRequest, pk: int) -> HttpResponse:
    consent: Consent = get_object_or_404(access.consents_for(request), pk=pk)
    actions.withdraw_consent(user=request.user, consent=consent)
    text = _(
        "Widerrufen: „%(scope)s“ gilt nicht mehr. Willigt die Person wieder ein, tragen Sie eine neue Einwilligung ein."
    )
    messages.success(request, text % {"scope": consent.get_scope_display()})
    return redirect(_page(request, consent.person, "#einwilligungen"))
