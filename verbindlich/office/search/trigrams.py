"""On SQLite the index has an index: every three characters in a row, so that a part of a word is found without reading all rows.

The table belongs to SQLite (FTS5, tokenizer "trigram", since SQLite 3.34) and is kept by triggers, so that only querysets.py asks it.
Other databases read all rows. Figures: docs/adr/0011-an-index-that-the-trail-keeps.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Part = tuple[str, str]  # a column, and what stands in it
SHORTEST = 3  # characters; shorter parts are looked for in all rows
TABLE, COLUMNS = "search_searchentry", ("text", "sound", "digits")
_NAMES = ", ".join(COLUMNS)
_ADD = f"INSERT INTO search_trigrams(rowid, {_NAMES}) SELECT id, {_NAMES} FROM {TABLE}"
_DROP = "DELETE FROM search_trigrams WHERE rowid = old.id"
# It keeps its own copy of the text: one that only pointed at the rows would break every write once the two differ.
STATEMENTS = {
    "search_trigrams": f"CREATE VIRTUAL TABLE search_trigrams USING fts5({_NAMES}, tokenize='trigram')",
    "search_added": f"CREATE TRIGGER search_added AFTER INSERT ON {TABLE} BEGIN {_ADD} WHERE id = new.id; END",
    "search_dropped": f"CREATE TRIGGER search_dropped AFTER DELETE ON {TABLE} BEGIN {_DROP}; END",
    "search_changed": f"CREATE TRIGGER search_changed AFTER UPDATE ON {TABLE} BEGIN {_DROP}; {_ADD} WHERE id = new.id; END",
}


def prepare(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """After migrations: what they cannot describe, and what goes with a table that they write anew. Filled where anything was missing."""
    connection = connections[using]
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search_%'")
        missing = STATEMENTS.keys() - {name for (name,) in cursor.fetchall()}
        for name in STATEMENTS:
            if name in missing:
                cursor.execute(STATEMENTS[name])
        if missing:
            cursor.execute("DELETE FROM search_trigrams")
            cursor.execute(_ADD)


def expression(wanted: Iterable[Iterable[Part]]) -> str:
    """As FTS5 asks: of each row of alternatives one stands in its column."""
    return " AND ".join(f"({' OR '.join(_phrase(*part) for part in parts)})" for parts in wanted)


def _phrase(column: str, text: str) -> str:
    quoted = text.replace('"', '""')
    return f'{column} : "{quoted}"'
