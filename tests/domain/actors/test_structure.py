"""The form of organisation: entered, read beside what the data show, and the warning of KomIntAVO § 12 Abs. 3 Nr. 1."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.base.calc.structure import Reading
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.actors.actions import save_structure
from verbindlich.domain.actors.models import RequirementSaid, Structure
from verbindlich.domain.actors.structure_reading import EVIDENCE
from verbindlich.office.trail.models import Event

QUOTE = "ist organisatorisch getrennt von der im engeren Sinne für ausländerrechtliche Angelegenheiten zuständigen Stelle durchzuführen"
WARNING = "Flüchtlingssozialarbeit und Ausländerbehörde teilen sich eine Einheit"


@pytest.fixture
def url(cast: SimpleNamespace) -> Any:
    return lambda name, *args: reverse(f"actors:{name}", args=[cast.home.slug, *args])


def test_entered_changed_and_read(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    assert "Noch steht hier nicht" in clients.lesend.get(url("structure")).content.decode()
    staff = factories.organisation(cast.home, "Stabsstelle Integration")
    clients.steuerung.post(
        url("structure-edit"), {"form": "stabsstelle", "central_unit": staff.pk, "note": "Beschluss 2024"}
    )
    stored = Structure.objects.get(municipality=cast.home)
    page = clients.lesend.get(url("structure")).content.decode()
    assert all(
        word in page for word in ("Stabsstelle Integration", "Beschluss 2024", "fehlende Weisungskompetenz", QUOTE)
    )
    late = clients.steuerung.post(url("structure-edit"), {"form": "projekt", "version_seen": 7})
    assert late.status_code == 409
    assert "Projektorganisation" in late.content.decode()
    clients.steuerung.post(url("structure-edit"), {"form": "projekt", "version_seen": stored.version})
    assert [e.verb for e in Event.objects.about(stored).order_by("pk")] == ["create", "edit"]
    with pytest.raises(StaleSave):
        save_structure(user=None, structure=Structure(municipality=cast.home))
    assert clients.fachamt.get(url("structure-edit")).status_code == 403


@pytest.mark.parametrize("values", [{"form": "chaos"}, {"central_unit": "foreign"}, {"aliens_authority": "foreign"}])
def test_unknown_forms_and_foreign_units_are_refused(
    values: dict[str, Any], cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    foreign = factories.organisation(cast.neighbour, "Fremdes Amt")
    answer = clients.steuerung.post(
        url("structure-edit"), {name: foreign.pk if value == "foreign" else value for name, value in values.items()}
    )
    assert answer.status_code == 422
    assert "Fremdes Amt" not in answer.content.decode()
    assert not Structure.objects.exists()


def test_the_warning_where_they_share_a_unit(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    office = factories.organisation(cast.home, "Ordnungsamt")
    aliens = factories.organisation(cast.home, "Ausländerbehörde", parent=office)
    social = factories.organisation(cast.home, "Sozialamt")
    seat = factories.position(cast.home, "FSA Nord", "Flüchtlingssozialarbeit", unit=social)
    factories.position(cast.home, "Rückkehr", "Rückkehrberatung", unit=aliens)  # the law asks it of nobody else
    clients.steuerung.post(url("structure-edit"), {"aliens_authority": aliens.pk})

    def pages() -> tuple[str, str]:
        return tuple(clients.lesend.get(url(name)).content.decode() for name in ("structure", "overview"))  # type: ignore[return-value]

    for unit, warned in ((social, False), (aliens, True), (office, True)):
        type(seat).objects.filter(pk=seat.pk).update(unit=unit)
        structure, overview = pages()
        assert (WARNING in structure, "nicht von der Ausländerbehörde getrennt: FSA Nord" in overview) == (
            warned,
            warned,
        )
        assert QUOTE in structure
        assert (QUOTE in overview) is warned
    type(seat).objects.filter(pk=seat.pk).update(unit=None)
    structure, overview = pages()
    assert "Nicht angegeben ist, wo diese Stellen angesiedelt sind" in structure
    assert "Offen ist, wo die Flüchtlingssozialarbeit angesiedelt ist: FSA Nord" in overview


def test_requirements_what_data_show_and_what_people_say(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    counts = set()
    for rows in (1, 3):
        for n in range(rows):
            offices = [factories.organisation(cast.home, f"Amt {n}.{i}") for i in range(2)]
            factories.network(cast.home, f"Netz {n}", members=offices)
            factories.position(
                cast.home, f"Stelle {n}", "Integrationsmanagement", holder=factories.person(cast.home, f"P. {n}")
            )
        counts.add(queries(lambda: clients.lesend.get(url("structure"))))
    # session, user, membership; structure, positions; members, networks; what people said
    assert counts == {8}
    page = clients.lesend.get(url("structure")).content.decode()
    assert "4 von 4 laufenden Netzwerken verbinden mindestens zwei kommunale Ämter." in page
    assert "1 von 6 Gruppen" in page
    assert "1 von 4 Arbeitsbereichen" in page
    assert "zur Bezahlung" not in page, "nobody said how they are paid"
    assert EVIDENCE["zusammenarbeit"](Reading("no", 0, 3)).startswith("Keines von 3 laufenden Netzwerken verbindet")
    say = url("requirement-said", 3)
    clients.steuerung.post(say, {"judgement": "teilweise", "text": "Die Ämterrunde trifft sich selten."})
    assert "Die Ämterrunde trifft sich selten." in clients.lesend.get(url("structure")).content.decode()
    clients.steuerung.post(say, {"judgement": "ja", "text": "Seit März monatlich."})
    assert RequirementSaid.objects.get().judgement == "ja"
    clients.steuerung.post(say, {"judgement": ""})
    assert not RequirementSaid.objects.exists()
    verbs = Event.objects.filter(model="actors.requirementsaid").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["create", "edit", "delete"]
    assert clients.steuerung.post(say, {"judgement": "vielleicht"}).status_code == 422
    assert clients.steuerung.get(url("requirement-said", 6)).status_code == 404
    assert clients.beirat.get(say).status_code == 403
