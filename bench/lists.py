"""A list of 50 rows against a plain view that renders the same rows with the same prefetch."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import Figure, median_seconds

PLAIN_PAGE = """<!doctype html><title>Liste</title><table>{% for o in rows %}<tr><td><a href="{% url 'actors:organisation-detail' slug o.pk %}">
{{ o.name }}</a></td><td>{{ o.get_kind_display }}</td><td>{{ o.parent.name }}</td></tr>{% endfor %}</table>"""


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
    from django.urls import include, path

    import verbindlich.urls as product
    from verbindlich.domain.actors.actions import save_organisation
    from verbindlich.domain.actors.models import Organisation
    from verbindlich.office.accounts.models import Municipality, User

    settings.ALLOWED_HOSTS = ["*"]
    home = Municipality.objects.get(slug="beispielkreis")
    parent = Organisation.objects.of(home).first()
    for n in range(60):
        save_organisation(
            user=None,
            organisation=Organisation(municipality=home, name=f"Verein {n}", kind="initiative", parent=parent),
        )
    product.urlpatterns.insert(0, path("<slug:kommune>/", include([path("vergleichswert/", plain_view)])))
    client = Client()
    client.force_login(
        User.objects.get(email="steuerung@beispielkreis.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    def get(url: str) -> None:
        assert client.get(url).status_code == 200, url

    ours = median_seconds(lambda: [get("/beispielkreis/organisationen/") for _ in range(10)], 7) / 10
    plain = median_seconds(lambda: [get("/beispielkreis/vergleichswert/") for _ in range(10)], 7) / 10
    yield Figure("Liste mit 50 Zeilen", ours * 1000, plain * 1000, "einfache Ansicht derselben Zeilen", "ms", "≤ 2,5 ×")


def plain_view(request: Any) -> Any:
    from django.http import HttpResponse
    from django.template import Context, Template

    from verbindlich.domain.actors.models import Organisation

    rows = Organisation.objects.of(request.municipality).select_related("parent").order_by("sort_key")[:50]
    return HttpResponse(Template(PLAIN_PAGE).render(Context({"rows": rows, "slug": request.municipality.slug})))
