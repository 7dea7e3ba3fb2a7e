"""Verbs of social spaces: saved one by one, begun from a pasted list, hung elsewhere, deleted where nothing hangs on them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from verbindlich.base.calc.spaces import Line
from verbindlich.base.common.german import sort_key
from verbindlich.base.common.lock import claim
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.actors.spaces import Spaces
from verbindlich.domain.actors.tree import circle
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.actions import Step, record, record_many

LONGEST = 120  # characters of a name
MOST = 500  # lines of a pasted list
Fate = Literal["new", "there", "twice", "long", "nameless", "key"]
FAULTS: tuple[Fate, ...] = ("twice", "long", "nameless", "key")


@transaction.atomic
def save_space(*, user: User | None, space: SocialSpace, version: int | None = None) -> SocialSpace:
    """Create, or change if `space` has a pk.

    Raises StaleSave if somebody saved since `version`, ValidationError where the name is taken or a circle would arise.
    """
    before = None
    _check(space, list(SocialSpace.objects.select_for_update().of(space.municipality).order_by("pk")))
    if space.pk:
        stored = claim(SocialSpace, space.pk, version or 0)
        before, space.version = stored.as_state(), stored.version
    space.save()
    verb = "edit" if before else "create"
    record(user=user, verb=verb, obj=space, municipality=space.municipality, before=before)
    return space


def _check(space: SocialSpace, every: Sequence[SocialSpace]) -> None:
    others = [other for other in every if other.pk != space.pk]
    same = next((other for other in others if other.key == sort_key(space.name)), None)
    if same:
        text = _(
            "„%(name)s“ gibt es schon. Wählen Sie einen Namen, der unterscheidet, zum Beispiel mit dem Ort dahinter."
        )
        raise ValidationError({"name": text % {"name": same.name}})
    if circle(space.pk, space.parent_id, {other.pk: other.parent_id for other in others}):
        text = _("Das ergäbe einen Kreis: „%(above)s“ liegt schon unter „%(name)s“.")
        raise ValidationError({"parent": text % {"above": space.parent, "name": space.name}})
    same = next((other for other in others if space.ags and other.ags == space.ags), None)
    if same:
        raise ValidationError({"ags": _("Diesen Schlüssel hat schon „%(name)s“.") % {"name": same.name}})


@dataclass(frozen=True, slots=True)
class Seedling:
    """A line of a pasted list with what becomes of it."""

    line: Line
    fate: Fate


def seedlings(lines: Sequence[Line], spaces: Spaces) -> list[Seedling]:
    """What exists stays where it is, and what stands below it in the list is added there. No query."""
    there = {space.key for space in spaces.rows.values()}
    taken = {space.ags for space in spaces.rows.values()} - {""}
    seen: set[str] = set()
    found = []
    for line in lines:
        key = sort_key(line.name)
        found.append(Seedling(line, _fate(line, key, there, seen, taken)))
        seen.add(key)
        taken |= {line.ags} - {""}
    return found


def _fate(line: Line, key: str, there: Set[str], seen: Set[str], taken: Set[str]) -> Fate:
    """`taken`: official keys that others have."""
    if not any(letter.isalnum() for letter in line.name):
        return "nameless"
    if len(line.name) > LONGEST:
        return "long"
    if key in seen:
        return "twice"
    if key in there:
        return "there"
    return "key" if line.ags in taken else "new"


@transaction.atomic
def plant_spaces(
    *, user: User | None, municipality: Municipality, lines: Sequence[Line], kind: str
) -> list[SocialSpace]:
    """Create what is new; lines with an official key are member municipalities, others at the top get `kind`. Returns what was made.

    Raises ValidationError, and nothing is made, where a line is at fault or there are too many.
    """
    list(SocialSpace.objects.select_for_update().of(municipality).order_by("pk"))
    spaces = Spaces.of(municipality)
    planned = seedlings(lines, spaces)
    if len(planned) > MOST or any(one.fate in FAULTS for one in planned):
        raise ValidationError(_("Bitte bessern Sie zuerst die bezeichneten Zeilen aus."))
    known = {space.key: space for space in spaces.rows.values()}
    placed: list[SocialSpace] = []
    made = []
    for one in planned:
        space = known.get(sort_key(one.line.name))
        if space is None:
            space = _grown(one.line, placed, municipality, kind)
            made.append(space)
        placed.append(space)
    steps = [Step(space, None, space.as_state()) for space in made]
    record_many(user=user, municipality=municipality, steps=steps)
    return made


def _grown(line: Line, placed: Sequence[SocialSpace], municipality: Municipality, kind: str) -> SocialSpace:
    parent = None if line.above is None else placed[line.above]
    if line.ags:
        kind = SocialSpace.Kind.MUNICIPALITY
    elif parent:
        kind = SocialSpace.Kind.SPACE
    space = SocialSpace(municipality=municipality, name=line.name, parent=parent, kind=kind, ags=line.ags)
    space.save()
    return space


@transaction.atomic
def move_spaces(*, user: User | None, space: SocialSpace, parent: SocialSpace | None) -> int:
    """Hang everything directly below `space` below `parent`, or at the top. Raises ValidationError where a circle would arise."""
    rows = SocialSpace.objects.select_for_update().of(space.municipality).order_by("pk")
    parents = dict(rows.values_list("pk", "parent"))
    children = list(rows.filter(parent=space).select_related("parent"))
    if any(circle(child.pk, parent.pk if parent else None, parents) for child in children):
        raise ValidationError(_("Dorthin geht es nicht: Der Raum liegt selbst darunter."))
    steps = []
    for child in children:
        before = child.as_state()
        child.parent = parent
        child.version += 1
        child.save()
        steps.append(Step(child, before, child.as_state()))
    return record_many(user=user, municipality=space.municipality, steps=steps)
