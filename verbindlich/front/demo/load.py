"""The demo, written for this project: everything in it is invented. Its texts and figures are in `data/`."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from verbindlich.domain.actors.actions import save_organisation
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts import checking
from verbindlich.front.demo import cast, checked, directory, measures, needs, networks, plan, text, versions
from verbindlich.front.demo.clock import Clock
from verbindlich.front.demo.scene import Scene
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.search import actions as search


def loaded() -> bool:
    return Municipality.objects.filter(is_demo=True).exists()


@transaction.atomic
def load() -> None:
    """Once, all or nothing; data of the demo are kept ever after."""
    if loaded():
        return
    homes = cast.municipalities()
    users = cast.people(homes, make_password(cast.PASSWORD))
    neighbour(homes["nachbarkreis"], users["fremd"])
    scene = Scene(homes["beispielkreis"], users, Clock(timezone.localdate()))
    with checking.paused(), search.paused():
        tell(scene)
    checking.recheck(scene.home)
    search.rebuild(scene.home)
    checked.load_trend(scene)


def tell(scene: Scene) -> None:
    """In the order in which it happened: a version keeps what stood there when it was adopted."""
    directory.load(scene)
    before(scene)
    draft = versions.begin(scene, scene.concept["version"])
    drafted(scene)
    consulted = versions.consult(scene, draft)
    text.load_heard(scene)
    versions.adopt(scene, consulted)
    measures.load_since(scene)
    needs.load_since(scene)
    versions.begin(scene, scene.concept["catalogue"])
    worked_together(scene)
    checked.load_off(scene)
    checked.load_filters(scene)


def worked_together(scene: Scene) -> None:
    """The rest of the directory. Networks are linked to goals, and these are there only now."""
    networks.load_positions(scene)
    networks.load_structure(scene)
    networks.load_networks(scene)
    networks.load_agreements(scene)
    networks.load_relations(scene)
    directory.load_notes(scene)


def before(scene: Scene) -> None:
    """The concept before, entered when the work on the present one began."""
    text.load_before(scene)
    plan.load_before(scene)
    measures.load_before(scene)
    versions.load_before(scene)


def drafted(scene: Scene) -> None:
    plan.load_draft(scene)
    plan.load_strategies(scene)
    measures.load_draft(scene)
    needs.load_before(scene)
    text.load_draft(scene)


def neighbour(municipality: Municipality, user: User) -> None:
    """No concept yet: the place to try how one begins."""
    office = Organisation(municipality=municipality, name="Sozialamt Nachbarkreis", kind=Organisation.Kind.MUNICIPAL)
    save_organisation(user=user, organisation=office)
