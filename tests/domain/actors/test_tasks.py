"""The register of tasks: how it begins, who does what, what leaves it again."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from lxml import html

from tests import factories
from verbindlich.domain.actors.actions import delete_entry
from verbindlich.domain.actors.models import Duty, Task


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"actors:task-{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def names(answer: Any) -> list[str]:
    return [row.task.name for row in answer.context["rows"]]


def test_it_begins_with_the_guide_and_grows_by_hand(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    home = cast.home
    assert "Sozialraumorientierung verankern" in text(clients.steuerung.get(page("register", home)))
    assert page("start", home) not in clients.lesend.get(page("register", home)).content.decode()
    factories.position(home, duties={"sozialraumorientierung verankern": None})
    assert "9 Aufgaben sind neu" in text(clients.steuerung.post(page("start", home), follow=True))
    assert "0 Aufgaben sind neu" in text(clients.steuerung.post(page("start", home), follow=True))
    assert clients.steuerung.post(page("create", home), {"name": " "}).status_code == 422
    clients.steuerung.post(page("create", home), {"name": "Ehrenamt begleiten"})
    assert clients.fachamt.post(page("create", home), {"name": "Nichts"}).status_code == 403
    assert Task.objects.of(home).count() == 11
    own = Task.objects.get(name="Ehrenamt begleiten")
    answer = clients.steuerung.post(page("delete", home, own.pk), follow=True)
    assert "„Ehrenamt begleiten“ steht nicht mehr im Register" in text(answer)
    assert not Task.objects.filter(pk=own.pk).exists()


def test_a_task_stays_while_a_position_carries_it(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    position = factories.position(cast.home, "Koordination", duties={"Vernetzen": 50})
    task = Task.objects.get()
    answer = clients.steuerung.post(page("delete", cast.home, task.pk), follow=True)
    assert "gehört zu: Koordination" in text(answer) and Task.objects.exists()
    delete_entry(user=None, entry=position)
    clients.steuerung.post(page("delete", cast.home, task.pk))
    assert not Task.objects.exists() and not Duty.objects.exists()


def test_the_register_says_who_does_what(cast: SimpleNamespace, clients: SimpleNamespace, queries: Any) -> None:
    """The same queries for one position and for many; who holds too much is told inside."""
    home, busy, other = cast.home, factories.person(cast.home), factories.person(cast.home, "A. Anders")
    factories.position(home, "Eins", holder=busy, fte="0.5", duties={f"Aufgabe {n}": 20 for n in range(6)})
    # session, user, membership; tasks, positions, duties
    assert queries(lambda: clients.lesend.get(page("register", home))) == 6
    factories.position(home, "Zwei", holder=busy, fte="0.75", duties={"Aufgabe 0": None})
    factories.position(home, "Drei", holder=other, fte="1", duties={"Aufgabe 1": 10})
    factories.position(home, "Leer", fte="1", duties={"Warten": 100})
    clients.steuerung.post(page("create", home), {"name": "Niemandes"})
    assert queries(lambda: clients.lesend.get(page("register", home))) == 6
    answer = clients.lesend.get(page("register", home))
    assert (
        "8 Aufgaben: 1 macht niemand, 1 liegt nur bei unbesetzten Stellen, 1 macht mehr als eine Person, 5 macht eine Person allein."
        in text(answer)
    )
    assert names(answer)[:3] == ["Niemandes", "Warten", "Aufgabe 1"]
    assert names(clients.lesend.get(page("register", home), {"stand": "mehrere"})) == ["Aufgabe 1"]
    assert len(names(clients.lesend.get(page("register", home), {"stand": "unsinn"}))) == 8
    loads = [
        "Die Anteile von „Eins“ ergeben 120 %: mehr Zeit, als die Stelle hat.",
        "Wer „Eins“ und „Zwei“ innehat, trägt 6 Aufgaben: mehr als die Hälfte der zehn des Leitfadens (6.1).",
        "„Eins“ und „Zwei“ liegen in einer Hand, zusammen 1,25 VZÄ: mehr als eine volle Stelle.",
    ]
    assert clients.fachamt.get(page("register", home)).context["loads"] == loads
    assert not any(load in text(answer) for load in loads)
    file = clients.lesend.get(page("register", home), {"als": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert rows[1] == ["Niemandes", "macht niemand", "", "", "", ""]
    assert rows[2] == ["Warten", "nur unbesetzt", "Leer", "unbesetzt", "100", "1.0"]
    assert ["Aufgabe 0", "eine Person", "Zwei", "besetzt", "", ""] in rows
