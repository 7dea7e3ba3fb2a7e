"""Protection of contact persons: everything held about one, deletion, how long they are kept, who was refused a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from verbindlich.base.calc.retention import ANSWER_DAYS, UNCONFIRMED_YEARS
from verbindlich.base.common.slots import PersonData, person_data
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors import retention as keeping
from verbindlich.domain.actors.models import Person, RetentionRun
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.models import Refusal

RUNS = 20  # on the page, and as many refusals


def held(person: Person) -> list[tuple[PersonData, list[dict[str, str]]]]:
    """Every sort of data with its rows in words, those that hold something."""
    found = ((data, [_in_words(row) for row in data.export(person)]) for data in person_data())
    return [(data, rows) for data, rows in found if rows]


def _in_words(row: Mapping[str, Any]) -> dict[str, str]:
    return {label: _word(value) for label, value in row.items()}


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def person_data_page(request: TenantRequest, pk: int) -> HttpResponse:
    """`?als=json`: the same as a file that machines read, its labels in German whatever language the page has."""
    if request.GET.get("als") == "json":
        person: Person = get_object_or_404(access.exported_persons(request, _("Auskunft zu einer Person")), pk=pk)
        return _file(request, person)
    person = access.person_for(request, pk, edit=True)
    return render(
        request, "actors/person_data.html", {"object": person, "held": held(person), "today": timezone.localdate()}
    )


def _file(request: TenantRequest, person: Person) -> HttpResponse:
    with override("de"):
        told = {str(data.label): list(data.export(person)) for data in person_data()}
    body = {"kommune": request.municipality.name, "stand": timezone.now(), "angaben": told}
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{slugify(f"auskunft-{person.pk}")}.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def person_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Asked before, because nothing of a person is kept that could be brought back."""
    person = access.person_for(request, pk, edit=True)
    if request.method == "POST":
        actions.delete_person(user=request.user, person=person)
        messages.success(request, _("Die Kontaktperson ist gelöscht, mit allem, was zu ihr gespeichert war."))
        return redirect("actors:person-list", request.municipality.slug)
    found = held(person)
    context = {
        "object": person,
        "going": [(data, rows) for data, rows in found if not data.by_hand],
        "by_hand": [(data, rows) for data, rows in found if data.by_hand],
    }
    return render(request, "actors/person_delete.html", context)


@roles(Role.STEUERUNG)
def retention(request: TenantRequest) -> HttpResponse:
    """What a run would do now, and the runs there were. `?lauf=frage` asks before one; a POST is one."""
    home = request.municipality
    if request.method == "POST":
        messages.success(request, _told(keeping.run(home, user=request.user)))
        return redirect("actors:retention", home.slug)
    plan = keeping.plan(access.persons_for(request), timezone.localdate())
    context = {
        "plan": plan, "asking": plan.does_something and request.GET.get("lauf") == "frage", "question": _question(plan),
        "years": UNCONFIRMED_YEARS, "days": ANSWER_DAYS,
        "runs": RetentionRun.objects.filter(municipality=home).select_related("user")[:RUNS],
        "refusals": Refusal.objects.of(home).select_related("user")[:RUNS],
    }  # fmt: skip
    return render(request, "actors/retention.html", context)


def _question(plan: keeping.Plan) -> str:
    """ "Jetzt 7 Mails senden und 1 Person endgültig löschen?" Of both only what would happen."""
    mails, gone, quiet = len(plan.ask), len(plan.delete), len(plan.unreached)
    send = ngettext("%(n)d Mail senden", "%(n)d Mails senden", mails) % {"n": mails}
    delete = ngettext("%(n)d Person endgültig löschen", "%(n)d Personen endgültig löschen", gone) % {"n": gone}
    wait = ngettext("für %(n)d Person die Frist beginnen", "für %(n)d Personen die Frist beginnen", quiet) % {
        "n": quiet
    }
    if mails and gone:
        return _("Jetzt %(send)s und %(delete)s?") % {"send": send, "delete": delete}
    return _("Jetzt %(what)s?") % {"what": send if mails else delete if gone else wait}


def _told(done: RetentionRun) -> str:
    counts = {"asked": done.asked, "unreached": done.unreached, "deleted": done.deleted}
    text = _("Der Lauf ist fertig: %(asked)d gefragt, %(unreached)d ohne Adresse, %(deleted)d gelöscht.") % counts
    late = _("%(n)d Mails kamen nicht an; der nächste Lauf versucht es noch einmal.") % {"n": done.failed}
    return f"{text} {late}" if done.failed else text
