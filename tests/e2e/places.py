"""Every page that a person can reach, and the states a page can be in.

`PLACES` names each URL: who goes there, with which arguments. A new URL that is neither here nor in `NO_PAGES` fails test_axe.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# name: (who, arguments by their keys in `rows`). "halb" has given the password and not yet the code.
PLACES: dict[str, tuple[str, ...]] = {
    "portal:home": ("gast",),
    "portal:directory": ("gast", "home"),
    "portal:organisation": ("gast", "home", "public"),
    "portal:publishing": ("steuerung", "home"),
    "actors:mailing": ("steuerung", "home"),
    "assessment:concepts": ("gast",),
    "assessment:check": ("gast",),
    "actors:organisation-list": ("steuerung", "home"),
    "actors:organisation-detail": ("steuerung", "home", "organisation"),
    "actors:organisation-create": ("steuerung", "home"),
    "actors:organisation-edit": ("steuerung", "home", "organisation"),
    "actors:organisation-dossier": ("steuerung", "home", "organisation"),
    "actors:import-list": ("steuerung", "home"),
    "actors:import-create": ("steuerung", "home"),
    "actors:import-detail": ("steuerung", "home", "contacts"),
    "actors:import-mapping": ("steuerung", "home", "contacts"),
    "actors:duplicate-list": ("steuerung", "home"),
    "actors:merge-list": ("steuerung", "home"),
    "actors:overview": ("steuerung", "home"),
    "actors:structure": ("steuerung", "home"),
    "actors:structure-edit": ("steuerung", "home"),
    "actors:requirement-said": ("steuerung", "home", "requirement"),
    "actors:person-list": ("steuerung", "home"),
    "actors:person-create": ("steuerung", "home"),
    "actors:person-edit": ("steuerung", "home", "person"),
    "actors:person-delete": ("steuerung", "home", "person"),
    "actors:person-detail": ("steuerung", "home", "person"),
    "actors:person-data": ("steuerung", "home", "person"),
    "actors:retention": ("steuerung", "home"),
    "actors:note-list": ("fachamt", "home"),
    "actors:note-create": ("fachamt", "home"),
    "actors:note-edit": ("steuerung", "home", "note"),
    "actors:note-delete": ("steuerung", "home", "note"),
    "actors:position-list": ("steuerung", "home"),
    "actors:position-detail": ("steuerung", "home", "position"),
    "actors:position-create": ("steuerung", "home"),
    "actors:position-edit": ("steuerung", "home", "position"),
    "actors:position-handover": ("steuerung", "home", "position"),
    "actors:task-register": ("steuerung", "home"),
    "actors:network-list": ("steuerung", "home"),
    "actors:network-detail": ("steuerung", "home", "network"),
    "actors:network-create": ("steuerung", "home"),
    "actors:network-edit": ("steuerung", "home", "network"),
    "actors:member-edit": ("steuerung", "home", "member"),
    "actors:condition-said": ("steuerung", "home", "network", "condition"),
    "actors:agreement-list": ("steuerung", "home"),
    "actors:agreement-detail": ("steuerung", "home", "agreement"),
    "actors:agreement-create": ("steuerung", "home"),
    "actors:agreement-edit": ("steuerung", "home", "agreement"),
    "actors:standard-edit": ("steuerung", "home", "standard"),
    "actors:standard-delete": ("steuerung", "home", "standard"),
    "actors:standard-review": ("steuerung", "home", "standard"),
    "concepts:network-goals": ("steuerung", "home", "network"),
    "actors:space-list": ("steuerung", "home"),
    "actors:space-create": ("steuerung", "home"),
    "actors:space-paste": ("steuerung", "home"),
    "actors:space-detail": ("steuerung", "home", "space"),
    "actors:space-edit": ("steuerung", "home", "space"),
    "actors:space-delete": ("steuerung", "home", "space"),
    "vocab:overview": ("steuerung", "home"),
    "vocab:word-list": ("steuerung", "home", "list"),
    "vocab:word-create": ("steuerung", "home", "list"),
    "vocab:word-edit": ("steuerung", "home", "list", "word"),
    "vocab:word-merge": ("steuerung", "home", "list", "word"),
    "vocab:word-delete": ("steuerung", "home", "list", "word"),
    "concepts:check": ("steuerung", "home"),
    "concepts:rule-off": ("steuerung", "home", "rule"),
    "concepts:overview": ("steuerung", "home"),
    "concepts:concept-edit": ("steuerung", "home"),
    "concepts:text": ("steuerung", "home"),
    "concepts:section-detail": ("steuerung", "home", "element"),
    "concepts:section-edit": ("steuerung", "home", "element"),
    "concepts:import-list": ("steuerung", "home"),
    "concepts:import-create": ("steuerung", "home"),
    "concepts:import-detail": ("steuerung", "home", "import"),
    "concepts:import-mapping": ("steuerung", "home", "import"),
    "concepts:measure-list": ("steuerung", "home"),
    "concepts:measure-bulk": ("steuerung", "home"),
    "concepts:measure-row": ("steuerung", "home", "measure"),
    "concepts:filter-save": ("steuerung", "home"),
    "concepts:measure-detail": ("steuerung", "home", "measure"),
    "concepts:measure-create": ("steuerung", "home"),
    "concepts:measure-edit": ("steuerung", "home", "measure"),
    "concepts:milestone-create": ("steuerung", "home", "measure"),
    "concepts:milestone-edit": ("steuerung", "home", "measure", "milestone"),
    "concepts:plan": ("steuerung", "home"),
    "concepts:field-detail": ("steuerung", "home", "field"),
    "concepts:field-create": ("steuerung", "home"),
    "concepts:field-edit": ("steuerung", "home", "field"),
    "concepts:field-delete": ("steuerung", "home", "field"),
    "concepts:goal-detail": ("steuerung", "home", "goal"),
    "concepts:goal-create": ("steuerung", "home"),
    "concepts:goal-edit": ("steuerung", "home", "goal"),
    "concepts:goal-delete": ("steuerung", "home", "goal"),
    "concepts:need-list": ("steuerung", "home"),
    "concepts:need-detail": ("steuerung", "home", "need"),
    "concepts:need-create": ("steuerung", "home"),
    "concepts:need-edit": ("steuerung", "home", "need"),
    "concepts:need-answer": ("steuerung", "home", "need"),
    "concepts:strategy-list": ("steuerung", "home"),
    "concepts:strategy-detail": ("steuerung", "home", "strategy"),
    "concepts:strategy-create": ("steuerung", "home"),
    "concepts:strategy-edit": ("steuerung", "home", "strategy"),
    "concepts:version-list": ("steuerung", "home"),
    "concepts:version-create": ("steuerung", "home"),
    "concepts:version-compare": ("steuerung", "home"),
    "concepts:version-detail": ("steuerung", "home", "version"),
    "concepts:version-step": ("steuerung", "home", "version"),
    "search:results": ("steuerung", "home"),
    "files:file-create": ("steuerung", "home", "file_kind", "organisation"),
    "files:file-delete": ("steuerung", "home", "file"),
    "instance:member-list": ("steuerung", "home"),
    "instance:member-invite": ("steuerung", "home"),
    "instance:member-remove": ("steuerung", "home", "membership"),
    "instance:municipality-list": ("verwaltung",),
    "instance:municipality-create": ("verwaltung",),
    "instance:municipality-edit": ("verwaltung", "municipality"),
    "instance:municipality-invite": ("verwaltung", "orphan"),
    "instance:account": ("steuerung",),
    "instance:accept": ("gast", "invitation"),
    "account_login": ("gast",),
    "account_logout": ("steuerung",),
    "account_inactive": ("gast",),
    "account_signup": ("gast",),
    "account_reauthenticate": ("steuerung",),
    "account_email": ("steuerung",),
    "account_email_verification_sent": ("gast",),
    "account_confirm_email": ("lesend", "confirmation"),
    "account_change_password": ("steuerung",),
    "account_reset_password": ("gast",),
    "account_reset_password_done": ("gast",),
    "account_reset_password_from_key": ("gast", "reset_user", "reset_key"),
    "account_reset_password_from_key_done": ("gast",),
    "mfa_index": ("steuerung",),
    "mfa_authenticate": ("halb",),
    "mfa_reauthenticate": ("fachamt",),
    "mfa_activate_totp": ("steuerung",),
    "mfa_deactivate_totp": ("fachamt",),
    "mfa_view_recovery_codes": ("fachamt",),
    "mfa_generate_recovery_codes": ("fachamt",),
    "mfa_list_webauthn": ("fachamt",),
    "mfa_add_webauthn": ("steuerung",),
    "mfa_edit_webauthn": ("fachamt", "passkey"),
    "mfa_remove_webauthn": ("fachamt", "passkey"),
    "mfa_reauthenticate_webauthn": ("fachamt",),
}
NO_PAGES = {
    "vocab:merge-undo": "takes a form",
    "portal:healthy": "plain text for a watchdog",
    "portal:publishing-switch": "takes a form",
    "set-language": "takes a form, answers with a redirect",
    "files:file-download": "a file",
    "actors:organisation-delete": "takes a form",
    "actors:organisation-restore": "takes a form",
    "actors:affiliation-create": "takes a form",
    "actors:affiliation-delete": "takes a form",
    "actors:alias-create": "takes a form",
    "actors:person-confirm": "takes a form",
    "actors:consent-create": "takes a form",
    "actors:consent-withdraw": "takes a form",
    "concepts:note-create": "takes a form",
    "actors:alias-delete": "takes a form",
    "actors:relation-create": "takes a form",
    "actors:relation-delete": "takes a form",
    "actors:position-delete": "takes a form",
    "actors:position-restore": "takes a form",
    "actors:task-start": "takes a form",
    "actors:task-create": "takes a form",
    "actors:task-delete": "takes a form",
    "actors:network-delete": "takes a form",
    "actors:network-restore": "takes a form",
    "actors:member-create": "takes a form",
    "actors:member-delete": "takes a form",
    "actors:agreement-delete": "takes a form",
    "actors:agreement-restore": "takes a form",
    "actors:standard-create": "takes a form",
    "concepts:rule-on": "takes a form",
    "concepts:check-report": "a German document of its own: among DEEDS",
    "concepts:filter-delete": "takes a form",
    "concepts:import-sample": "takes a form",
    "actors:import-sample": "takes a form",
    "actors:import-apply": "takes a form",
    "actors:import-undo": "takes a form",
    "actors:import-discard": "takes a form",
    "actors:duplicate-merge": "needs the two: among ADDRESSES",
    "actors:duplicate-apart": "takes a form",
    "actors:merge-undo": "takes a form",
    "concepts:import-apply": "takes a form",
    "concepts:import-undo": "takes a form",
    "concepts:import-discard": "takes a form",
    "concepts:measure-delete": "takes a form",
    "concepts:measure-restore": "takes a form",
    "concepts:milestone-done": "takes a form",
    "concepts:milestone-delete": "takes a form",
    "concepts:field-restore": "takes a form",
    "concepts:goal-restore": "takes a form",
    "concepts:need-delete": "takes a form",
    "concepts:need-restore": "takes a form",
    "concepts:strategy-delete": "takes a form",
    "concepts:strategy-restore": "takes a form",
    "instance:member-role": "takes a form",
    "instance:invitation-resend": "takes a form",
    "instance:invitation-withdraw": "takes a form",
    "instance:setup": "only while nobody has an account: a test of its own",
    "account_set_password": "sends people who have a password to its change, and everybody has one",
    "account_confirm_login_code": "sign-in by mailed code is off: sends people to the sign-in",
    "mfa_download_recovery_codes": "a text file",
    "mfa_login_webauthn": "data for a script",
}

Rows = Mapping[str, Any]


def _send(path: str, values: dict[str, str]) -> Callable[[Any, Rows], None]:
    """Open a page, fill in its form, send it. The browser's own checks are left out, to see the server's."""

    def reach(page: Any, rows: Rows) -> None:
        page.goto(path.format(**rows))
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
        for name, value in values.items():
            page.locator(f"main [name={name}]").fill(value)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()

    return reach


def _conflict(page: Any, rows: Rows) -> None:
    """Somebody else saves between opening the form and sending it."""
    page.goto("/{home}/organisationen/{organisation}/bearbeiten/".format(**rows))
    rows["overtake"]()
    page.fill("#id_name", "Meine Fassung")
    page.get_by_role("main").locator("form button[type=submit]").click()
    page.wait_for_selector("tr.differs")


def _line_opened(page: Any, rows: Rows) -> None:
    page.goto("/{home}/massnahmen/?q=probe".format(**rows))
    page.locator("tbody a[href*='/zeile/']").first.click()
    page.wait_for_selector("tr.editing select")


def _many_previewed(page: Any, rows: Rows) -> None:
    page.goto("/{home}/massnahmen/".format(**rows))
    page.set_viewport_size({"width": 1280, "height": 900})  # on a phone the table has no head
    page.locator("[data-check]").check()
    for field in ("", "#id_priority"):
        if field:
            page.select_option(field, "hoch")
        with page.expect_navigation():
            page.locator("#sammeln button, main form button[name=schritt]").first.click()


def _deleted(page: Any, rows: Rows) -> None:
    """Gone, back again (that gives a message), gone for good with the way back in sight."""
    page.goto("/{second}/organisationen/{spare}/".format(**rows))
    for selector in ("form[action$='/loeschen/'] button", ".undo button", "form[action$='/loeschen/'] button"):
        with page.expect_navigation():
            page.locator(selector).click()
    page.wait_for_selector(".undo")


def _previewed(page: Any, rows: Rows) -> None:
    page.goto("/{home}/konzept/text/leitbildprozess/bearbeiten/".format(**rows))
    page.fill("#id_text", "# Titel\n\n> Zitat\n\n- **fett** und [Link](https://example.org)\n\n|A|B|\n|-|-:|\n|x|1|")
    page.get_by_role("button", name="Vorschau").click()
    page.wait_for_selector("#preview blockquote")
    page.get_by_role("main").locator("form").evaluate(
        "form => { form.reset(); form.dispatchEvent(new Event('submit')) }"
    )


def _relation_refused(page: Any, rows: Rows) -> None:
    page.goto("/{home}/organisationen/{organisation}/".format(**rows))
    form = page.locator("form[action$='/beziehung/']")
    form.evaluate("form => { form.closest('details').open = true; form.noValidate = true }")
    with page.expect_navigation():
        form.locator("button").click()
    page.wait_for_selector(".kern-error")


def _kept(page: Any, rows: Rows) -> None:
    """It leads a measure: the page says so and links to it."""
    page.goto("/{home}/organisationen/{organisation}/".format(**rows))
    with page.expect_navigation():
        page.locator("form[action$='/loeschen/'] button").click()
    page.wait_for_selector(".kern-alert--danger a")


def _checked(page: Any, rows: Rows) -> None:
    page.goto("/vergleich/konzepte/pruefen/")
    page.set_input_files("#id_file", {"name": "katalog.csv", "mimeType": "text/csv", "buffer": CATALOGUE.encode()})
    page.get_by_role("main").locator("form button[type=submit]").click()
    page.wait_for_selector("ul.findings")


def _unsaid(page: Any, rows: Rows) -> None:
    page.goto("/{home}/massnahmen/{measure}/".format(**rows))
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    with page.expect_navigation():
        page.locator("form[action$='/notiz/'] button").click()
    page.wait_for_selector(".kern-error")


CATALOGUE = """Handlungsfeld;Ziel;Nr.;Maßnahme;Federführung;Zeitraum;Priorität;Kosten
Sprache;Alle finden einen Kurs;1;Kurse im ländlichen Raum anbieten;Volkshochschule;2025–2027;hoch;45.000 EUR
Sprache;Alle finden einen Kurs;2;Kinderbetreuung im Kurs sichern;;bis Ende 2024;;
Arbeit;;3;Betriebe besuchen;alle Ämter;laufend;mittel;kostenneutral
"""

# States that an address leads to: (who, address, answer).
ADDRESSES: dict[str, tuple[str, str, int]] = {
    "page 2 of a list": ("steuerung", "/{home}/organisationen/?seite=2&sort=-art", 200),
    "a filtered list": ("steuerung", "/{home}/organisationen/?q=amt&art=kommune&kontakt=alles", 200),
    "a list by a filter that is gone": ("lesend", "/{home}/organisationen/?thema=999999&kontakt=alles", 200),
    "no address list yet": ("steuerung", "/{empty}/akteure/import/", 200),
    "an address list that was taken over": ("steuerung", "/{home}/akteure/import/{contacts_applied}/", 200),
    "contact persons that may be one": ("steuerung", "/{home}/akteure/dubletten/?art=personen", 200),
    "no duplicates": ("steuerung", "/{empty}/akteure/dubletten/", 200),
    "two that become one": (
        "steuerung",
        "/{home}/akteure/dubletten/zusammenfuehren/?art=organisationen&bleibt={organisation}&geht={another}",
        200,
    ),
    "nothing merged yet": ("steuerung", "/{empty}/akteure/zusammenfuehrungen/", 200),
    "no actor yet": ("steuerung", "/{empty}/akteure/", 200),
    "actors for readers": ("lesend", "/{home}/akteure/", 200),
    "no form of organisation yet": ("steuerung", "/{empty}/akteure/organisationsform/", 200),
    "a dossier for readers": ("lesend", "/{home}/organisationen/{organisation}/dossier/", 200),
    "no space yet": ("steuerung", "/{empty}/sozialraeume/", 200),
    "spaces by a filter": ("lesend", "/{home}/sozialraeume/?q=o&kontakt=jahr&sort=-massnahmen", 200),
    "spaces on paper": ("lesend", "/{home}/sozialraeume/?als=druck", 200),
    "a space for readers": ("lesend", "/{home}/sozialraeume/{space}/", 200),
    "a space that nothing hangs on": ("steuerung", "/{home}/sozialraeume/{space_below}/loeschen/", 200),
    "a list without words": ("steuerung", "/{empty}/einstellungen/listen/themen/", 200),
    "what a merge would do": (
        "steuerung",
        "/{home}/einstellungen/listen/sozialraeume/{space}/zusammenfuehren/?mit={space_below}",
        200,
    ),
    "an unused word to be deleted": (
        "steuerung",
        "/{home}/einstellungen/listen/sozialraeume/{space_below}/loeschen/",
        200,
    ),
    "a list that nothing matches": ("steuerung", "/{home}/organisationen/?q=xyz", 200),
    "the whole list for printing": ("steuerung", "/{home}/organisationen/?als=druck&art=kommune", 200),
    "a list for readers": ("lesend", "/{home}/organisationen/?q=amt", 200),
    "an empty list": ("steuerung", "/{empty}/organisationen/", 200),
    "an organisation for readers": ("lesend", "/{home}/organisationen/{organisation}/", 200),
    "an account and a spelling just removed": (
        "steuerung",
        "/{home}/organisationen/{organisation}/?schreibweise=Amt&konto={department}",
        200,
    ),
    "networks that nothing matches": ("lesend", "/{home}/netzwerke/?q=xyz", 200),
    "networks on paper": ("lesend", "/{home}/netzwerke/?als=druck", 200),
    "no network yet": ("steuerung", "/{empty}/netzwerke/", 200),
    "a network for readers": ("lesend", "/{home}/netzwerke/{network}/", 200),
    "a member just removed": ("steuerung", "/{home}/netzwerke/{network}/?entfernt={organisation}&part=gast", 200),
    "no agreement yet": ("steuerung", "/{empty}/vereinbarungen/", 200),
    "agreements that end": ("lesend", "/{home}/vereinbarungen/?stand=endet", 200),
    "an agreement for readers": ("lesend", "/{home}/vereinbarungen/{agreement}/", 200),
    "nobody to write to yet": ("steuerung", "/{empty}/kontaktpersonen/verteiler/", 200),
    "a public directory that is empty": ("steuerung", "/{empty}/akteure/oeffentlich/", 200),
    "a public search without a find": ("gast", "/oeffentlich/{home}/akteure/?q=xyz", 200),
    "the public directory on paper": ("gast", "/oeffentlich/{home}/akteure/?als=druck", 200),
    "no contact person yet": ("steuerung", "/{empty}/kontaktpersonen/", 200),
    "contact persons narrowed": (
        "fachamt",
        "/{home}/kontaktpersonen/?stand=unbestaetigt&mail=ohne&organisation=999999",
        200,
    ),
    "all contact persons for printing": ("steuerung", "/{home}/kontaktpersonen/?als=druck&stand=da", 200),
    "a contact person for a department": ("fachamt", "/{home}/kontaktpersonen/{person}/", 200),
    "nobody to ask yet": ("steuerung", "/{empty}/kontaktpersonen/aufbewahrung/", 200),
    "a retention run to be confirmed": ("steuerung", "/{home}/kontaktpersonen/aufbewahrung/?lauf=frage", 200),
    "no note yet": ("steuerung", "/{empty}/notizen/", 200),
    "a note about somebody": ("fachamt", "/{home}/notizen/neu/?person={person}", 200),
    "nothing to check yet": ("steuerung", "/{empty}/konzept/pruefung/", 200),
    "the check for readers": ("lesend", "/{home}/konzept/pruefung/", 200),
    "the check narrowed": ("steuerung", "/{home}/konzept/pruefung/?gewicht=error&feld={field}", 200),
    "the check with no such finding": (
        "steuerung",
        "/{home}/konzept/pruefung/?regel=duplicate-number&gewicht=note",
        200,
    ),
    "the own concept beside the others": ("steuerung", "/vergleich/konzepte/", 200),
    "no import yet": ("steuerung", "/{empty}/konzept/import/", 200),
    "an import that differs": ("steuerung", "/{home}/konzept/import/{import_differs}/", 200),
    "an import that was applied": ("steuerung", "/{home}/konzept/import/{import_applied}/", 200),
    "an import without measures": ("steuerung", "/{home}/konzept/import/{import_unread}/zuordnung/", 200),
    "no concept yet": ("steuerung", "/{empty}/konzept/", 200),
    "a concept for readers": ("lesend", "/{home}/konzept/", 200),
    "a concept before it begins": ("steuerung", "/{empty}/konzept/rahmen/", 200),
    "the text on paper": ("lesend", "/{home}/konzept/text/?als=druck", 200),
    "a part without text": ("steuerung", "/{empty}/konzept/text/leitlinien/", 200),
    "a part whose rows stand elsewhere": ("steuerung", "/{home}/konzept/text/handlungsfelder/bearbeiten/", 200),
    "a former text": ("lesend", "/{home}/konzept/text/leitlinien/?stand={stand}", 200),
    "a text on no day": ("lesend", "/{home}/konzept/text/leitlinien/?stand=gestern", 422),
    "a plan before it begins": ("steuerung", "/{empty}/konzept/ziele/", 200),
    "a plan for readers": ("lesend", "/{home}/konzept/ziele/", 200),
    "a goal that serves another": ("lesend", "/{home}/konzept/ziele/{goal_below}/", 200),
    "an empty list of needs": ("steuerung", "/{empty}/konzept/bedarfe/", 200),
    "a filtered list of needs": ("lesend", "/{home}/konzept/bedarfe/?stand=wartet&sort=-eingang", 200),
    "all needs for printing": ("steuerung", "/{home}/konzept/bedarfe/?als=druck", 200),
    "a refused need": ("lesend", "/{home}/konzept/bedarfe/{refused}/", 200),
    "an answered need": ("steuerung", "/{home}/konzept/bedarfe/{answered}/", 200),
    "no strategy yet": ("steuerung", "/{empty}/konzept/strategien/", 200),
    "no measure yet": ("steuerung", "/{empty}/massnahmen/", 200),
    "measures for readers": (
        "lesend",
        "/{home}/massnahmen/?sort=-befunde&spalten=befunde&spalten=feld&spalten=raeume",
        200,
    ),
    "filtered measures": (
        "steuerung",
        "/{home}/massnahmen/?befund=alle&prioritaet=offen&prioritaet=hoch&sort=stand",
        200,
    ),
    "measures by a filter that is gone": ("steuerung", "/{home}/massnahmen/?feld=999999", 200),
    "no measure that matches": ("steuerung", "/{home}/massnahmen/?q=xyz", 200),
    "all measures for printing": ("steuerung", "/{home}/massnahmen/?als=druck&befund=alle", 200),
    "no version yet": ("steuerung", "/{empty}/konzept/fassungen/", 200),
    "nothing to compare": ("steuerung", "/{empty}/konzept/fassungen/vergleich/", 200),
    "versions for readers": ("lesend", "/{home}/konzept/fassungen/", 200),
    "a version for readers": ("lesend", "/{home}/konzept/fassungen/{version}/", 200),
    "a draft of a version": ("steuerung", "/{home}/konzept/fassungen/{draft}/", 200),
    "a draft to be sent": ("steuerung", "/{home}/konzept/fassungen/{draft}/schritt/?schritt=beraten", 200),
    "a draft to be adopted": ("steuerung", "/{home}/konzept/fassungen/{draft}/schritt/?schritt=beschliessen", 200),
    "a draft to be given up": ("steuerung", "/{home}/konzept/fassungen/{draft}/schritt/?schritt=verwerfen", 200),
    "a version to be mended": ("steuerung", "/{home}/konzept/fassungen/{version}/schritt/?schritt=berichtigen", 200),
    "a step that leads nowhere": ("steuerung", "/{home}/konzept/fassungen/{version}/schritt/?schritt=beraten", 409),
    "a version with itself": ("lesend", "/{home}/konzept/fassungen/vergleich/?von={version}&zu={version}", 200),
    "no such difference": ("lesend", "/{home}/konzept/fassungen/vergleich/?aenderung=verschoben", 200),
    "all differences on paper": ("lesend", "/{home}/konzept/fassungen/vergleich/?als=druck", 200),
    "a choice of municipalities": ("steuerung", "/", 200),
    "positions that nothing matches": ("lesend", "/{home}/stellen/?q=xyz", 200),
    "positions on paper": ("lesend", "/{home}/stellen/?als=druck", 200),
    "a position for a reader": ("lesend", "/{home}/stellen/{position}/", 200),
    "tasks of one kind": ("lesend", "/{home}/aufgaben/?stand=eine", 200),
    "no position yet": ("steuerung", "/{empty}/stellen/", 200),
    "no task yet": ("steuerung", "/{empty}/aufgaben/", 200),
    "a comparison that nothing matches": ("gast", "/vergleich/konzepte/?q=xyz", 200),
    "a closed invitation": ("gast", "/einladung/nichts/", 404),
    "a used reset link": ("gast", "/konto/password/reset/key/1-nichts/", 200),
    "a used confirmation link": ("gast", "/konto/confirm-email/nichts/", 200),
    "an address to be confirmed": ("lesend", "/konto/email/", 200),
    "both factors in use": ("fachamt", "/konto/zwei-faktor/", 200),
    "no passkey yet": ("steuerung", "/konto/zwei-faktor/webauthn/", 200),
    "hits of a search": ("steuerung", "/{home}/suche/?q=verein", 200),
    "hits of one kind": ("steuerung", "/{home}/suche/?q=e&art=organisationen", 200),
    "hits that only sound so": ("lesend", "/{home}/suche/?q=Ferain", 200),
    "a search without a hit": ("lesend", "/{home}/suche/?q=xyzzy&art=organisationen", 200),
    "no right": ("lesend", "/{home}/organisationen/neu/", 403),
    "not found": ("gast", "/nirgends/gibt/es/", 404),
}
# States that somebody must first bring about: (who, how).
DEEDS: dict[str, tuple[str, Callable[[Any, Rows], None]]] = {
    "a preview": ("steuerung", _previewed),
    "a line being changed": ("steuerung", _line_opened),
    "a change of many": ("steuerung", _many_previewed),
    "a frame with errors": ("steuerung", _send("/{home}/konzept/rahmen/", {"title": ""})),
    "a space with errors": ("steuerung", _send("/{home}/sozialraeume/neu/", {"name": " "})),
    "a pasted list with faults": (
        "steuerung",
        _send("/{home}/sozialraeume/aus-liste/", {"lines": "Neustadt\n  Hafen\nneustadt"}),
    ),
    "a word that exists": (
        "steuerung",
        _send("/{home}/einstellungen/listen/themen/neu/", {"name": "mehrsprachigkeit"}),
    ),
    "a form with errors": ("steuerung", _send("/{home}/organisationen/neu/", {})),
    "a relation with errors": ("steuerung", _relation_refused),
    "a position with errors": ("steuerung", _send("/{home}/stellen/neu/", {"fte": "90"})),
    "a person with errors": ("steuerung", _send("/{home}/kontaktpersonen/neu/", {"email": "keine"})),
    "a note without words": ("steuerung", _unsaid),
    "a rule that is off without a reason": (
        "steuerung",
        _send("/{home}/konzept/pruefung/regel/{rule}/abschalten/", {}),
    ),
    "an organisation that leads measures": ("steuerung", _kept),
    "the report of the check": (
        "lesend",
        lambda page, rows: page.goto("/{home}/konzept/pruefung/bericht/".format(**rows)),
    ),
    "a municipality with errors": ("verwaltung", _send("/verwaltung/kommune/neu/", {"slug": "konto", "ags": "12"})),
    "a wrong password": ("gast", _send("/konto/login/", {"login": "a@b.example", "password": "falsch"})),
    "an upload without a file": ("gast", _send("/vergleich/konzepte/pruefen/", {})),
    "an invitation with errors": ("steuerung", _send("/{home}/zugaenge/einladen/", {"email": "keine"})),
    "a weak new password": ("gast", _send("/einladung/{invitation}/", {"password": "kurz"})),
    "a checked catalogue": ("gast", _checked),
    "a message and the undo": ("steuerung", _deleted),
    "two people at once": ("steuerung", _conflict),
    "a wrong code": ("halb", _send("/konto/zwei-faktor/authenticate/", {"code": "000000"})),
}
