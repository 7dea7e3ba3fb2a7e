"""Social spaces and member municipalities: the tree, a space's page, pasted lists, no circle, nothing lost, who sees what."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests import factories
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.actors.actions import delete_entry, save_entry, save_space
from verbindlich.domain.actors.models import Network, Organisation, SocialSpace
from verbindlich.domain.concepts import actions as concepts
from verbindlich.domain.concepts import checking
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.merging import merge

GEMEINDE = SocialSpace.Kind.MUNICIPALITY


def url(name: str, home: Any, *args: int) -> str:
    return reverse(f"actors:space-{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def space(home: Any, name: str, **fields: Any) -> SocialSpace:
    return factories.space(home, name, **fields)


def fill(cast: SimpleNamespace, there: SocialSpace, n: int) -> None:
    """`n` of everything that a space's page gathers."""
    with checking.paused():
        for i in range(n):
            body = factories.organisation(cast.home, f"Verein {there.pk}-{i}")
            body.spaces.add(there)
            factories.person(cast.home, f"P. {there.pk}-{i}", organisation=body)
            network = save_entry(user=None, entry=Network(municipality=cast.home, name=f"Runde {there.pk}-{i}"))
            network.spaces.add(there)
            factories.measure(cast.home, f"Kurs {there.pk}-{i}", leads=[body]).spaces.add(there)
            factories.need(cast.home, f"Bedarf {there.pk}-{i}").spaces.add(there)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    top = space(cast.home, "Nord")
    for n in range(rows):
        fill(cast, space(cast.home, f"Viertel {n}", parent=top), rows)
    # session, user, membership; spaces; organisations in spaces; measures in spaces
    assert queries(lambda: clients.steuerung.get(url("list", cast.home))) == 6
    # session, user, membership; spaces; organisations in spaces, organisations, persons, networks, positions; measures with bodies
    # and organisations (3), needs; trail
    assert queries(lambda: clients.steuerung.get(url("detail", cast.home, top.pk))) == 14
    assert queries(lambda: clients.fachamt.get(url("detail", cast.home, top.pk))) == 15  # and what it works for


def test_a_page_gathers_what_lies_below(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    town = space(cast.home, "Musterstadt", kind=GEMEINDE, ags="99001010")
    part = space(cast.home, "Neustadt", parent=town)
    fill(cast, part, 1)
    internal = factories.organisation(cast.home, "Schutzwohnung", visibility="intern")
    internal.spaces.add(part)
    factories.measure(cast.home, "Geheim", visibility="intern").spaces.add(part)
    page = clients.steuerung.get(url("detail", cast.home, town.pk))
    shown = text(page)
    for word in (f"Verein {part.pk}-0 Neustadt", f"P. {part.pk}-0", f"Runde {part.pk}-0", f"Kurs {part.pk}-0", "Geheim",
                 f"Bedarf {part.pk}-0", "Schutzwohnung", "99001010", "nie vermerkt"):  # fmt: skip
        assert word in shown, word
    gaps = [gap.text for gap in page.context["gaps"]]
    assert gaps[0] == "Noch kein Kontakt zur Gemeinde ist vermerkt."
    assert "SächsIntG § 19 Abs. 2: „können“" in gaps[1], "the law as it stands: they may, they need not"
    assert gaps[2].startswith("1 Bedarf wartet auf Antwort")
    assert len(gaps) == 3
    seen = text(clients.lesend.get(url("detail", cast.home, town.pk)))
    assert f"Verein {part.pk}-0" in seen
    assert not [word for word in (f"P. {part.pk}-0", "Schutzwohnung", "Geheim") if word in seen]


def test_an_empty_space_says_what_is_missing(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    lone = space(cast.home, "Öde")
    said = [gap.text for gap in clients.fachamt.get(url("detail", cast.home, lone.pk)).context["gaps"]]
    assert said == ["Keine Organisation ist hier eingetragen.", "Keine Kontaktperson ist bekannt.", "Kein Netzwerk arbeitet hier.",
                    "Keine Maßnahme ist hier eingetragen."]  # fmt: skip
    hidden = [gap.text for gap in clients.lesend.get(url("detail", cast.home, lone.pk)).context["gaps"]]
    assert "Keine Kontaktperson ist bekannt." not in hidden, "who sees nobody learns nothing about persons"


def test_the_list_is_a_tree_until_a_filter_takes_it_apart(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    today = timezone.localdate()
    north, old = space(cast.home, "Nord"), space(cast.home, "Altstadt")
    part = space(cast.home, "Hafen", parent=north)
    space(cast.home, "Ödheim", kind=GEMEINDE, last_contact=today - timedelta(days=366))
    space(cast.home, "Frischau", kind=GEMEINDE, last_contact=today - timedelta(days=365))
    body = factories.organisation(cast.home)
    body.spaces.set([north, part])

    def rows(**query: str) -> list[tuple[str, int, str]]:
        page = clients.lesend.get(url("list", cast.home), query).context["page"]
        return [(row.space.name, row.depth, row.path) for row in page]

    assert rows() == [("Altstadt", 0, ""), ("Frischau", 0, ""), ("Nord", 0, ""), ("Hafen", 1, ""), ("Ödheim", 0, "")]
    assert rows(q="hafen") == [("Hafen", 0, "Nord")]
    assert rows(q="OEDHEIM") == rows(kontakt="jahr") == [("Ödheim", 0, "")]
    assert [name for name, *_ in rows(art="gemeinde", sort="-raum")] == ["Ödheim", "Frischau"]
    assert [name for name, *_ in rows(sort="-organisationen")][:2] == ["Nord", "Hafen"]
    for query in ({"q": "xyz"}, {"art": "9" * 40}, {"sort": "unsinn", "seite": "-1"}, {"kontakt": "x"}):
        assert clients.lesend.get(url("list", cast.home), query).status_code == 200
    page = clients.lesend.get(url("list", cast.home))
    assert "3 Sozialräume und 2 Gemeinden; zu 1 Gemeinde gab es seit einem Jahr keinen Kontakt." in text(page)
    counts = {row.space.name: [n.n for n in row.numbers] for row in page.context["page"]}
    assert counts["Nord"] == [1, 0], "an organisation in a space and in one below it counts once"
    assert clients.lesend.get(url("list", cast.home), {"als": "druck"}).status_code == 200
    sheet = clients.lesend.get(url("list", cast.home), {"als": "csv"}).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(sheet), delimiter=";"))
    assert lines[0][:6] == ["Name", "Art", "gehört zu", "AGS", "Organisationen", "Maßnahmen"]
    assert lines[4][:5] == ["Hafen", "Sozialraum", "Nord", "", "1"]
    assert old.pk


def test_create_edit_and_what_is_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    north = space(cast.home, "Nord")
    foreign, stranger = space(cast.neighbour, "Fremdraum"), factories.person(cast.neighbour, "F. Fremd")
    create, edit = url("create", cast.home), url("edit", cast.home, north.pk)
    assert (
        f'<option value="{north.pk}" selected>' in clients.steuerung.get(create, {"unter": north.pk}).content.decode()
    )
    answer = clients.steuerung.post(create, {"name": "Hafen", "kind": "sozialraum", "parent": north.pk})
    assert answer.status_code == 302
    part = SocialSpace.objects.get(name="Hafen")
    assert part.parent == north
    wrong: list[dict[str, Any]] = [
        {"name": "NORD"}, {"parent": foreign.pk}, {"mayor": stranger.pk, "kind": "gemeinde"}, {"ags": "123", "kind": "gemeinde"},
        {"ags": "99001010"}, {"name": "x" * 121}, {"name": " "}, {"parent": "9" * 30},
    ]  # fmt: skip
    for change in wrong:
        answer = clients.steuerung.post(create, {"name": "Neu", "kind": "sozialraum", **change})
        assert answer.status_code == 422, change
        assert not [word for word in ("Fremdraum", "F. Fremd") if word in answer.content.decode()]
    assert SocialSpace.objects.count() == 3
    seen = {"name": "Nord", "kind": "sozialraum", "version_seen": "1"}
    assert clients.steuerung.post(edit, {**seen, "parent": part.pk}).status_code == 422, "not below what lies below it"
    assert clients.steuerung.post(edit, {**seen, "note": "Markt am Dienstag"}).status_code == 302
    answer = clients.steuerung.post(edit, {**seen, "note": "Ganz anders"})
    assert answer.status_code == 409
    assert "Markt am Dienstag" in text(answer) and "Ganz anders" in text(answer)
    assert clients.fachamt.post(edit, seen).status_code == 403
    assert [event.verb for event in Event.objects.about(north)] == ["edit", "create"]


def test_two_who_hang_each_below_the_other(cast: SimpleNamespace) -> None:
    """Both forms were valid when they were opened; the second is refused."""
    a, b = space(cast.home, "A"), space(cast.home, "B")
    first, second = SocialSpace.objects.get(pk=a.pk), SocialSpace.objects.get(pk=b.pk)
    first.parent, second.parent = b, a
    save_space(user=None, space=first, version=1)
    with pytest.raises(ValidationError, match="Kreis"):
        save_space(user=None, space=second, version=1)
    with pytest.raises(StaleSave):
        save_space(user=None, space=first, version=1)
    own = SocialSpace.objects.get(pk=b.pk)
    own.parent = own
    with pytest.raises(ValidationError, match="Kreis"):
        save_space(user=None, space=own, version=own.version)


PASTED = """Musterstadt 99001010
  - Altstadt
  - Hafen
\t\tSpeicher
99001020; Ödheim
Nord
    Heide
"""


def test_a_pasted_list_becomes_a_tree(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    space(cast.home, "Nord")
    paste, sent = url("paste", cast.home), {"lines": PASTED, "kind": "gemeinde"}
    preview = clients.steuerung.post(paste, sent)
    assert [one.fate for one in preview.context["seedlings"]] == ["new"] * 5 + ["there", "new"]
    assert SocialSpace.objects.count() == 1, "a preview makes nothing"
    assert clients.steuerung.post(paste, {**sent, "anlegen": "1"}).status_code == 302
    made = {s.name: (s.kind, s.ags, s.parent and s.parent.name) for s in SocialSpace.objects.select_related("parent")}
    assert made == {
        "Musterstadt": ("gemeinde", "99001010", None), "Altstadt": ("sozialraum", "", "Musterstadt"),
        "Hafen": ("sozialraum", "", "Musterstadt"), "Speicher": ("sozialraum", "", "Hafen"),
        "Ödheim": ("gemeinde", "99001020", None), "Nord": ("sozialraum", "", None), "Heide": ("sozialraum", "", "Nord"),
    }  # fmt: skip
    again = clients.steuerung.post(paste, {**sent, "anlegen": "1"})
    assert again.status_code == 302 and SocialSpace.objects.count() == 7, "twice is once"


@pytest.mark.parametrize(
    "lines",
    ["A\nB\na", "A 99001010\nB 99001010", "x" * 121, "???", "", " \n \n", "\n".join(f"R {n}" for n in range(501))],
)
def test_a_list_with_a_fault_makes_nothing(lines: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(url("paste", cast.home), {"lines": lines, "kind": "sozialraum", "anlegen": "1"})
    assert answer.status_code == 422
    assert not SocialSpace.objects.exists()


def test_nothing_is_lost_when_a_space_goes(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """Refused while something hangs on it, a deleted organisation too; hung elsewhere or merged, then it goes."""
    town, old = space(cast.home, "Stadt"), space(cast.home, "Alt")
    part = space(cast.home, "Markt", parent=old, note="Dienstags")
    fill(cast, old, 1)
    gone = factories.organisation(cast.home, "Kommt wieder")
    gone.spaces.add(old)
    delete_entry(user=None, entry=gone)
    delete = url("delete", cast.home, old.pk)
    shown = text(clients.steuerung.get(delete))
    for word in ("1 Organisation", "1 gelöscht", "1 Netzwerk", "1 Maßnahme", "1 Bedarf", "1 Sozialraum darunter"):
        assert word in shown, word
    assert f"?raum={old.pk}" in clients.steuerung.get(delete).content.decode()
    clients.steuerung.post(delete)
    assert SocialSpace.objects.filter(pk=old.pk).exists()
    assert clients.steuerung.post(delete, {"umhaengen": "1", "parent": part.pk}).status_code == 422
    clients.steuerung.post(delete, {"umhaengen": "1", "parent": town.pk})
    part.refresh_from_db()
    assert (part.parent, part.version) == (town, 2)
    merge(user=cast.steuerung, source=SocialSpace.objects.get(pk=old.pk), target=town)
    assert Organisation.objects.filter(spaces=town).count() == 2, "the deleted one, too"
    clients.steuerung.post(url("delete", cast.home, part.pk))
    assert not SocialSpace.objects.filter(name="Markt").exists()


def test_a_space_of_elsewhere_cannot_be_named(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    mine, foreign = space(cast.home, "Nord"), space(cast.neighbour, "Fremdraum")
    space(cast.home, "Markt", parent=mine)
    for name in ("detail", "edit", "delete"):
        assert clients.steuerung.get(url(name, cast.home, foreign.pk)).status_code == 404
    delete = url("delete", cast.home, mine.pk)
    answer = clients.steuerung.post(delete, {"umhaengen": "1", "parent": foreign.pk})
    assert answer.status_code == 422 and "Fremdraum" not in answer.content.decode()
    assert "Fremdraum" not in clients.steuerung.get(url("create", cast.home), {"unter": foreign.pk}).content.decode()


def test_names_of_every_kind(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for name in ("حي الشمال", "Северный", "<b>Mitte</b>", "Straße des 17. Juni", "ü" * 120):
        made = space(cast.home, name)
        page = clients.lesend.get(url("detail", cast.home, made.pk)).content.decode()
        assert "<b>Mitte</b>" not in page
        assert made.name in html.fromstring(page).text_content()


def test_a_need_that_was_answered_is_no_gap(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    north = space(cast.home, "Nord")
    need = factories.need(cast.home, "Kurse", answer="refused", refusal="Nicht zuständig.")
    concepts.save_need(user=None, need=need, spaces=["Nord"], version=need.version)
    page = clients.lesend.get(url("detail", cast.home, north.pk))
    assert "Nicht zuständig." in text(page)
    assert not [gap for gap in page.context["gaps"] if "Bedarf" in gap.text]
