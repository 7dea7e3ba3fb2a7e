from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from verbindlich.office.files.actions import sweep


class Command(BaseCommand):
    help = "Dateien entfernen, zu denen es keinen Eintrag mehr gibt (älter als ein Tag)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep()} entfernt")
