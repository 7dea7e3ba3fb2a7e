from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from verbindlich.office.accounts.models import Municipality
from verbindlich.office.search.actions import rebuild


class Command(BaseCommand):
    help = "Den Suchindex aller Kommunen neu aufbauen."

    def handle(self, *args: Any, **options: Any) -> None:
        for municipality in Municipality.objects.all():
            self.stdout.write(f"{municipality.slug}: {rebuild(municipality)} Einträge")
