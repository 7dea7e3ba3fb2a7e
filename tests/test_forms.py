"""Every form that names other rows × the ids of another municipality: refused, never stored, never shown."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django import forms
from django.urls import reverse

from tests import factories
from verbindlich.domain.actors.models import Organisation, Person
from verbindlich.office.accounts.models import Invitation, Membership, Role

# form class → its fields that choose rows; a new one must be added here and get a test below
KNOWN = {
    "OrganisationForm": {"parent"},
    "RelationForm": {"other"},  # tests/domain/actors/test_organisation_page.py
    "StructureForm": {"central_unit", "aliens_authority"},  # tests/domain/actors/test_structure.py
    "AffiliationForm": {"account"},  # tests/domain/actors/test_affiliations.py
    "PersonForm": {"organisation", "also_in", "substitute"},  # and tests/domain/actors/test_persons.py
    "PlacedNoteForm": {"person", "organisation"},  # tests/domain/actors/test_notes.py
    "PositionForm": {"unit", "holder", "substitute"},  # tests/domain/actors/test_positions.py
    # tests/domain/actors/test_networks.py, test_agreements.py, tests/domain/concepts/test_network_goals.py
    "NetworkForm": {"lead", "coordinator"},
    "MemberForm": {"organisation", "person"},
    "MembersForm": {"organisations"},
    "AgreementForm": {"parties", "network"},
    "NetworkGoalsForm": {"goals"},
    "SpaceForm": {"parent", "mayor", "commissioner"},  # tests/domain/actors/test_spaces.py
    "SpaceMoveForm": {"parent"},
    "WordMergeForm": {"mit"},  # tests/office/vocab/test_lists.py
    "CheckFilter": {"feld"},
    # tests/domain/concepts/test_goals.py, test_fields.py, test_needs.py, test_strategies.py
    "GoalForm": {"field", "parent"},
    "MoveForm": {"to"},
    "AnswerForm": {"measure", "goal"},
    "StrategyForm": {"owner", "goals"},
    "BulkForm": {"field", "goal", "lead"},  # tests/domain/concepts/test_measure_list_bulk.py
    # tests/domain/concepts/test_measure.py
    "MeasureForm": {"goal", "field", "lead", "more_leads", "partners", "contacts", "more_goals", "strategies"},
}


def all_forms() -> list[type[forms.BaseForm]]:
    found, queue = [], [forms.BaseForm]
    while queue:
        for sub in queue.pop().__subclasses__():
            queue.append(sub)
            if sub.__module__.startswith("verbindlich."):
                found.append(sub)
    return found


def test_every_form_that_chooses_rows_is_known() -> None:
    import verbindlich.urls  # noqa: F401  (imports every view, and with it every form)

    choosing = {
        form.__name__: {n for n, f in form.base_fields.items() if isinstance(f, forms.ModelChoiceField)}  # type: ignore[attr-defined]
        for form in all_forms()
    }
    assert {name: fields for name, fields in choosing.items() if fields} == KNOWN


def test_organisation_refuses_a_parent_of_another_municipality(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    foreign = factories.organisation(cast.neighbour, "Fremdes Amt")
    url = reverse("actors:organisation-create", args=[cast.home.slug])
    answer = clients.steuerung.post(url, {"name": "Unser Amt", "kind": "kommune", "parent": foreign.pk})
    assert answer.status_code == 422
    assert "Fremdes Amt" not in answer.content.decode()
    assert not Organisation.objects.filter(name="Unser Amt").exists()


def test_person_refuses_an_organisation_of_another_municipality(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    foreign = factories.organisation(cast.neighbour, "Fremdes Amt")
    url = reverse("actors:person-create", args=[cast.home.slug])
    answer = clients.steuerung.post(url, {"name": "R. Rat", "organisation": foreign.pk})
    assert answer.status_code == 422
    assert "Fremdes Amt" not in answer.content.decode()
    assert not Person.objects.exists()
    assert "Fremdes Amt" not in clients.steuerung.get(url, {"organisation": foreign.pk}).content.decode()


def test_the_check_is_narrowed_by_own_fields_alone(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.home)
    foreign = factories.field(cast.neighbour, "Fremdes Feld")
    answer = clients.steuerung.get(reverse("concepts:check", args=[cast.home.slug]), {"feld": foreign.pk})
    assert answer.status_code == 200
    assert "Fremdes Feld" not in answer.content.decode()
    assert answer.context["severities"], "a field that does not exist here narrows nothing"


def test_organisation_offers_only_its_own(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.organisation(cast.neighbour, "Fremdes Amt")
    page = clients.steuerung.get(reverse("actors:organisation-create", args=[cast.home.slug])).content.decode()
    assert "Fremdes Amt" not in page


@pytest.mark.parametrize("value", ["999999", "abc", "-1", "9" * 40])
def test_filter_ignores_foreign_and_senseless_ids(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.get(
        reverse("actors:organisation-list", args=[cast.home.slug]), {"zu": value, "geloescht": value}
    )
    assert answer.status_code == 200


def test_filter_does_not_name_a_foreign_parent(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    foreign = factories.organisation(cast.neighbour, "Fremdes Amt")
    factories.organisation(cast.neighbour, "Darunter", parent=foreign)
    answer = clients.steuerung.get(reverse("actors:organisation-list", args=[cast.home.slug]), {"zu": foreign.pk})
    assert "Fremdes Amt" not in answer.content.decode()


def test_roles_of_another_municipality_cannot_be_changed(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    theirs = Membership.objects.get(user=cast.fremd)
    url = reverse("instance:member-role", args=[cast.home.slug, theirs.pk])
    assert clients.steuerung.post(url, {"role": Role.LESEND}).status_code == 404
    assert Membership.objects.get(user=cast.fremd).role == Role.STEUERUNG


def test_invitations_of_another_municipality_cannot_be_withdrawn(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    theirs = factories.invitation(cast.neighbour)
    url = reverse("instance:invitation-withdraw", args=[cast.home.slug, theirs.pk])
    assert clients.steuerung.post(url).status_code == 404
    assert Invitation.objects.filter(pk=theirs.pk).exists()
