"""`verbindlich start`: prepare the database, load the demo where it belongs, serve until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import webbrowser
from pathlib import Path
from typing import Any

HOST, PORT = "127.0.0.1", 8000


class Refused(Exception):
    """Why the product does not start: one German line."""


def main(argv: list[str]) -> int:
    options = parse(argv)
    keep_private()
    try:
        refuse_taken_port(options.host, options.port)
        address = f"http://{options.host}:{options.port}"
        os.environ.setdefault("VERBINDLICH_BASE_URL", address)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        prepare()
        announce(address)
    except Refused as error:
        print(f"verbindlich: {error}", file=sys.stderr)
        return 2
    if os.environ.get("DISPLAY") and not options.no_browser:
        webbrowser.open(address)
    serve(options.host, options.port, options.threads)
    return 0


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="verbindlich start", description="Die Anwendung starten.")
    parser.add_argument("--host", default=HOST, help="Adresse, auf der gelauscht wird (Vorgabe: nur dieser Rechner)")
    parser.add_argument("--port", type=int, default=PORT, help=f"Port (Vorgabe: {PORT})")
    parser.add_argument("--threads", type=int, default=8, help="gleichzeitige Anfragen (Vorgabe: 8)")
    parser.add_argument("--no-browser", action="store_true", help="keinen Browser öffnen")
    options = parser.parse_args(argv)
    if not 1 <= options.port <= 65535:
        parser.error("--port muss zwischen 1 und 65535 liegen")
    return options


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = f"ist belegt. Einen anderen wählen: verbindlich start --port {port + 1}"
            reason = hint if error.errno in (98, 48) else f"lässt sich auf {host} nicht öffnen ({error.strerror})."
            raise Refused(f"Port {port} {reason}") from error


def load_django() -> None:
    """Settings and apps; what an operator must mend is said in one line."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        import django

        django.setup()
    except ImproperlyConfigured as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(unwritable(error)) from error


def unwritable(error: OSError) -> str:
    folder = Path(str(error.filename or ".")).parent
    return f"In den Ordner {folder} lässt sich nicht schreiben. Einen anderen nennen: VERBINDLICH_DATA=/pfad verbindlich start"


def prepare() -> None:
    """Migrations, cache table, demo data, index of the search: each only where missing. Raises Refused."""
    load_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError

    refuse_unwritable(settings.DATA)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        load_demo()
        fill_search()
    except DatabaseError as error:
        raise Refused(f"Die Datenbank lässt sich nicht öffnen: {error}".strip()) from error


def refuse_unwritable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        error.filename = str(folder / "x")
        raise Refused(unwritable(error)) from error


def load_demo() -> None:
    from django.conf import settings

    from verbindlich.front.demo import load
    from verbindlich.office.instance.actions import setup_open

    if not settings.PRODUCTION and setup_open():
        load.load()
    if settings.PRODUCTION:
        refuse_demo()


def fill_search() -> None:
    """Municipalities of a version that had no search get their index."""
    from verbindlich.office.search.actions import fill_empty

    fill_empty()


def refuse_demo() -> None:
    """Demo accounts have a password that everybody knows."""
    from verbindlich.office.accounts.models import User

    if User.objects.filter(is_demo=True).exists():
        raise Refused(
            "Diese Datenbank enthält die Zugänge der Vorführung. Für den Betrieb eine leere Datenbank nehmen."
        )


def announce(address: str) -> None:
    from django.conf import settings

    from verbindlich.front.demo.cast import PARTS, PASSWORD
    from verbindlich.office.accounts.models import User
    from verbindlich.office.instance.actions import setup_code, setup_open

    print(f"\nVerbindlich läuft: {address}   (beenden mit Strg+C)\n")
    if setup_open():
        print(f"Erstes Konto anlegen: {settings.BASE_URL}/einrichten/   Code: {setup_code()}\n")
    elif not settings.PRODUCTION and User.objects.filter(is_demo=True).exists():
        print(f"Zugänge der Vorführung (Passwort: {PASSWORD})")
        for part in PARTS:
            role = part.role.label if part.role else "Verwaltung der Installation"
            print(f"  {part.email:36} {role}{f' ({part.home})' if part.home else ''}")
        print()
    sys.stdout.flush()


def serve(host: str, port: int, threads: int) -> None:
    """One process with threads: enough for a municipality, and SQLite has one writer. Ends cleanly on SIGINT and SIGTERM."""
    from gunicorn.app.base import BaseApplication

    options = {
        "bind": f"{f'[{host}]' if ':' in host else host}:{port}", "workers": 1, "worker_class": "gthread", "threads": threads,
        "loglevel": "warning", "graceful_timeout": 10, "timeout": 120, "control_socket_disable": True,
    }  # fmt: skip

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from verbindlich.wsgi import application

            return application

    Server().run()


def keep_private() -> None:
    """Database, its journal and uploads belong to the account that runs the application; other accounts read nothing."""
    os.umask(0o077)


def manage(argv: list[str]) -> int:
    keep_private()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["verbindlich manage", *argv])
    return 0
