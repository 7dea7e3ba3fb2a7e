from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from verbindlich.front.demo import load
from verbindlich.office.accounts.models import Municipality


@pytest.fixture(scope="module")
def home(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    """The demo, loaded once for all tests of a file that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load.load()
        yield Municipality.objects.get(slug="beispielkreis")
        transaction.set_rollback(True)
