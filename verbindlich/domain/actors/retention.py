"""The retention run: who has not been confirmed for too long is asked, and who does not answer is deleted (base/calc/retention.py)."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from verbindlich.base.calc.retention import Kept, answer_until, due
from verbindlich.domain.actors.actions.persons import delete_unconfirmed, mark_asked
from verbindlich.domain.actors.models import Person, RetentionRun
from verbindlich.domain.actors.querysets import PersonQuerySet
from verbindlich.office.accounts.models import Membership, Municipality, Role, User

MOST_MAILS = 200  # in one run, which a page waits for; the next run goes on
log = logging.getLogger(__name__)


@dataclass
class Plan:
    """`ask` get a mail, `unreached` have no address that reaches them (the Steuerung asks); `waiting` may still answer, `delete` did
    not."""

    ask: list[Person] = field(default_factory=list)
    unreached: list[Person] = field(default_factory=list)
    waiting: list[Person] = field(default_factory=list)
    delete: list[Person] = field(default_factory=list)

    @property
    def does_something(self) -> bool:
        return bool(self.ask or self.unreached or self.delete)


def kept(person: Person) -> Kept:
    """`person` from `PersonQuerySet.with_entry`."""
    entered = person.entered_at  # type: ignore[attr-defined]
    return Kept(timezone.localdate(entered) if entered else None, person.confirmed_on, person.asked_on)


def plan(persons: PersonQuerySet, today: date) -> Plan:
    """What a run would do today. One query."""
    found = Plan()
    for person in persons.with_entry().select_related("organisation", "municipality"):
        match due(kept(person), today):
            case "ask":
                (found.ask if person.email and not person.gone_on(today) else found.unreached).append(person)
            case "waiting":
                found.waiting.append(person)
            case "delete":
                found.delete.append(person)
    return found


def run(municipality: Municipality, *, user: User | None, dry: bool = False) -> RetentionRun:
    """Carry the plan out, or only count (`dry`), and write down how many. A mail that fails is tried again the next time; whoever
    is killed in between asks some people twice at worst, and deletes nobody unasked."""
    todo = plan(Person.objects.of(municipality), timezone.localdate())
    made = RetentionRun(municipality=municipality, user=user, dry=dry, unreached=len(todo.unreached))
    if dry:
        made.asked, made.deleted = len(todo.ask), len(todo.delete)
    else:
        answers = [user.email] if user else steering(municipality)
        for person in todo.ask[:MOST_MAILS]:
            if ask(person, answers):
                mark_asked(user=user, person=person)
                made.asked += 1
            else:
                made.failed += 1
        for person in todo.unreached:
            mark_asked(user=user, person=person)
        made.deleted = sum(delete_unconfirmed(user=user, person=person) for person in todo.delete)
    made.save()
    return made


def steering(municipality: Municipality) -> list[str]:
    """Addresses of the Steuerung."""
    members = Membership.objects.of(municipality).filter(role=Role.STEUERUNG, user__is_active=True)
    return list(members.order_by("user__name").values_list("user__email", flat=True))


def ask(person: Person, answers: list[str]) -> bool:
    """Whether the mail went out: what is held, in which words, by whom, and that `answers` read the reply. It carries no link that a
    machine could follow. In German, whatever language the sender reads. Nobody is asked where nobody would read the answer."""
    if not answers:
        return False
    today = timezone.localdate()
    with override(settings.LANGUAGE_CODE):
        told = {"person": person, "municipality": person.municipality, "until": answer_until(today), "answers": answers,
                "consents": [consent for consent in person.consents.all() if consent.valid_on(today)]}  # fmt: skip
        text = render_to_string("actors/mail_retention.txt", told)
        subject = _("%(name)s: Stimmen Ihre Angaben noch?") % {"name": person.municipality}
    mail = EmailMessage(" ".join(subject.split()), text, None, [person.email], reply_to=answers)
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        log.warning("a mail of the retention run was not sent: %s", type(error).__name__)
        return False
    return True
