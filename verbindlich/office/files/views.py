from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from verbindlich.base.common.slots import Panel
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.files import access, actions, store
from verbindlich.office.files.forms import UploadForm
from verbindlich.office.files.models import StoredFile
from verbindlich.office.files.owners import by_model


def panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """On the page of what files can hang on: the files, and the way to add one. One query, and what the owner's room asks."""
    owner = by_model(about._meta.label_lower)
    if owner:
        files = list(StoredFile.objects.of(request.municipality).hanging_on(about).select_related("user"))
        may_edit = owner.may_edit(request, about)
        if files or may_edit:
            context = {"files": files, "kind": owner.kind, "object": about, "may_edit": may_edit, "form": UploadForm()}
            yield Panel("files/panel.html", context)


def file_create(request: TenantRequest, kind: str, pk: int) -> HttpResponse:
    owner, found = access.owner_for(request, kind, pk)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            new = actions.attach(
                user=request.user, municipality=request.municipality, owner=found, accepted=form.accepted
            )
        except ValidationError as full:
            form.add_error("file", full)
        else:
            messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": new.name})
            return redirect(f"{owner.url(found)}#dateien")
    context = {"form": form, "object": found, "back": owner.url(found)}
    return render(request, "files/upload.html", context, status=422 if form.is_bound else 200)


@require_GET
def file_download(request: TenantRequest, pk: int) -> HttpResponseBase:
    """Always to be saved, never shown: nothing in a file may run under our address."""
    file = access.file_for(request, pk)[0]
    try:
        answer = FileResponse(
            store.take(file.place), as_attachment=True, filename=file.name, content_type=file.content_type
        )
    except FileNotFoundError:
        raise Http404 from None
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file_delete(request: TenantRequest, pk: int) -> HttpResponse:
    file, owner, found = access.file_for(request, pk, edit=True)
    if request.method != "POST":
        return render(request, "files/delete.html", {"file": file, "object": found, "back": owner.url(found)})
    actions.remove(user=request.user, file=file)
    messages.success(request, _("„%(name)s“ ist gelöscht.") % {"name": file.name})
    return redirect(f"{owner.url(found)}#dateien")
