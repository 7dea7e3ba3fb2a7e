"""Where the bytes are: storage "files" of the settings, under random names, outside of everything that is served."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages


def put(data: bytes) -> str:
    """Returns the place. The name says nothing about the file."""
    name = secrets.token_hex(16)
    return str(storages["files"].save(f"{name[:2]}/{name}", ContentFile(data)))


def take(place: str) -> File[bytes]:
    """Raises FileNotFoundError."""
    found: File[bytes] = storages["files"].open(place)
    return found


def remove(place: str) -> None:
    """Nothing to do where it is gone."""
    storages["files"].delete(place)


def everything() -> Iterator[tuple[str, datetime]]:
    """Each place with the time when it was written."""
    files = storages["files"]
    if not files.exists(""):
        return
    for folder in files.listdir("")[0]:
        for name in files.listdir(folder)[1]:
            place = f"{folder}/{name}"
            yield place, files.get_modified_time(place)
