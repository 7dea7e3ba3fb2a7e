"""Relations between organisations that nothing else shows."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from verbindlich.base.calc.structure import closes_circle
from verbindlich.domain.actors.models import Relation
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.actions import record

ONE_WAY = (Relation.Kind.REPORTS, Relation.Kind.FUNDS)  # nobody reports to himself over others, nor pays himself


@transaction.atomic
def relate(*, user: User | None, relation: Relation) -> Relation:
    """Raises ValidationError for a relation that is there already, that an organisation would have with itself, or that closes a
    circle of reports or money."""
    if relation.source_id == relation.target_id:
        raise ValidationError(_("Eine Organisation hat keine Beziehung zu sich selbst."))
    Municipality.objects.select_for_update().get(pk=relation.municipality_id)  # two people at once close no circle
    alike = Relation.objects.filter(municipality=relation.municipality, kind=relation.kind)
    pairs = list(alike.values_list("source", "target"))
    turned = relation.kind == Relation.Kind.WORKS and (relation.target_id, relation.source_id) in pairs
    if turned or (relation.source_id, relation.target_id) in pairs:
        raise ValidationError(_("Diese Beziehung steht schon da."))
    if relation.kind in ONE_WAY and closes_circle(pairs, relation.source_id, relation.target_id):
        text = _("Das ergäbe einen Kreis: „%(target)s“ %(says)s schon „%(source)s“, unmittelbar oder über andere.")
        names = {"source": relation.source, "target": relation.target, "says": relation.get_kind_display()}
        raise ValidationError(text % names)
    relation.save()
    record(user=user, verb="create", obj=relation, municipality=relation.municipality, before=None)
    return relation


@transaction.atomic
def unrelate(*, user: User | None, relation: Relation) -> None:
    """Nothing to do where somebody was first."""
    stored = Relation.objects.select_for_update().filter(pk=relation.pk).first()
    if stored:
        before = stored.as_state()
        record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)
        stored.delete()
