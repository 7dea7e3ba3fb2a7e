"""Two people at once: what both changed is judged together, and nothing is found twice. On SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections

from tests import factories
from tests.cast import assemble
from verbindlich.domain.concepts import actions, checking
from verbindlich.domain.concepts.models import CheckDay, Finding, Measure, RuleOff

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.at_once]


@pytest.fixture
def database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """SQLite as in production: a file, for which writers wait. (Tests otherwise share one in memory, which has no such lock.)"""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(tmp_path / "test.sqlite3") as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "test.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def cast(database: None) -> SimpleNamespace:
    return assemble()


def together(*acts: Callable[[], Any]) -> None:
    """Each in a thread with its own connection, begun at the same moment. What one raises, the test raises."""
    start, failed = Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        start.wait()
        try:
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failed:
        raise failed[0]


def messages(cast: SimpleNamespace) -> Counter[str]:
    return Counter(Finding.objects.filter(municipality=cast.home).values_list("message", flat=True))


def expected(cast: SimpleNamespace) -> Counter[str]:
    return Counter(finding.message for finding in checking.check(cast.home).findings)


def test_complete_checks_at_once_find_everything_once(cast: SimpleNamespace) -> None:
    for n in range(5):
        factories.measure(cast.home, f"Angebot {n}")
    Finding.objects.all().delete()
    CheckDay.objects.all().delete()
    together(*[lambda: checking.ensure_today(cast.home)] * 6)
    assert messages(cast) == expected(cast)
    assert CheckDay.objects.filter(municipality=cast.home).count() == 1


def test_both_changes_are_judged_together(cast: SimpleNamespace) -> None:
    """Each gives its measure the number of the other's new one: whoever comes second finds the duplicate."""
    measures = [factories.measure(cast.home, f"Angebot {n}", number=str(n)) for n in range(6)]

    def renumber(measure: Measure) -> None:
        mine = Measure.objects.get(pk=measure.pk)
        mine.number = "7"
        actions.save_measure(user=None, measure=mine, version=mine.version)

    together(*[lambda m=measure: renumber(m) for measure in measures])
    assert sum("trägt schon" in message for message in messages(cast)) == 5
    assert messages(cast) == expected(cast)


def test_a_rule_is_switched_off_twice_at_once(cast: SimpleNamespace) -> None:
    factories.measure(cast.home)
    rule = "measure-without-lead"

    def off(n: int) -> None:
        actions.switch_rule_off(user=cast.steuerung, municipality=cast.home, rule=rule, reason=f"Grund {n}")

    together(*[lambda n=n: off(n) for n in range(4)])
    assert RuleOff.objects.count() == 1
    assert messages(cast) == expected(cast)
    together(*[lambda: actions.switch_rule_on(user=cast.steuerung, municipality=cast.home, rule=rule)] * 3)
    assert messages(cast) == expected(cast)


def test_changes_of_every_kind_at_once(cast: SimpleNamespace) -> None:
    """No deadlock, and the end is as if one had come after the other."""
    field = factories.field(cast.home)
    goal = factories.goal(cast.home, field=field)
    measures = [factories.measure(cast.home, f"Angebot {n}", goal=goal) for n in range(4)]
    body = factories.organisation(cast.home)

    def rename() -> None:
        mine = type(field).objects.get(pk=field.pk)
        mine.name = "Arbeit"
        actions.save_field(user=None, field=mine, version=mine.version)

    def retitle(measure: Measure) -> None:
        mine = Measure.objects.get(pk=measure.pk)
        mine.title = "Dasselbe"
        actions.save_measure(user=None, measure=mine, version=mine.version)

    together(
        rename,
        lambda: retitle(measures[0]),
        lambda: retitle(measures[1]),
        lambda: actions.change_measures(user=None, measures=[measures[2]], leads=[body]),
        lambda: actions.delete_row(user=cast.steuerung, row=measures[3]),
        lambda: checking.recheck(cast.home),
    )
    assert messages(cast) == expected(cast)


def test_old_keys_are_mended_while_others_save(cast: SimpleNamespace) -> None:
    """After an upgrade: who judges everything and who saves a measure do not wait for each other."""
    measures = [factories.measure(cast.home, f"Angebot {n}") for n in range(4)]
    Measure.objects.update(title_key="veraltet")

    def save(measure: Measure) -> None:
        mine = Measure.objects.get(pk=measure.pk)
        mine.priority = "hoch"
        actions.save_measure(user=None, measure=mine, version=mine.version)

    together(*[lambda m=measure: save(m) for measure in measures], *[lambda: checking.recheck(cast.home)] * 2)
    assert messages(cast) == expected(cast)
    assert not Measure.objects.filter(title_key="veraltet").exists()
