"""The cast: the same people in the demo and in the tests. Each permission test reads as a line about one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress

from verbindlich.office.accounts.models import Membership, Municipality, Role, UsedSlug, User

PASSWORD = "verbindlich-vorführen"
DOMAIN = "beispielkreis.example"


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the cast: `home` is the slug of their municipality, "" for the administration of the installation."""

    key: str
    name: str
    email: str
    home: str
    role: Role | None


PARTS = (
    Part("steuerung", "A. Berger", f"steuerung@{DOMAIN}", "beispielkreis", Role.STEUERUNG),
    Part("fachamt", "M. Krause", f"fachamt@{DOMAIN}", "beispielkreis", Role.FACHAMT),
    Part("beirat", "S. Haddad", f"beirat@{DOMAIN}", "beispielkreis", Role.BEIRAT),
    Part("lesend", "T. Vogel", f"lesend@{DOMAIN}", "beispielkreis", Role.LESEND),
    Part("fremd", "K. Nachbar", "steuerung@nachbarkreis.example", "nachbarkreis", Role.STEUERUNG),
    Part("verwaltung", "I. Technik", f"verwaltung@{DOMAIN}", "", None),
)
INVENTED = "erfunden für die Vorführung"


def municipalities() -> dict[str, Municipality]:
    """Two invented districts: the one that is shown, and its neighbour that must see nothing of it."""
    made = {}
    for slug, name, ags, population in (
        ("beispielkreis", "Beispielkreis", "99001", 240_000),
        ("nachbarkreis", "Nachbarkreis", "99002", 180_000),
    ):
        made[slug] = Municipality.objects.create(
            name=name, slug=slug, ags=ags, kind=Municipality.Kind.DISTRICT, is_demo=True,
            population=population, population_source=INVENTED, population_date=date(2025, 12, 31),
        )  # fmt: skip
        UsedSlug.objects.create(slug=slug, municipality=made[slug])
    return made


def people(homes: dict[str, Municipality], password_hash: str) -> dict[str, User]:
    """The cast with one password; the hash is made once because a good hash is slow."""
    users = {
        p.key: User(email=p.email, name=p.name, is_demo=True, is_instance_admin=p.role is None, password=password_hash)
        for p in PARTS
    }
    User.objects.bulk_create(users.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=u, email=u.email, primary=True, verified=True) for u in users.values()
    )
    Membership.objects.bulk_create(
        Membership(user=users[p.key], municipality=homes[p.home], role=p.role) for p in PARTS if p.role
    )
    return users
