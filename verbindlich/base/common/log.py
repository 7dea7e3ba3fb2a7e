"""What may stand in the log: where something happened, never whose data it was (docs/operate.md)."""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

_URL = re.compile(r"https?://\S+")


class PlaceFormatter(logging.Formatter):
    """An error as its place in the code and its kind. Its text may quote an address or what somebody typed."""

    def formatException(self, ei: Any) -> str:
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}"])


class RouteFilter(logging.Filter):
    """Django names the path of a request; paths carry tokens. The log gets the route instead: einladung/<str:token>/."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path, match = getattr(request, "path", None), getattr(request, "resolver_match", None)
        if path and isinstance(record.args, tuple):
            route = f"/{match.route}" if match else "?"
            record.args = tuple(route if arg == path else _without_urls(arg) for arg in record.args)
        return True


def _without_urls(arg: Any) -> Any:
    return _URL.sub("…", arg) if isinstance(arg, str) else arg
