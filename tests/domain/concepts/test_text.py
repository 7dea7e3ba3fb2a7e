"""The text of the concept: who reads and writes it, how it looks, how it read once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base import profiles
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.concepts.actions import save_concept, save_section
from verbindlich.domain.concepts.models import Concept, Section
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.actions import backdated
from verbindlich.office.trail.models import Event

LEITLINIEN = "leitlinien"


@pytest.fixture
def url(cast: SimpleNamespace) -> Callable[..., str]:
    return lambda name, *args: reverse(f"concepts:{name}", args=[cast.home.slug, *args])


def page(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def written(client: Any, url: Any, text: str, *, element: str = LEITLINIEN, seen: int = 0, **more: str) -> Any:
    return client.post(url("section-edit", element), {"text": text, "version_seen": seen, **more})


def stored(cast: SimpleNamespace, element: str = LEITLINIEN) -> str:
    return Section.objects.get(municipality=cast.home, element=element).text


# the parts


def test_eight_parts_in_the_usual_order(clients: SimpleNamespace, url: Any) -> None:
    text = page(clients.lesend.get(url("text")))
    titles = [element.title for element in profiles.load("sachsen").elements]
    assert len(titles) == 8
    assert [text.index(f">{title}</a>") for title in titles] == sorted(text.index(f">{title}</a>") for title in titles)
    assert "Bedarfs- und Potenzialanalyse, Angebotsanalyse" in text
    assert "KomIntAVO § 10 Abs. 1 (soll)" in text


def test_what_is_empty_is_said_first_but_for_what_is_optional_or_stands_elsewhere(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    factories.section(cast.home, "leitbildprozess", "Ein Text mit fünf Worten.")
    answer = clients.lesend.get(url("text"))
    assert [part.element.id for part in answer.context["missing"]] == [
        "integrationsverstaendnis", "ausgangslage", "leitlinien", "monitoring-fortschreibung",
    ]  # fmt: skip
    text = page(answer)
    assert "4 Teile sind noch leer:" in text
    assert "5 Wörter" in text
    assert timezone.localdate().strftime("%d.%m.%Y") in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_parts_cost_the_same_however_many_are_written(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    for element in profiles.load("sachsen").elements[:rows]:
        factories.section(cast.home, element.id, "Text")
    # session, user, membership; sections, their last changes
    assert queries(lambda: clients.lesend.get(url("text"))) == 5


def test_only_the_steuerung_is_offered_to_write(clients: SimpleNamespace, url: Any) -> None:
    assert url("section-edit", LEITLINIEN) in page(clients.steuerung.get(url("text")))
    assert url("section-edit", LEITLINIEN) not in page(clients.fachamt.get(url("text")))


# one part


def test_a_part_is_read_as_it_was_meant(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.section(cast.home, LEITLINIEN, "# Haltung\n\nWir **wollen** das.\n\n|A|B|\n|-|-|\n|1|2|")
    text = page(clients.lesend.get(url("section-detail", LEITLINIEN)))
    assert "<h2>Haltung</h2>" in text
    assert "<strong>wollen</strong>" in text
    assert "<table><thead>" in text


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "مرحبا 😀", "\u202eabc", "&#x202e;x"]
)  # fmt: skip
def test_any_text_is_harmless(evil: str, clients: SimpleNamespace, url: Any) -> None:
    assert written(clients.steuerung, url, evil).status_code == 302
    for where in (url("section-detail", LEITLINIEN), url("section-edit", LEITLINIEN), url("text") + "?als=druck"):
        text = page(clients.steuerung.get(where))
        assert "<script>alert" not in text and "<img" not in text
        assert 'href="javascript' not in text
        assert "\u202e" not in re.sub(r"<textarea.*?</textarea>", "", text, flags=re.S)


def test_an_empty_part_offers_two_ways_or_says_who_writes(clients: SimpleNamespace, url: Any) -> None:
    text = page(clients.steuerung.get(url("section-detail", LEITLINIEN)))
    assert "Noch kein Text" in text
    assert url("section-edit", LEITLINIEN) in text
    assert url("import-create") in text
    reader = page(clients.lesend.get(url("section-detail", LEITLINIEN)))
    assert url("section-edit", LEITLINIEN) not in reader
    assert "Die Steuerung Ihrer Kommune schreibt ihn." in reader


@pytest.mark.parametrize(("element", "where"), [("handlungsfelder", "plan"), ("ziele-massnahmen", "measure-list")])
def test_what_stands_in_rows_is_linked(element: str, where: str, clients: SimpleNamespace, url: Any) -> None:
    for view in ("section-detail", "section-edit"):
        text = page(clients.steuerung.get(url(view, element))).split("<main")[1].split("<h1")[1]
        assert f'href="{url(where)}"' in text


def test_an_unknown_part_does_not_exist(clients: SimpleNamespace, url: Any) -> None:
    for view in ("section-detail", "section-edit"):
        assert clients.steuerung.get(url(view, "nachwort")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_part_costs_the_same_however_often_it_was_changed(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    for n in range(rows):
        factories.section(cast.home, LEITLINIEN, f"Text {n}")
    # session, user, membership; section, history
    assert queries(lambda: clients.lesend.get(url("section-detail", LEITLINIEN))) == 5
    event = Event.objects.get(after__text="Text 0")
    # and that stand
    assert queries(lambda: clients.lesend.get(url("section-detail", LEITLINIEN), {"stand": event.pk})) == 6


# writing


def test_writing_and_reading_back(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    assert written(clients.steuerung, url, "Wir sind\r\nviele.").url == url("section-detail", LEITLINIEN)
    assert stored(cast) == "Wir sind\nviele."
    assert written(clients.steuerung, url, "Wir sind mehr.", seen=1).status_code == 302
    section = Section.objects.get()
    assert [event.verb for event in Event.objects.about(section).order_by("pk")] == ["create", "edit"]
    assert "Wir sind mehr." in page(clients.steuerung.get(url("section-edit", LEITLINIEN)))


def test_a_text_may_be_emptied(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.section(cast.home, LEITLINIEN, "Text")
    assert written(clients.steuerung, url, "", seen=1).status_code == 302
    assert "Noch kein Text" in page(clients.lesend.get(url("section-detail", LEITLINIEN)))


def test_only_the_steuerung_writes(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    for who in ("fachamt", "beirat", "lesend"):
        assert written(getattr(clients, who), url, "Fremdes").status_code == 403
    assert written(clients.fremd, url, "Fremdes").status_code == 404
    assert not Section.objects.exists()


def test_the_neighbours_text_is_another(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.section(cast.neighbour, LEITLINIEN, "Text des Nachbarn")
    assert "Text des Nachbarn" not in page(clients.steuerung.get(url("section-detail", LEITLINIEN)))
    written(clients.steuerung, url, "Unser Text")
    assert Section.objects.get(municipality=cast.neighbour).text == "Text des Nachbarn"


@pytest.mark.parametrize(("text", "word"), [("x" * 100_001, "länger als 100.000 Zeichen"), ("a\x00b", "Nullzeichen")])
def test_bad_text_is_refused_and_kept_in_the_form(text: str, word: str, clients: SimpleNamespace, url: Any) -> None:
    answer = written(clients.steuerung, url, text)
    assert answer.status_code == 422
    assert word in page(answer)
    assert 'data-unsaved="schon"' in page(answer)
    assert not Section.objects.exists()


def test_reading_aids_stand_beside_the_editor(clients: SimpleNamespace, url: Any) -> None:
    text = page(clients.steuerung.get(url("section-edit", LEITLINIEN)))
    profile = profiles.load("sachsen")
    assert all(function.title in text for function in profile.functions)
    assert all(principle.title in text for principle in profile.principles)
    assert "**Wort**" in text
    assert "Keine Namen und keine Einzelfälle." in text


# preview


def test_the_preview_saves_nothing(clients: SimpleNamespace, url: Any) -> None:
    answer = written(clients.steuerung, url, "**fett**", vorschau="1")
    assert answer.status_code == 200
    assert "<strong>fett</strong>" in page(answer).split('id="preview"')[1]
    assert "**fett**" in page(answer).split("<textarea")[1]
    assert not Section.objects.exists()


def test_htmx_gets_the_preview_alone(clients: SimpleNamespace, url: Any) -> None:
    answer = clients.steuerung.post(
        url("section-edit", LEITLINIEN),
        {"text": "*kursiv*", "version_seen": 0, "vorschau": "1"},
        headers={"HX-Request": "true"},
    )
    assert "<em>kursiv</em>" in page(answer)
    assert "<html" not in page(answer) and "<textarea" not in page(answer)


def test_the_preview_of_bad_text_says_why(clients: SimpleNamespace, url: Any) -> None:
    answer = clients.steuerung.post(
        url("section-edit", LEITLINIEN),
        {"text": "x" * 100_001, "version_seen": 0, "vorschau": "1"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422
    assert "länger als 100.000 Zeichen" in page(answer)


# two at once


@pytest.mark.parametrize("before", ["", "Erster Text"])
def test_two_people_write_at_once(before: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    """Also where there was no text yet when both began."""
    seen = 0
    if before:
        seen = factories.section(cast.home, LEITLINIEN, before).version
    written(clients.steuerung, url, "Text der einen", seen=seen)
    late = written(clients.steuerung, url, "Text des anderen", seen=seen)
    assert late.status_code == 409
    assert "Text der einen" in page(late) and "Text des anderen" in page(late)
    assert stored(cast) == "Text der einen"
    shown = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page(late)))
    assert written(clients.steuerung, url, shown["text"], seen=int(shown["version_seen"])).status_code == 302
    assert stored(cast) == "Text des anderen"


def test_without_a_version_nothing_is_written_over(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.section(cast.home, LEITLINIEN, "Text")
    assert clients.steuerung.post(url("section-edit", LEITLINIEN), {"text": "Neu"}).status_code == 422
    assert stored(cast) == "Text"


def test_the_second_of_two_new_rows_is_told(cast: SimpleNamespace) -> None:
    """Both were made before either was saved: the database refuses the second, and the verb says it in the usual way."""
    one, other = (Section(municipality=cast.home, element=LEITLINIEN, text=text) for text in ("eins", "zwei"))
    save_section(user=cast.steuerung, section=one)
    with pytest.raises(StaleSave) as stale:
        save_section(user=cast.steuerung, section=other)
    assert stale.value.current == one
    assert stored(cast) == "eins"
    first, second = (Concept(municipality=cast.home, title=title) for title in ("A", "B"))
    save_concept(user=cast.steuerung, concept=first)
    with pytest.raises(StaleSave):
        save_concept(user=cast.steuerung, concept=second)


# the past


@pytest.fixture
def past(cast: SimpleNamespace) -> list[Event]:
    """Three stands of one text, ten, five and no days old."""
    now = timezone.now()
    for days, text in ((10, "Erster.\n\nBleibt."), (5, "Zweiter.\n\nBleibt."), (0, "Bleibt.\n\nDritter.")):
        with backdated(now - timedelta(days=days)):
            section = factories.section(cast.home, LEITLINIEN, text)
    return list(Event.objects.about(section).order_by("at"))


def test_each_former_text_can_be_read(past: list[Event], clients: SimpleNamespace, url: Any) -> None:
    text = page(clients.lesend.get(url("section-detail", LEITLINIEN)))
    for event in past:
        assert f"?stand={event.pk}" in text
    old = clients.lesend.get(url("section-detail", LEITLINIEN), {"stand": past[0].pk})
    assert "<p>Erster.</p>" in page(old)
    assert f"Stand am {timezone.localtime(past[0].at):%d.%m.%Y, %H:%M} Uhr" in page(old)
    assert [change.kind for change in old.context["stand"].changes if change.kind != "same"] == ["removed", "added"]
    assert "gestrichen" in page(old) and "neu" in page(old)


def test_the_text_on_a_day(past: list[Event], clients: SimpleNamespace, url: Any) -> None:
    def on(days: int) -> Any:
        day = timezone.localdate() - timedelta(days=days)
        return clients.lesend.get(url("section-detail", LEITLINIEN), {"stand": day.isoformat()})

    assert "<p>Zweiter.</p>" in page(on(3))
    assert "<p>Erster.</p>" in page(on(7))
    assert "noch keinen Text" in page(on(20))
    assert "So steht der Text heute noch da." in page(on(0))


@pytest.mark.parametrize(("stand", "status"), [("999999", 404), ("9" * 40, 404), ("gestern", 422), ("2025-13-01", 422), ("²", 422), ("", 200)])  # fmt: skip
def test_nonsense_for_a_day(stand: str, status: int, past: list[Event], clients: SimpleNamespace, url: Any) -> None:
    assert clients.lesend.get(url("section-detail", LEITLINIEN), {"stand": stand}).status_code == status


def test_another_sections_past_is_not_shown(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.section(cast.home, LEITLINIEN, "Text")
    for municipality, element in ((cast.neighbour, LEITLINIEN), (cast.home, "leitbildprozess")):
        other = factories.section(municipality, element, "Nicht für hier")
        event = Event.objects.about(other).get()
        assert clients.lesend.get(url("section-detail", LEITLINIEN), {"stand": event.pk}).status_code == 404


# on paper


def test_the_whole_text_on_paper(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.concept(cast.home, "Ankommen", occasion="SächsIntG 2024", duration="ein Jahr")
    factories.section(cast.home, LEITLINIEN, "# Haltung\n\nWir wollen das.")
    text = page(clients.lesend.get(url("text"), {"als": "druck"}))
    assert "<h1>Ankommen</h1>" in text
    assert "<dt>Anlass</dt><dd>SächsIntG 2024</dd>" in text
    assert "<h3>Haltung</h3>" in text
    assert "Vorgänger" not in text
    assert text.count("Noch kein Text.") == 5  # neither this one nor the two whose rows stand elsewhere
    assert [text.index(element.title) for element in profiles.load("sachsen").elements]


def test_paper_costs_little(cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any) -> None:
    factories.concept(cast.home)
    factories.section(cast.home)
    # session, user, membership; sections, their last changes; concept
    assert queries(lambda: clients.lesend.get(url("text"), {"als": "druck"})) == 6


def test_paper_without_a_concept(clients: SimpleNamespace, url: Any) -> None:
    assert "<h1>Integrationskonzept</h1>" in page(clients.lesend.get(url("text"), {"als": "druck"}))


# the frame


def test_a_concept_begins_with_its_title(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    form = page(clients.steuerung.get(url("concept-edit"))).split("<main")[1]
    assert 'name="title"' in form and 'name="valid_from"' not in form
    answer = clients.steuerung.post(url("concept-edit"), {"title": "Ankommen", "version_seen": 0})
    assert answer.url == url("overview")
    assert Concept.objects.get(municipality=cast.home).title == "Ankommen"


def frame(**fields: Any) -> dict[str, Any]:
    names = ("valid_from", "valid_until", "revision_interval", "next_revision", "predecessor", "occasion", "formats",
             "participants", "steering", "duration", "municipalities_heard")  # fmt: skip
    return {"title": "Ankommen", **dict.fromkeys(names, ""), **fields}


def test_the_frame_and_the_process(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.concept(cast.home, "Ankommen")
    form = page(clients.steuerung.get(url("concept-edit")))
    labels = ("Vorgänger", "Anlass", "Beteiligungsformate", "Beteiligte Akteure", "Steuerung", "Dauer")
    assert [label for label in labels if f">{label} <span" not in form] == []
    assert "SächsIntG § 12 Abs. 3 Satz 2 (muss)" in form
    changed = frame(valid_from="2025-01-01", valid_until="2029-12-31", occasion="SächsIntG 2024", version_seen=1)
    assert clients.steuerung.post(url("concept-edit"), changed).status_code == 302
    concept = Concept.objects.get(municipality=cast.home)
    assert (concept.valid_until.isoformat(), concept.occasion) == ("2029-12-31", "SächsIntG 2024")


def test_a_city_has_no_municipalities_to_hear(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    cast.home.kind = Municipality.Kind.CITY
    cast.home.save()
    factories.concept(cast.home, "Ankommen")
    assert "kreisangehörigen" not in page(clients.steuerung.get(url("concept-edit")))


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"title": ""}, "kern-error"),
        ({"title": "x" * 201}, "kern-error"),
        ({"valid_from": "2025-01-01", "valid_until": "2024-12-31"}, "Das Ende liegt vor dem Beginn."),
        ({"valid_from": "morgen"}, "kern-error"),
        ({"predecessor": "x" * 301}, "<details open>"),
    ],
)
def test_a_bad_frame_is_refused(
    fields: Any, word: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    factories.concept(cast.home, "Ankommen")
    answer = clients.steuerung.post(url("concept-edit"), frame(version_seen=1, **fields))
    assert answer.status_code == 422
    assert word in page(answer)


def test_two_people_change_the_frame_at_once(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.concept(cast.home, "Ankommen", occasion="Gesetz")
    clients.steuerung.post(url("concept-edit"), frame(title="Bleiben", occasion="Gesetz", version_seen=1))
    late = clients.steuerung.post(url("concept-edit"), frame(title="Gehen", occasion="Gesetz", version_seen=1))
    assert late.status_code == 409
    assert "Bleiben" in page(late) and "Gehen" in page(late)


def test_two_people_begin_at_once(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    """The second keeps its title or drops it; what the first filled in meanwhile stays."""
    clients.steuerung.post(url("concept-edit"), {"title": "Eins", "version_seen": 0})
    clients.steuerung.post(url("concept-edit"), frame(title="Eins", occasion="Gesetz", version_seen=1))
    late = clients.steuerung.post(url("concept-edit"), {"title": "Zwei", "version_seen": 0})
    assert late.status_code == 409
    assert clients.steuerung.post(url("concept-edit"), {"title": "Zwei", "version_seen": 2}).status_code == 302
    concept = Concept.objects.get(municipality=cast.home)
    assert (concept.title, concept.occasion) == ("Zwei", "Gesetz")


def test_the_frame_is_the_steuerungs(clients: SimpleNamespace, url: Any) -> None:
    for who in ("fachamt", "beirat", "lesend"):
        assert getattr(clients, who).post(url("concept-edit"), {"title": "X", "version_seen": 0}).status_code == 403
    assert not Concept.objects.exists()


def test_days_are_local(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    """Half past midnight in summer is still the day before in UTC."""
    with backdated(timezone.make_aware(datetime(2025, 7, 2, 0, 30))):
        factories.section(cast.home, LEITLINIEN, "Sommertext")
    assert "noch keinen Text" in page(clients.lesend.get(url("section-detail", LEITLINIEN), {"stand": "2025-07-01"}))
    assert "<p>Sommertext</p>" in page(clients.lesend.get(url("section-detail", LEITLINIEN), {"stand": "2025-07-02"}))
