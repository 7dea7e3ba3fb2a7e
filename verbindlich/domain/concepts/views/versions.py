"""Versions: where they stand, one to read, one to take further, two side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base import profiles
from verbindlich.base.calc import cycle
from verbindlich.base.calc.comparison import compare
from verbindlich.base.common.listing import PAGE_SIZE, Column, Sorting
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.actors.access import works_inside
from verbindlich.domain.concepts import access, comparing, cycles, versioning
from verbindlich.domain.concepts.forms.versions import STEP_FORMS, TODAY, AmendForm, BeginForm, CompareForm, StepForm
from verbindlich.domain.concepts.models import Version
from verbindlich.domain.concepts.paper import chapters
from verbindlich.domain.concepts.saying import persons
from verbindlich.domain.concepts.snapshot import Kept, kept, left_out, take
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story


def version_list(request: TenantRequest) -> HttpResponse:
    found = cycles.cycles(request, timezone.localdate())
    context = {
        "cycles": found,
        "empty": not any(one.rows for one in found),
        "steers": access.steers(request),
        "today": TODAY,
    }
    return render(request, "concepts/version_list.html", context)


@roles(Role.STEUERUNG)
def version_create(request: TenantRequest) -> HttpResponse:
    """`?art=`: the concept or a catalogue."""
    kind = request.GET.get("art") if request.GET.get("art") in Version.Kind.values else Version.Kind.CONCEPT
    form = BeginForm(request.POST or None, initial={"kind": kind})
    if form.is_valid():
        said = form.cleaned_data
        try:
            new = versioning.begin(
                user=request.user, municipality=request.municipality, kind=said["kind"], name=said["name"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("„%(name)s“ ist angelegt.") % {"name": new})
            return redirect(_page(request, new.pk))
    return render(request, "concepts/version_form.html", {"form": form}, status=422 if form.is_bound else 200)


def version_detail(request: TenantRequest, pk: int) -> HttpResponse:
    """Read from what it froze; a draft, which froze nothing yet, shows the concept as it stands. `?als=json`: the frozen bytes."""
    version = access.version_for(request, pk)
    if request.GET.get("als") == "json":
        return _bytes(request, version)
    found = kept(version) if version.snapshot else Kept(take(request.municipality, version.kind))
    tone, sign = cycles.LOOKS[version.state]
    context = {
        "object": version, "tone": tone, "sign": sign, "trouble": found.trouble, "offers": cycles.offers(request, version),
        "chapters": chapters(found.snapshot, persons(request, found.snapshot)) if found.snapshot else (),
        "size": comparing.size(found.snapshot) if found.snapshot else "",
        "inside": works_inside(request), "story": story(version), "today": TODAY,
    }  # fmt: skip
    return render(request, "concepts/version_detail.html", context)


def _bytes(request: TenantRequest, version: Version) -> HttpResponse:
    """What the checksum is taken of. The numbers of contact persons in it are for those who know them anyway."""
    if not works_inside(request):
        raise PermissionDenied
    if not version.snapshot:
        raise Http404
    name = f"fassung-{request.municipality.slug}-{version.pk}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(version.snapshot.encode(), content_type="application/json", headers=headers)


def version_step(request: TenantRequest, pk: int) -> HttpResponse:
    """`schritt`: the step to take, else the next one. What is not possible (any more), or overtaken by somebody, answers 409."""
    version = access.version_for(request, pk, edit=True)
    version.municipality = request.municipality
    step = _asked(request, version)
    if step not in cycles.possible(version):
        return _overtaken(request, version)
    name = version.name
    form = STEP_FORMS[step](request.POST if "schritt" in request.POST else None, instance=version)
    if form.is_valid():
        answer = _taken(request, form, step)
        if answer:
            return answer
    context = {
        "object": version,
        "name": name,
        "form": form,
        "step": step,
        "verb": cycles.VERBS[step],
        **_means(request, version, step),
    }
    return render(request, "concepts/version_step.html", context, status=422 if form.is_bound else 200)


def _asked(request: TenantRequest, version: Version) -> cycle.Step:
    offered = [offer.step for offer in cycles.offers(request, version) if offer.next]
    said = request.POST.get("schritt") or request.GET.get("schritt") or next(iter(offered), "berichtigen")
    if said not in STEP_FORMS:
        raise Http404
    return said


def _taken(request: TenantRequest, form: StepForm, step: cycle.Step) -> HttpResponse | None:
    """Takes the step; None where the form must say why not."""
    pk = form.instance.pk
    try:
        form.act(request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    except cycle.NotAllowed:
        return _overtaken(request, form.instance)
    except StaleSave as stale:
        amends = isinstance(form, AmendForm)
        return (
            conflict(request, form, stale.current, _page(request, pk)) if amends else _overtaken(request, stale.current)
        )
    except Version.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Erledigt: %(step)s.") % {"step": cycles.VERBS[step]})
    return redirect(_url(request, "version-list") if step == "verwerfen" else _page(request, pk))


def _overtaken(request: TenantRequest, version: Any) -> HttpResponse:
    return render(request, "concepts/version_overtaken.html", {"object": version}, status=409)


def _means(request: TenantRequest, version: Version, step: cycle.Step) -> dict[str, Any]:
    """What people should know before they take the step."""
    home = request.municipality
    if step == "vorlegen":
        return {"law": profiles.load(home.profile).provision("konzept-vorlage")}
    if step not in ("beraten", "beschliessen"):
        return {}
    today = take(home, version.kind)
    consulted = kept(version).snapshot if version.snapshot else None
    return {
        "size": comparing.size(today),
        "left_out": left_out(home),
        "consulted": consulted is not None,
        "since": comparing.sentence(compare(consulted, today)) if consulted else "",
        "former": versioning.in_force(home, version.kind) if step == "beschliessen" else None,
    }


def version_compare(request: TenantRequest) -> HttpResponse:
    """`?von=`, `?zu=`: ids of versions or "heute"; `aenderung`, `teil` narrow; `als=druck`: every difference on one page."""
    versions = list(access.versions_for(request).exclude(snapshot="").defer("snapshot"))
    if not versions:
        return render(
            request, "concepts/version_compare.html", {"versions": versions, "steers": access.steers(request)}
        )
    form = CompareForm({**_usual(versions), **request.GET.dict()}, versions=versions)
    if not form.is_valid() and {"von", "zu"} & form.errors.keys():
        raise Http404
    sides = comparing.Sides.of(request, versions, form.cleaned_data["von"], form.cleaned_data["zu"])
    context: dict[str, Any] = {"form": form, "versions": versions, "sides": sides, "today": TODAY}
    if sides.old.snapshot and sides.new.snapshot:
        context |= _differences(request, sides, form.cleaned_data)
    return render(request, "concepts/version_compare.html", context)


def _usual(versions: list[Version]) -> dict[str, str]:
    """Where nothing is said: the version that counts, and today."""
    counts = [version for version in versions if version.state in cycle.IN_FORCE] or versions
    return {"von": str(counts[0].pk), "zu": TODAY}


def _differences(request: TenantRequest, sides: comparing.Sides, chosen: dict[str, str]) -> dict[str, Any]:
    found = sides.differences()
    kind, part = chosen.get("aenderung"), chosen.get("teil")
    shown = [
        one
        for one in found
        if (not part or one.what == part) and (not kind or any(comparing.MARKS[k].name == kind for k in one.kinds))
    ]
    listing = Sorting(request, (Column("teil", "", ()),))
    page = None if request.GET.get("als") == "druck" else Paginator(shown, PAGE_SIZE).get_page(request.GET.get("seite"))
    return {
        "sentence": comparing.sentence(found),
        "filtered": bool(kind or part),
        "groups": sides.grouped(page or shown),
        "listing": listing,
        "page": page,
        "count": len(shown),
    }


def _page(request: TenantRequest, pk: int) -> str:
    return _url(request, "version-detail", pk)


def _url(request: TenantRequest, name: str, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[request.municipality.slug, *args])
