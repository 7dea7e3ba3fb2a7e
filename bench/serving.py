"""The running product: from nothing to ready, again, and the memory of its worker after every page."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.check import sheet
from bench.measure import Figure, median_seconds
from tests.postgres import free_port

PLAIN = """
import django, tempfile
from django.conf import settings
settings.configure(INSTALLED_APPS=['django.contrib.auth','django.contrib.contenttypes','django.contrib.sessions'],
  DATABASES={'default':{'ENGINE':'django.db.backends.sqlite3','NAME':tempfile.mktemp()}})
django.setup()
from django.core.management import call_command
call_command('migrate', verbosity=0)
"""
BARE = "import gunicorn.app.base, django.core.handlers.wsgi, re; print(re.search(r'VmRSS:\\s+(\\d+)', open('/proc/self/status').read()).group(1))"


class Server:
    """`verbindlich start` on a data folder; `seconds` from the call to the first answer."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        environment = {k: v for k, v in os.environ.items() if k != "DISPLAY"} | {"VERBINDLICH_DATA": str(data)}
        begin = time.perf_counter()
        command = [sys.executable, "-m", "verbindlich", "start", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        while not self._answers():
            time.sleep(0.02)
        self.seconds = time.perf_counter() - begin

    def _answers(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            return bool(urllib.request.urlopen(self.url("/gesund/"), timeout=1).read())
        except OSError:
            return False

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def worker_memory(self) -> float:
        """Resident memory of the worker in MiB."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        status = Path(f"/proc/{children[0]}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024  # type: ignore[union-attr]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Visitor:
    """A browser without a screen: cookies, tokens, forms."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> str:
        with self.opener.open(self.server.url(path)) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def _token(self, path: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)).group(1)  # type: ignore[union-attr]

    def post(self, path: str, **fields: str) -> None:
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self._token(path), **fields}).encode()
        self.opener.open(self.server.url(path), body).read()

    def upload(self, path: str, name: str, data: bytes) -> None:
        edge = "grenze"
        token = f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self._token(path)}\r\n'
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = token.encode() + head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        request = urllib.request.Request(
            self.server.url(path), body, {"Content-Type": f"multipart/form-data; boundary={edge}"}
        )
        self.opener.open(request).read()


def visit_everything(server: Server) -> None:
    """Every page that the demo's Steuerung and a guest can reach by links, each export, and one check of a file."""
    from verbindlich.front.demo.cast import PARTS, PASSWORD

    visitor = Visitor(server)
    visitor.post("/konto/login/", login=PARTS[0].email, password=PASSWORD)
    queue, seen = ["/", "/konto/", "/konto/login/"], set()
    while queue:
        path = queue.pop()
        if path in seen or "logout" in path:
            continue
        seen.add(path)
        page = visitor.get(path)
        queue += [link for link in re.findall(r'href="(/[^"#?]*)', page) if not link.startswith("/static/")]
    for kind in ("csv", "xlsx", "druck"):
        visitor.get(f"/beispielkreis/organisationen/?als={kind}")
    visitor.upload("/vergleich/konzepte/pruefen/", "katalog.xlsx", sheet(60))


def figures() -> Iterator[Figure]:
    plain = median_seconds(lambda: subprocess.run([sys.executable, "-c", PLAIN], check=True), 3)
    bare = int(subprocess.run([sys.executable, "-c", BARE], check=True, capture_output=True, text=True).stdout) / 1024
    with tempfile.TemporaryDirectory() as folder:
        first = Server(Path(folder))
        yield Figure(
            "leere Datenbank bis bereit, mit Vorführung",
            first.seconds,
            plain,
            "migrate von Djangos eigenen Apps",
            "s",
            "≤ 8 s",
        )
        visit_everything(first)
        memory = first.worker_memory()
        first.stop()
        second = Server(Path(folder))
        second.stop()
    yield Figure("zweiter Start bis bereit", second.seconds, plain, "migrate von Djangos eigenen Apps", "s", "≤ 5 s")
    yield Figure(
        "Speicher des Workers nach allen Seiten", memory, bare, "Django und gunicorn nur geladen", "MiB", "≤ 130 MiB"
    )
