"""Adopting a version: the concept with 300 and with 3,000 measures frozen, read and compared; beside the simple way to write the same
measures down, row by row."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bench.measure import Figure, median_seconds
from bench.measures import fill


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = str(Path(folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured()


def measured() -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from django.conf import settings
    from django.test import Client

    from verbindlich.domain.concepts import checking
    from verbindlich.domain.concepts.models import Measure, Version
    from verbindlich.office.accounts.models import Municipality, User

    settings.ALLOWED_HOSTS = ["*"]
    home = Municipality.objects.get(slug="beispielkreis")
    Measure.objects.filter(municipality=home).delete()
    client = Client()
    client.force_login(
        User.objects.get(email="steuerung@beispielkreis.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    def simply() -> str:
        return json.dumps([measure.as_state() for measure in Measure.objects.of(home)])

    for first, last, budget in ((0, 300, "≤ 1 s, 30"), (300, 3000, "≤ 10 s, 30")):
        fill(home, first, last)
        checking.recheck(home)
        size, times = f"{last:,} Maßnahmen".replace(",", "."), 5 if last == 300 else 2
        plain, draft = median_seconds(simply, 1), begin(home)
        queries = adopt_for_nothing(draft)
        spent = median_seconds(partial(adopt_for_nothing, draft), times)
        yield Figure(f"beschließen, {size} ({queries} Abfragen)", spent, plain, "Zeile für Zeile", "s", budget)
        version = adopt(draft)
        Measure.objects.filter(
            municipality=home, pk__in=list(Measure.objects.of(home).values_list("pk", flat=True)[:30])
        ).update(title="Neu")
        loaded = median_seconds(partial(json.loads, version.snapshot))
        pages = {
            "lesen": f"{version.pk}/",
            "mit heute vergleichen": f"vergleich/?von={version.pk}",
            "Stand der Fassungen": "",
        }
        for name, path in pages.items():
            url = f"/beispielkreis/konzept/fassungen/{path}"
            assert client.get(url).status_code == 200
            spent = median_seconds(partial(client.get, url), times)
            yield Figure(
                f"… {name}, {size}", spent, loaded, "die Datei einlesen", "s", "≤ 1 s" if last == 300 else "≤ 5 s"
            )
        Version.objects.filter(pk=version.pk).delete()


def begin(home: Any) -> Any:
    from verbindlich.domain.concepts import versioning

    return versioning.begin(user=None, municipality=home, kind="konzept", name="Fassung")


def adopt(draft: Any) -> Any:
    from verbindlich.domain.concepts import versioning

    said = {"on": date.today(), "body": "Kreistag", "resolution": "1"}
    return versioning.adopt(user=None, version=draft, seen=draft.version, **said)


def adopt_for_nothing(draft: Any) -> int:
    """Everything is done and taken back, so that it can be done again. Returns the number of queries."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            adopt(draft)
        transaction.set_rollback(True)
    return len(captured)
