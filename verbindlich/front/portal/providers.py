from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from verbindlich.base.common.slots import Panel
from verbindlich.domain.actors.models import Organisation
from verbindlich.front.portal.public import has_directory
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.vocab.models import Visibility


def panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """On the page of an organisation that is shown in public: the way to what anybody sees of it."""
    if not isinstance(about, Organisation) or not has_directory(request.municipality):
        return
    agreed = about.agreed_on is not None and about.agreed_on <= timezone.localdate()
    if about.visibility == Visibility.PUBLIC and agreed:
        yield Panel("portal/public_panel.html", {"organisation": about})
