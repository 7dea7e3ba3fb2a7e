"""German and English: nothing is missing, nothing is left over, nobody is addressed with "du"."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from babel.messages import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation
from lxml import html

from tests import factories
from tests.test_urls import names
from verbindlich.base import profiles
from verbindlich.base.common.management.commands import catalogue
from verbindlich.base.common.management.commands.catalogue import forms, messages
from verbindlich.front.demo.cast import INVENTED, PASSWORD
from verbindlich.office.accounts.models import User

ROOT = catalogue.ROOT
EN, DE = (ROOT / f"locale/{language}/LC_MESSAGES/django.po" for language in ("en", "de"))
ALLAUTH = [Path(allauth.__file__).parent / part for part in ("account", "mfa", "templates/account", "templates/mfa")]
SAME_IN_BOTH = {"Code", "MFA", "TOTP Authenticator", "WebAuthn", "Passkey"}
INFORMAL = re.compile(
    r"\b(du|dich|dir|dein\w*|gib|wähle|lass|folge|klick|rufe|versuche|bestätige|überprüfe|kontaktiere)\b", re.I
)


def stored(po: Path) -> list[Message]:
    with po.open("rb") as file:
        return messages(read_po(file, locale=po.parts[-3]))


def spoken(message: Message, language: str) -> tuple[str, ...]:
    """Singular and plural of a string, or its one form, as Django says them."""
    ids, context = forms(message.id), message.context
    with translation.override(language):
        if len(ids) == 1:
            return (translation.pgettext(context, ids[0]) if context else translation.gettext(ids[0]),)
        return tuple(translation.ngettext(*ids, number) for number in (1, 2))


# The catalogues


def test_catalogues_are_complete() -> None:
    assert not catalogue.problems(), "run `verbindlich manage catalogue`, then translate what it names"


def test_no_package_rewords_our_german() -> None:
    """A German string of ours that is also an English one of Django's would be "translated" on German pages."""
    wrong = {m.id: spoken(m, "de") for m in stored(EN) if spoken(m, "de") != forms(m.id)}
    assert not wrong


def test_english_is_what_django_says() -> None:
    assert {m.id: forms(m.string) for m in stored(EN)} == {m.id: spoken(m, "en") for m in stored(EN)}


def test_what_allauth_says_is_formal_german() -> None:
    said = {forms(m.id)[0]: spoken(m, "de") for m in messages(catalogue.strings(*ALLAUTH))}
    assert len(said) > 200
    assert not {text for text, de in said.items() if text in de} - SAME_IN_BOTH, "translate it in locale/de"
    assert not [de for de in said.values() if INFORMAL.search(" ".join(de))], "reword it in locale/de"


def test_every_own_wording_is_for_a_string_that_allauth_still_has() -> None:
    theirs = {m.id for m in messages(catalogue.strings(*ALLAUTH))}
    assert not [m.id for m in stored(DE) if m.id not in theirs]


# The source: what people read is marked

OURS = {
    "Verbindlich", "EUPL", "AGS", "Excel", "CSV", "vCard",  # names
    "Deutsch", "English",  # each language calls itself
}  # fmt: skip
SHOWN = re.compile(r'\b(?:aria-label|alt|title|placeholder|data-label|data-confirm)="([^"]*)"')
HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>|&\w+;", re.S)


def unmarked(template: str) -> set[str]:
    """Words a reader sees that stand outside the translation tags."""
    text, inside = "", False
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            starts, ends = (
                token.contents.startswith(w) for w in (("blocktrans", "comment"), ("endblocktrans", "endcomment"))
            )
            inside = starts or (inside and not ends)
        elif token.token_type == TokenType.TEXT and not inside:
            text += token.contents
    words = " ".join([HIDDEN.sub(" ", text), *SHOWN.findall(text)])
    return set(re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", words))


def test_unmarked_finds_and_spares() -> None:
    assert unmarked('<p title="Ein Titel" class="lead">Hallo {{ x }}</p>') == {"Ein", "Titel", "Hallo"}
    assert unmarked('{% blocktranslate %}Hallo{% endblocktranslate %}<p class="lead">{{ x }}{# Rest #}</p>') == set()


@pytest.mark.parametrize("path", sorted(ROOT.glob("**/templates/**/*.*")), ids=lambda p: p.name)
def test_templates_mark_what_people_read(path: Path) -> None:
    assert not unmarked(path.read_text("utf-8")) - OURS


NOT_SHOWN = ("apps.py", "german.py", "demo", "management", "migrations")
# German in every language: a document for the council, and the words that a file comes back with.
GERMAN_PAPERS = ("check_report.py", "exporting.py")
WORDS_OF_FIGURE_7 = {"Umsetzungszeiträume", "Priorisierung der Maßnahmen", "nicht prüfbar"}


def german_literals(source: str) -> Iterator[str]:
    """String literals with German letters outside gettext calls and docstrings."""
    tree = ast.parse(source)
    marked: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and re.search(r"gettext|^_$", node.func.id):
            marked |= set(ast.walk(node))
        if isinstance(node, ast.Expr):
            marked.add(node.value)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in marked else None
        if isinstance(text, str) and re.search(r"[äöüß„]\w|\w[äöüß]", text, re.I):
            yield text


@pytest.mark.parametrize("room", ["front", "domain", "office", "base/common"])
def test_python_marks_what_people_read(room: str) -> None:
    files = [p for p in (ROOT / room).rglob("*.py") if not {*NOT_SHOWN, *GERMAN_PAPERS} & set(p.parts)]
    found = {
        f"{p.name}: {text}"
        for p in files
        for text in german_literals(p.read_text("utf-8"))
        if text not in WORDS_OF_FIGURE_7
    }
    assert not found


# The pages


def texts(page: bytes, language: str) -> set[str]:
    """What a reader reads or hears, piece by piece, without parts marked as being in another language."""
    tree = html.fromstring(page.decode())
    assert tree.get("lang") == language
    for part in tree.xpath("//script|//style|//body//*[@lang]"):
        part.drop_tree()
    found = tree.xpath("//text()|//@aria-label|//@title|//@alt|//@placeholder|//@data-label")
    return {" ".join(text.split()) for text in found if text.strip()}


def without_ids(slug: str) -> set[str]:
    """Every address that needs no id, or only the municipality's."""
    paths = set()
    for name in names(get_resolver().url_patterns):
        for args in ([], [slug]):
            with suppress(NoReverseMatch):
                paths.add(reverse(name, args=args))
    return paths


def with_security_key(user: User) -> set[str]:
    """Pages about a key; adding another would need a real one."""
    data = {"name": "K1", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    return {
        reverse("mfa_list_webauthn"),
        *(reverse(f"mfa_{verb}_webauthn", args=[key.pk]) for verb in ("edit", "remove")),
    }


Pages = Callable[[str], list[tuple[str, bytes]]]


@pytest.fixture
def pages(cast: SimpleNamespace, clients: SimpleNamespace) -> Pages:
    """What people see in a language: nobody in particular, who sees most, the administration, who has a security key."""
    organisation = factories.organisation(cast.home)
    factories.invitation(cast.home)
    for client in (clients.steuerung, clients.verwaltung, clients.lesend):  # opens the pages of the second factor
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    TOTP.activate(cast.steuerung, "secret")
    RecoveryCodes.activate(cast.steuerung)
    paths = without_ids(cast.home.slug) - {reverse("concepts:check-report", args=[cast.home.slug])} | {
        "/gibt-es-nicht/"
    }
    paths |= {reverse(f"actors:organisation-{p}", args=[cast.home.slug, organisation.pk]) for p in ("detail", "edit")}
    visits = [(client, path) for client in (clients.gast, clients.steuerung, clients.verwaltung) for path in paths]
    visits += [(clients.lesend, path) for path in with_security_key(cast.lesend)]

    def seen(language: str) -> list[tuple[str, bytes]]:
        answers = [(path, client.get(path, headers={"accept-language": language})) for client, path in visits]
        return [
            (path, answer.content)
            for path, answer in answers
            if answer.status_code in (200, 403, 404) and answer.headers["Content-Type"].startswith("text/html")
        ]

    return seen


GERMAN = re.compile(r"\b(und|oder|nicht|die|der|das|ist|eine?|für|mit|ohne|von|alle)\b|[äöüß]", re.I)
ENGLISH = re.compile(r"\b(the|your|you|this|with|have|not|is|are|and|or|of)\b", re.I)


def test_english_pages_have_no_german(pages: Pages) -> None:
    german = {form for m in stored(EN) for form in set(forms(m.id)) - set(forms(m.string))}
    data = [
        INVENTED,
        "SächsIntG",
        *(
            element.title for element in profiles.load("sachsen").elements
        ),  # in the title bar; on the page they say their language
        *(name for a in profiles.load("sachsen").authorities for name in (a.name, a.population.publisher)),
    ]
    proper_names = re.compile("|".join(map(re.escape, data)))
    for path, page in pages("en"):
        assert not {t for t in texts(page, "en") if t in german or GERMAN.search(proper_names.sub("", t))}, path


def test_german_pages_have_no_english(pages: Pages) -> None:
    ours = {form for m in stored(EN) for form in forms(m.id)}
    english = {form for m in messages(catalogue.strings(*ALLAUTH)) for form in forms(m.id)} - SAME_IN_BOTH - ours
    visited = pages("de")
    for path, page in visited:
        assert not {text for text in texts(page, "de") if text in english or ENGLISH.search(text)}, path
    some = ("mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_email", "assessment:concepts")
    assert {reverse(name) for name in some} <= dict(visited).keys()


def test_the_language_follows_the_browser_until_one_is_chosen(client: Client, db: None) -> None:
    home = reverse("portal:home")
    assert b'<html lang="de">' in client.get(home).content
    assert b'<html lang="en">' in client.get(home, headers={"accept-language": "en-GB,en;q=0.8,de;q=0.5"}).content
    assert b'<html lang="de">' in client.get(home, headers={"accept-language": "fr"}).content
    answer = client.post(reverse("set-language"), {"language": "en", "next": home})
    assert answer.status_code == 302
    assert b'<html lang="en">' in client.get(home, headers={"accept-language": "de"}).content
    client.post(reverse("set-language"), {"language": "de", "next": home})
    assert b'<html lang="de">' in client.get(home, headers={"accept-language": "en"}).content


@pytest.mark.parametrize(("language", "population"), [("de", b"245.618"), ("en", b"245,618")])
def test_numbers_are_written_as_the_language_does(language: str, population: bytes, client: Client, db: None) -> None:
    page = client.get(reverse("assessment:concepts"), headers={"accept-language": language}).content
    assert population in page


def test_the_error_page_says_its_language() -> None:
    from django.template.loader import render_to_string

    for language, title in (("de", "Das hat nicht geklappt"), ("en", "That did not work")):
        with translation.override(language):
            page = render_to_string("common/error_500.html")
        assert f'<html lang="{language}">' in page
        assert f"<h1>{title}</h1>" in page


@pytest.mark.parametrize(("language", "greeting"), [("de", "Guten Tag,"), ("en", "Hello,")])
@pytest.mark.parametrize("who", ["steuerung@beispielkreis.example", "niemand@beispielkreis.example"])
def test_mails_are_in_one_language(
    language: str, greeting: str, who: str, cast: SimpleNamespace, client: Client, mailoutbox: list[SimpleNamespace]
) -> None:
    client.post(reverse("account_reset_password"), {"email": who}, headers={"accept-language": language})
    (mail,) = mailoutbox
    assert mail.body.startswith(greeting)
    english = re.search(r"\b(you|your|the|account)\b", mail.body)
    assert bool(english) is (language == "en")
    assert "testserver" not in mail.body, "the address comes from the settings"


@pytest.mark.parametrize(
    ("language", "greeting"), [("de", "Guten Tag,\n\ndiese Adresse"), ("en", "Hello,\n\nThis address")]
)
def test_the_mail_to_a_new_address(
    language: str, greeting: str, clients: SimpleNamespace, mailoutbox: list[SimpleNamespace]
) -> None:
    clients.lesend.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    typed = {"email": "neu@beispielkreis.example", "action_add": ""}
    clients.lesend.post(reverse("account_email"), typed, headers={"accept-language": language})
    (mail,) = mailoutbox
    assert mail.to == ["neu@beispielkreis.example"]
    assert mail.body.startswith(greeting)
    assert f"\n{settings.BASE_URL}/konto/confirm-email/" in mail.body
