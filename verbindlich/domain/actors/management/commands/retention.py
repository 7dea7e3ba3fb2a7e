"""`verbindlich manage retention`: ask contact persons whom nobody confirmed for too long, delete those who did not answer."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verbindlich.domain.actors.retention import run
from verbindlich.office.accounts.models import Municipality


class Command(BaseCommand):
    help = "Kontaktpersonen, deren Angaben zwei Jahre niemand bestätigt hat: fragen, und ohne Antwort löschen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="nur zählen, nichts fragen und nichts löschen")
        parser.add_argument("--municipality", help="Adresse einer Kommune, sonst alle")

    def handle(self, *, dry_run: bool, municipality: str | None, **options: Any) -> None:
        homes = Municipality.objects.order_by("slug")
        chosen = homes.filter(slug=municipality) if municipality else homes
        if municipality and not chosen.exists():
            raise CommandError(f"Keine Kommune mit der Adresse „{municipality}“.")
        for home in chosen:
            done = run(home, user=None, dry=dry_run)
            line = f"{home.slug}: gefragt {done.asked}, ohne Adresse {done.unreached}, gelöscht {done.deleted}"
            self.stdout.write(f"{line}, Mail nicht zugestellt {done.failed}{' (Probe)' if dry_run else ''}")
