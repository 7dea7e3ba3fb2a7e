"""Files on the pages of what they hang on: who may, where they are, when they are gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.office.files.making import EXE, PDF
from verbindlich import settings as product
from verbindlich.domain.actors.actions import delete_organisation, save_organisation
from verbindlich.office.files.actions import attach
from verbindlich.office.files.content import accept
from verbindlich.office.files.models import StoredFile
from verbindlich.office.trail.models import Event


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    files: Any = product.STORAGES["files"]
    files = {**files, "OPTIONS": {**files["OPTIONS"], "location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "files": files}
    return tmp_path


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def send(client: Any, owner: Any, name: str = "satzung.pdf", data: bytes = PDF, kind: str = "organisation") -> Any:
    url = reverse("files:file-create", args=[owner.municipality.slug, kind, owner.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, data, content_type="text/html")})


def at(name: str, file: StoredFile, home: Any = None) -> str:
    return reverse(f"files:{name}", args=[(home or file.municipality).slug, file.pk])


def test_up_and_down_and_gone(
    cast: SimpleNamespace, clients: SimpleNamespace, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    body = factories.organisation(cast.home, "Tafel")
    assert send(clients.steuerung, body, "../Satzung \u202eneu.pdf").status_code == 302
    file = StoredFile.objects.get()
    assert (file.name, file.size, file.content_type) == ("Satzung neu.pdf", len(PDF), "application/pdf")
    (path,) = on_disk(folder)
    assert path.read_bytes() == PDF
    assert "satzung" not in str(path).lower()
    assert path.stat().st_mode & 0o077 == 0
    page = clients.lesend.get(reverse("actors:organisation-detail", args=[cast.home.slug, body.pk])).content.decode()
    assert "Satzung neu.pdf" in page
    assert "Datei hinzufügen" not in page

    answer = clients.lesend.get(at("file-download", file))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="Satzung neu.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]

    assert "endgültig" in clients.steuerung.get(at("file-delete", file)).content.decode()
    assert on_disk(folder)
    with django_capture_on_commit_callbacks(execute=True):
        clients.steuerung.post(at("file-delete", file))
    assert not on_disk(folder)
    assert not StoredFile.objects.exists()
    assert [e.verb for e in Event.objects.filter(model="files.storedfile").order_by("pk")] == ["create", "delete"]


def test_what_is_refused_leaves_nothing(
    cast: SimpleNamespace, clients: SimpleNamespace, folder: Path, settings: Any
) -> None:
    body = factories.organisation(cast.home)
    refused = send(clients.steuerung, body, "rechnung.pdf", EXE)
    assert refused.status_code == 422
    assert "passt nicht zur Endung" in refused.content.decode()
    assert send(clients.steuerung, body, "leer.pdf", b"").status_code == 422
    assert (
        clients.steuerung.post(reverse("files:file-create", args=[cast.home.slug, "organisation", body.pk])).status_code
        == 422
    )
    settings.UPLOAD_MAX_BYTES = 10
    assert "größer als 25 MB" in send(clients.steuerung, body).content.decode()
    settings.UPLOAD_MAX_BYTES, settings.FILES_QUOTA_BYTES = 1000, 2 * len(PDF) - 1
    assert send(clients.steuerung, body).status_code == 302
    assert "aufgebraucht" in send(clients.steuerung, body).content.decode()
    assert len(on_disk(folder)) == StoredFile.objects.count() == 1
    theirs = factories.organisation(cast.neighbour)
    assert send(clients.fremd, theirs).status_code == 302, "each municipality has its own room"


def test_a_file_is_seen_by_who_sees_its_owner(cast: SimpleNamespace, clients: SimpleNamespace, folder: Path) -> None:
    body = factories.organisation(cast.home, "Tafel")
    for who in (clients.fachamt, clients.beirat, clients.lesend):
        assert send(who, body).status_code == 403
    assert send(clients.fremd, body).status_code == 404
    assert send(clients.gast, body).status_code == 302
    foreign = factories.organisation(cast.neighbour)
    url = reverse("files:file-create", args=[cast.home.slug, "organisation", foreign.pk])
    assert clients.steuerung.post(url, {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 404
    assert (
        clients.steuerung.get(reverse("files:file-create", args=[cast.home.slug, "erfunden", body.pk])).status_code
        == 404
    )
    assert not on_disk(folder)

    file = attach(user=None, municipality=cast.home, owner=body, accepted=accept("a.pdf", PDF))
    assert clients.fremd.get(at("file-download", file, cast.neighbour)).status_code == 404
    assert clients.lesend.post(at("file-delete", file)).status_code == 403
    body.visibility = "intern"
    body = save_organisation(user=None, organisation=body, version=body.version)
    assert [
        getattr(clients, who).get(at("file-download", file)).status_code for who in ("fachamt", "beirat", "lesend")
    ] == [200, 404, 404]
    delete_organisation(user=cast.steuerung, organisation=body)
    assert clients.steuerung.get(at("file-download", file)).status_code == 404, "what is deleted takes its files along"

    measure = factories.measure(cast.home, leads=[factories.organisation(cast.home, "Amt")])
    factories.affiliate(cast.fachamt, measure.leads[0])
    assert send(clients.fachamt, measure, kind="massnahme").status_code == 302, "who leads it, may"
    agreement = factories.agreement(cast.home)
    assert send(clients.steuerung, agreement, kind="vereinbarung").status_code == 302
    cast.home.rooms_off = ["concepts"]
    cast.home.save()
    late = StoredFile.objects.get(model="concepts.measure")
    assert clients.steuerung.get(at("file-download", late)).status_code == 404


def test_the_panel_takes_one_query(
    cast: SimpleNamespace, clients: SimpleNamespace, queries: Callable[[Any], int]
) -> None:
    body = factories.organisation(cast.home)
    url = reverse("actors:organisation-detail", args=[cast.home.slug, body.pk])
    counted = []
    for number in range(1, 4):
        attach(user=cast.steuerung, municipality=cast.home, owner=body, accepted=accept(f"{number}.pdf", PDF))
        counted.append(queries(lambda: clients.lesend.get(url)))
    assert len(set(counted)) == 1


def test_orphans_are_swept(cast: SimpleNamespace, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = factories.organisation(cast.home)
    call_command("sweep_files")
    kept, orphan, fresh = (
        attach(user=None, municipality=cast.home, owner=body, accepted=accept("a.pdf", PDF)) for _ in range(3)
    )
    StoredFile.objects.filter(pk__in=[orphan.pk, fresh.pk]).delete()
    for file in (kept, orphan):
        long_ago = (timezone.now() - timedelta(days=2)).timestamp()
        os.utime(folder / file.place, (long_ago, long_ago))
    call_command("sweep_files")
    assert {path.relative_to(folder).as_posix() for path in on_disk(folder)} == {kept.place, fresh.place}
    assert "1 entfernt" in capsys.readouterr().out
