"""Two entries that are one: merged, told apart, and parted again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.common.german import sort_key
from verbindlich.base.common.lock import claim
from verbindlich.domain.actors.models import (
    Consent,
    Merge,
    Organisation,
    OrganisationAlias,
    OrganisationsApart,
    Person,
    PersonAlias,
    PersonsApart,
)
from verbindlich.domain.actors.models.entry import TEXT
from verbindlich.domain.actors.repointing import Moves, columns, owners, put_back, repoint
from verbindlich.office.accounts.models import User
from verbindlich.office.imports.writing import restore
from verbindlich.office.trail.actions import Step, record_many
from verbindlich.office.vocab.models import Visibility

Entry = TypeVar("Entry", Organisation, Person)
CHOSEN: dict[type[Any], tuple[str, ...]] = {
    Organisation: ("name", "short_name", "kind", "sphere", "parent", "email", "phone", "website", "street", "postal_code", "city"),
    Person: ("name", "function", "organisation", "email", "phone", "substitute", "decides", "left_on", "confirmed_on"),
}  # fmt: skip
GONE = gettext_lazy("Einer der beiden Einträge ist inzwischen gelöscht oder mit einem anderen zusammengeführt.")
OPENNESS = [Visibility.INTERNAL, Visibility.RELEASED, Visibility.PUBLIC]


class NotTogether(Exception):
    """The two cannot become one; `str()` says why."""


class NotParted(Exception):
    """A merge is not taken back. `reasons`: what stands in the way."""

    def __init__(self, reasons: Collection[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@transaction.atomic
def merge(
    *, user: User | None, kept: Entry, gone: Entry, versions: tuple[int, int], choose: Mapping[str, str] | None = None
) -> Merge:
    """`gone` becomes `kept`: whatever pointed at it points at the other, its name stays as another spelling.

    `versions`: as people saw the two; `choose`: field → "gone" where its value shall stand; else that of `kept`, if it has one.
    Raises StaleSave where somebody changed one of them or merged it, NotTogether.
    """
    model = type(kept)
    if kept.pk == gone.pk or kept.municipality_id != gone.municipality_id:
        raise NotTogether(_("Zusammenführen lassen sich zwei verschiedene Einträge derselben Kommune."))
    mine, other = sorted(((kept, versions[0]), (gone, versions[1])), key=lambda pair: pair[0].pk)
    try:  # always in this order: no deadlock
        rows = {row.pk: claim(model, row.pk, version) for row, version in (mine, other)}
    except model.DoesNotExist:
        raise NotTogether(GONE) from None
    kept, gone = rows[kept.pk], rows[gone.pk]
    if isinstance(kept, Organisation) and (kept.deleted_at or gone.deleted_at):
        raise NotTogether(GONE)
    touched = owners(model, gone.pk) | {(model, kept.pk)}
    before = _states(touched)
    last = gone.as_state()
    stored = columns(kept)
    names: dict[str, Any] = {"name": gone.name, "row": columns(gone), "aliases": []}
    _withdraw(kept, gone)
    _above(kept, gone)
    moves = repoint(model, gone.pk, kept.pk)
    _fill(kept, gone, choose or {})
    kept.save()
    _unchosen(kept, gone, stored, names)
    kept.save()  # what is searched in names its spellings
    _away(gone)
    now = columns(kept)
    data = {
        **names, "moves": asdict(moves),
        "fields": {name: [stored[name], now[name]] for name in now if now[name] != stored[name] and name != "version"},
    }  # fmt: skip
    made = Merge(municipality=kept.municipality, user=user, kept_id=kept.pk, gone_id=names["row"]["id"], data=data)
    setattr(made, "person" if isinstance(kept, Person) else "organisation", kept)
    made.save()
    _record(user, kept, touched, before, Step(gone_of(model, data), last, None))
    return made


def gone_of(model: type[Any], data: Mapping[str, Any]) -> Any:
    """The row as it was, not stored."""
    row = model()
    restore(row, {f.attname: data["row"][f.attname] for f in model._meta.concrete_fields})
    return row


def _states(rows: Collection[tuple[type[Any], int]]) -> dict[tuple[type[Any], int], dict[str, Any]]:
    found = ((model, pk, model._base_manager.filter(pk=pk).first()) for model, pk in rows)
    return {(model, pk): row.as_state() for model, pk, row in found if row is not None}


def _record(
    user: User | None,
    kept: Entry,
    touched: Collection[tuple[type[Any], int]],
    before: Mapping[tuple[type[Any], int], dict[str, Any]],
    other: Step,
) -> None:
    """What the two say now, and every row that named the one that went. Those with a version count as changed."""
    steps = [other]
    for model, pk in sorted(touched, key=lambda pair: (pair[0]._meta.label_lower, pair[1])):
        row = model._base_manager.filter(pk=pk).first()
        if row is None or (model, pk) not in before:
            continue
        steps.append(Step(row, before[model, pk], row.as_state()))
        mine = model is type(kept) and pk == kept.pk
        if hasattr(row, "version") and not mine and steps[-1].after != before[model, pk]:
            model._base_manager.filter(pk=pk).update(version=models.F("version") + 1)
    record_many(user=user, municipality=kept.municipality, steps=steps)


# what stays


def _fill(kept: Any, gone: Any, choose: Mapping[str, str]) -> None:
    kept.refresh_from_db(fields=[f.attname for f in kept._meta.concrete_fields if f.name in ("parent", "substitute")])
    for name in CHOSEN[type(kept)]:
        other = getattr(gone, name)
        if other in (None, "") or (choose.get(name) != "gone" and getattr(kept, name) not in (None, "")):
            continue
        if name in ("parent", "substitute") and not _free(kept, name, other):
            continue
        setattr(kept, name, other)
    if isinstance(kept, Organisation):
        kept.note = "\n\n".join(dict.fromkeys(filter(None, (kept.note, gone.note))))[:TEXT]
        kept.visibility = min(kept.visibility, gone.visibility, key=OPENNESS.index)
        kept.agreed_on, kept.agreed_how = (
            (kept.agreed_on, kept.agreed_how) if kept.agreed_on else (gone.agreed_on, gone.agreed_how)
        )
    else:
        kept.key_person = kept.key_person or gone.key_person
        if Person.Visibility.STEERING in (kept.visibility, gone.visibility):
            kept.visibility = Person.Visibility.STEERING


def _free(kept: Any, name: str, other: Any) -> bool:
    """Whether the row may hang on the other: not on itself, and in no circle."""
    while other is not None:
        if other.pk == kept.pk:
            return False
        other = getattr(other, name) if name == "parent" else None
    return True


def _above(kept: Any, gone: Any) -> None:
    """Below the one that goes, what stays moves up to where that hung: else it would hang below itself."""
    if not isinstance(kept, Organisation):
        return
    above = kept.parent
    while above is not None and above.pk != gone.pk:
        above = above.parent
    if above is not None:
        kept.parent = gone.parent
        Organisation.objects.filter(pk=kept.pk).update(parent=gone.parent)


def _withdraw(kept: Any, gone: Any) -> None:
    """What one of the two took back, nobody may take from what the other had agreed to before. It stays so when they are parted:
    meanwhile nobody could have taken it back once more."""
    if not isinstance(kept, Person):
        return
    every = list(Consent.objects.filter(person__in=[kept, gone]))
    for consent in every:
        days = [
            o.withdrawn_on
            for o in every
            if o.scope == consent.scope and o.withdrawn_on and o.withdrawn_on >= consent.given_on
        ]
        if consent.withdrawn_on is None and days:
            Consent.objects.filter(pk=consent.pk).update(withdrawn_on=max(days))


def _unchosen(kept: Any, gone: Any, stored: Mapping[str, Any], names: dict[str, Any]) -> None:
    """Names and addresses that do not stand on top stay known, so that the next file is recognised."""
    if isinstance(kept, Organisation):
        _spell(kept, dict.fromkeys(filter(None, (gone.name, stored["name"], gone.short_name))), gone, names)
        return
    mine = PersonAlias.objects.filter(person=kept)
    known = {text.casefold() for alias in mine for text in (alias.name, alias.email)}
    known |= {kept.name.casefold(), kept.email.casefold(), ""}
    for row in (columns(gone), stored):
        for name in ("name", "email"):
            if (text := row[name]).casefold() not in known:
                known.add(text.casefold())
                alias = PersonAlias.objects.create(municipality=kept.municipality, person=kept, **{name: text})
                names["aliases"].append([alias._meta.label_lower, alias.pk])
    for home in {gone.organisation_id, stored["organisation_id"]} - {None, kept.organisation_id}:
        if not kept.also_in.filter(pk=home).exists():
            names.setdefault("also_in", []).append(home)
            kept.also_in.add(home)


def _spell(kept: Organisation, spellings: Collection[str], gone: Organisation, names: dict[str, Any]) -> None:
    """Other spellings of the organisation, but not those that mean another one already."""
    for name in spellings:
        key = sort_key(name)
        own = Organisation.objects.of(kept.municipality).filter(sort_key=key).exclude(pk=gone.pk)
        if not own.exists() and not OrganisationAlias.objects.filter(municipality=kept.municipality, key=key).exists():
            alias = OrganisationAlias.objects.create(municipality=kept.municipality, organisation=kept, name=name)
            names["aliases"].append([alias._meta.label_lower, alias.pk])


def _away(gone: Any) -> None:
    if isinstance(gone, Person):
        gone.delete()
        return
    gone.deleted_at = timezone.now()
    gone.save()


# parted again


@transaction.atomic
def undo_merge(*, user: User | None, merge: Merge) -> None:
    """Both as they were, but that a withdrawn consent stays withdrawn; what came to the one that stayed since then stays with it.

    Raises NotParted.
    """
    found = Merge.objects.select_for_update().get(pk=merge.pk)
    model: type[Any] = Person if found.of_persons else Organisation
    kept = model._base_manager.select_for_update().filter(pk=found.kept_id).first()
    _may_be_parted(found, kept)
    moves = Moves(**found.data["moves"])
    touched = owners(model, kept.pk) | {(model, kept.pk)}
    before = _states(touched)
    gone = _back(found, kept, model)
    for name, pk in found.data["aliases"]:
        (OrganisationAlias if name.endswith("organisationalias") else PersonAlias).objects.filter(pk=pk).delete()
    put_back(moves, gone.pk, kept.pk)
    restore(kept, {name: values[0] for name, values in found.data["fields"].items()})
    if found.data.get("also_in"):
        kept.also_in.remove(*found.data["also_in"])
    kept.version += 1
    kept.save()
    found.undone_at, found.data = timezone.now(), {"name": found.data["name"]} if not found.of_persons else {}
    found.save()
    gone = model._base_manager.get(pk=gone.pk)
    gone.save()  # what is searched in names its spellings
    _record(user, kept, touched, before, Step(gone, None, gone.as_state()))


def _may_be_parted(found: Merge, kept: Any) -> None:
    reasons = []
    both = (found.kept_id, found.gone_id)
    later = Merge.objects.standing().filter(municipality=found.municipality_id, pk__gt=found.pk)
    later = later.filter(person__isnull=not found.of_persons)
    if found.undone_at is not None:
        reasons.append(_("Diese Zusammenführung ist schon zurückgenommen."))
    elif later.filter(models.Q(kept_id__in=both) | models.Q(gone_id__in=both)).exists():
        reasons.append(_("Der Eintrag wurde danach noch einmal zusammengeführt. Nehmen Sie zuerst das Spätere zurück."))
    elif kept is None or getattr(kept, "deleted_at", None):
        reasons.append(_("Der Eintrag, der geblieben ist, ist gelöscht. Stellen Sie ihn zuerst wieder her."))
    else:
        now = columns(kept)
        derived = {f.attname for f in kept._meta.concrete_fields if not f.editable}
        for name, (_old, new) in found.data["fields"].items():
            if now[name] != new and name not in derived:
                label = next(f.verbose_name for f in kept._meta.concrete_fields if f.attname == name)
                reasons.append(_("„%(field)s“ wurde seitdem geändert.") % {"field": label})
    if reasons:
        raise NotParted(reasons)


def _back(found: Merge, kept: Any, model: type[Any]) -> Any:
    gone = gone_of(model, found.data)
    gone.version += 1
    if isinstance(gone, Organisation):
        gone.deleted_at = None
        gone.save()
    else:
        for name in ("organisation_id", "substitute_id"):
            target = Person._meta.get_field(name.removesuffix("_id")).related_model
            if getattr(gone, name) and not target._base_manager.filter(pk=getattr(gone, name)).exists():  # type: ignore[union-attr]
                setattr(gone, name, None)
        gone.save(force_insert=True)
    return gone


# told apart


@transaction.atomic
def tell_apart(*, user: User | None, one: Entry, other: Entry) -> None:
    """From now on nobody is asked whether the two are one. Nothing to do where that is known."""
    low, high = sorted((one, other), key=lambda row: row.pk)
    model: Any = PersonsApart if isinstance(one, Person) else OrganisationsApart
    model.objects.get_or_create(one=low, other=high, defaults={"municipality": one.municipality, "user": user})


@transaction.atomic
def ask_again(*, apart: OrganisationsApart | PersonsApart) -> None:
    """The two may be proposed as one once more."""
    type(apart).objects.filter(pk=apart.pk).delete()
