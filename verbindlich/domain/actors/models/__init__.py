"""Who acts and where: organisations, contact persons, positions, social spaces, networks, agreements."""

from verbindlich.domain.actors.models.duplicate import Merge, OrganisationsApart, PersonAlias, PersonsApart
from verbindlich.domain.actors.models.network import (
    Agreement,
    ConditionSaid,
    Judgement,
    Network,
    NetworkMember,
    Standard,
    StandardReview,
)
from verbindlich.domain.actors.models.organisation import Affiliation, Organisation, OrganisationAlias
from verbindlich.domain.actors.models.person import Consent, Note, Person
from verbindlich.domain.actors.models.position import Duty, Position, PositionKind, Task
from verbindlich.domain.actors.models.protection import RetentionRun
from verbindlich.domain.actors.models.space import SocialSpace
from verbindlich.domain.actors.models.structure import Relation, RequirementSaid, Structure

__all__ = [
    "Affiliation",
    "Agreement",
    "ConditionSaid",
    "Consent",
    "Duty",
    "Judgement",
    "Merge",
    "Network",
    "NetworkMember",
    "Note",
    "Organisation",
    "OrganisationAlias",
    "OrganisationsApart",
    "Person",
    "PersonAlias",
    "PersonsApart",
    "Position",
    "PositionKind",
    "Relation",
    "RequirementSaid",
    "RetentionRun",
    "SocialSpace",
    "Standard",
    "StandardReview",
    "Structure",
    "Task",
]
