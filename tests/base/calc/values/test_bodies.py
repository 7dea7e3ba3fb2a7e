"""Who leads and who takes part, and where a name ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values import Bodies, parse_bodies

LEADS_AND_PARTNERS = [
    ("Sozialamt", "Sozialamt", ""),
    ("Jugendamt?", "Jugendamt?", ""),
    ("  Amt\u00a050 ", "Amt 50", ""),
    ("Frau Müller", "Frau Müller", ""),
    # separators
    ("Sozialamt; Jugendamt", "Sozialamt", "Jugendamt"),
    ("Sozialamt, Jugendamt", "Sozialamt", "Jugendamt"),
    ("Jugendamt , freie Träger", "Jugendamt", "freie Träger"),
    ("Sozialamt\nJugendamt", "Sozialamt", "Jugendamt"),
    ("Sozialamt | Jugendamt", "Sozialamt", "Jugendamt"),
    ("- Sozialamt\n- Jugendamt", "Sozialamt", "Jugendamt"),
    ("• Sozialamt\n• Jugendamt", "Sozialamt", "Jugendamt"),
    ("1. Sozialamt\n2. Jugendamt", "Sozialamt", "Jugendamt"),
    ("Landesamt für Schule und Bildung; Integrationsmanagement", "Landesamt für Schule und Bildung", "Integrationsmanagement"),
    ("Kreistag; Beauftragte für Integration und Teilhabe", "Kreistag", "Beauftragte für Integration und Teilhabe"),
    ("SG Integration, Frau Müller", "SG Integration", "Frau Müller"),
    ("Volkshochschule, Sprachkursträger, BAMF u. a.", "Volkshochschule", "Sprachkursträger; BAMF"),
    ("Sozialamt, Jugendamt, etc.", "Sozialamt", "Jugendamt"),
    ("Sozialamt, Sozialamt, Jugendamt", "Sozialamt", "Jugendamt"),
    # "und", slash and their like only between bodies
    ("Sozialamt und Jugendamt", "Sozialamt", "Jugendamt"),
    ("Sozialamt sowie Jugendamt", "Sozialamt", "Jugendamt"),
    ("Ausländerbehörde & Sozialamt", "Ausländerbehörde", "Sozialamt"),
    ("Sozialamt + Jugendamt", "Sozialamt", "Jugendamt"),
    ("Amt 50 / Amt 51", "Amt 50", "Amt 51"),
    ("Amt 50/51", "Amt 50", "51"),
    ("Amt 50, 51 und 53", "Amt 50", "51; 53"),
    ("FB 3 / SG 3.2", "FB 3", "SG 3.2"),
    ("LaSuB/Schulamt", "LaSuB", "Schulamt"),
    ("IHK/HWK", "IHK", "HWK"),
    ("Sozialamt / Gemeinden", "Sozialamt", "Gemeinden"),
    ("Sozialamt/ Jugendamt", "Sozialamt", "Jugendamt"),
    ("Kita/Hort", "Kita", "Hort"),
    ("Frau Aydın / Herr Sommer", "Frau Aydın", "Herr Sommer"),
    ("AWO, Caritas & Diakonie", "AWO", "Caritas; Diakonie"),
    ("Sachgebiet Asyl und Jobcenter", "Sachgebiet Asyl", "Jobcenter"),
    ("Büro des Landrats und Integrationsbeauftragte", "Büro des Landrats", "Integrationsbeauftragte"),
    ("Amt für Soziales und Gesundheit", "Amt für Soziales und Gesundheit", ""),
    ("Amt für Jugend und Schulen", "Amt für Jugend und Schulen", ""),
    ("Sachgebiet Asyl/Integration", "Sachgebiet Asyl/Integration", ""),
    ("Sachgebiet Asyl / Integration", "Sachgebiet Asyl / Integration", ""),
    ("Jugend- und Sozialamt", "Jugend- und Sozialamt", ""),
    ("Schul-, Jugend- und Sozialamt", "Schul-, Jugend- und Sozialamt", ""),
    ("Integrationsmanagement und -koordination", "Integrationsmanagement und -koordination", ""),
    ("Amt für Jugend, Soziales und Integration", "Amt für Jugend, Soziales und Integration", ""),
    ("Beauftragte für Integration, Diakonie", "Beauftragte für Integration", "Diakonie"),
    ("Dezernat I und II", "Dezernat I und II", ""),
    ("Integrationsbeauftragte/r", "Integrationsbeauftragte/r", ""),
    ("Schulleiter/innen", "Schulleiter/innen", ""),
    ("Verein Brücke e. V., Stadtverwaltung", "Verein Brücke e. V.", "Stadtverwaltung"),
    # brackets separate nothing
    ("Dezernat II (Amt 50, Amt 51)", "Dezernat II (Amt 50, Amt 51)", ""),
    ("Sozialdezernat (Amt 50; Amt 51)", "Sozialdezernat (Amt 50; Amt 51)", ""),
    ("Integrationskoordination (KIK/KOI)", "Integrationskoordination (KIK/KOI)", ""),
    # lines that only wrap
    ("Amt für\nSoziales", "Amt für Soziales", ""),
    ("Amt für Soziales\nund Gesundheit", "Amt für Soziales und Gesundheit", ""),
    ("Integrations-\nmanagement", "Integrationsmanagement", ""),
    ("Jugend-\nund Sozialamt", "Jugend- und Sozialamt", ""),
    # marks
    ("Sozialamt (FF), Diakonie", "Sozialamt", "Diakonie"),
    ("Diakonie, Sozialamt (FF)", "Sozialamt", "Diakonie"),
    ("(FF) Sozialamt, Diakonie", "Sozialamt", "Diakonie"),
    ("Sozialamt [FF], Diakonie", "Sozialamt", "Diakonie"),
    ("Sozialamt FF, Diakonie", "Sozialamt", "Diakonie"),
    ("Sozialamt – FF\nDiakonie", "Sozialamt", "Diakonie"),
    ("Sozialamt\n(FF)\nDiakonie", "Sozialamt", "Diakonie"),
    ("Sozialamt (FF) Diakonie", "Sozialamt", "Diakonie"),
    ("Sozialamt (FF) und Jugendamt", "Sozialamt", "Jugendamt"),
    ("Sozialamt (FF) / Diakonie (M)", "Sozialamt", "Diakonie"),
    ("Sozialamt (federführend), Caritas (beteiligt)", "Sozialamt", "Caritas"),
    ("Sozialamt (FF), Jugendamt (FF), Caritas", "Sozialamt; Jugendamt", "Caritas"),
    ("Sozialamt (FF, SG Asyl), Caritas", "Sozialamt (SG Asyl)", "Caritas"),
    ("Jugendamt (FF)\nKita-Träger", "Jugendamt", "Kita-Träger"),
    ("Hauptamt (FF), alle Ämter", "Hauptamt", "alle Ämter"),
    # labels
    ("FF: Sozialamt; Mitw.: Jobcenter", "Sozialamt", "Jobcenter"),
    ("FF: Sozialamt\nJobcenter", "Sozialamt", "Jobcenter"),
    ("Verantwortlich:\nSozialamt\nBeteiligt:\nJobcenter\nCaritas", "Sozialamt", "Jobcenter; Caritas"),
    ("Federführung: Sozialamt, Jugendamt, Beteiligte: Diakonie, Caritas", "Sozialamt; Jugendamt", "Diakonie; Caritas"),
    ("verantwortlich: Sozialamt", "Sozialamt", ""),
    ("Federführung Sozialamt, Caritas", "Sozialamt", "Caritas"),
    ("Unter Federführung des Sozialamtes, Mitwirkung der Caritas", "Sozialamtes", "Caritas"),
    ("Beteiligte: Diakonie", "", "Diakonie"),
    ("Kooperationspartner: alle Träger", "", "alle Träger"),
    ("Sozialamt in Zusammenarbeit mit dem Jobcenter und der Agentur für Arbeit", "Sozialamt", "Jobcenter; Agentur für Arbeit"),
    ("Jugendamt mit Kita-Trägern", "Jugendamt", "Kita-Trägern"),
    ("Beratungsstelle für Menschen mit Behinderung", "Beratungsstelle für Menschen mit Behinderung", ""),
    # placeholders
    ("", "", ""),
    ("N. N.", "", ""),
    ("offen", "", ""),
    ("wird noch benannt", "", ""),
    ("entfällt", "", ""),
    ("keine", "", ""),
    ("niemand", "", ""),
    ("Sozialamt, N. N.", "Sozialamt", ""),
    ("N. N., Sozialamt", "Sozialamt", ""),
    ("N. N. (Sozialamt)", "N. N. (Sozialamt)", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lead", "partners"), LEADS_AND_PARTNERS)
def test_lead_and_partners(text: str, lead: str, partners: str) -> None:
    bodies = parse_bodies(text)
    assert ("; ".join(bodies.lead), "; ".join(bodies.partners)) == (lead, partners)
    assert bodies.stated == bool(lead)
    assert bodies.raw == text.strip()


VAGUE = [
    "alle Ämter", "Alle Fachämter", "alle", "alle Akteure", "alle Beteiligten", "sämtliche Fachbereiche", "Verwaltung", "die Verwaltung",
    "Landkreis", "Landratsamt", "Stadtverwaltung", "Kreisverwaltung", "Kommunen", "kreisangehörige Kommunen", "Gemeinden des Landkreises",
    "Fachämter", "verschiedene", "diverse Träger", "freie Träger", "Träger der freien Jugendhilfe", "jeweiliges Fachamt",
    "das zuständige Amt", "zuständige Fachämter", "beteiligte Akteure", "Netzwerk", "Städte und Gemeinden", "Schulen", "alle*",
]  # fmt: skip
NOT_VAGUE = [
    "Sozialamt", "Hauptamt (FF), alle Ämter", "Hauptamt, alle Ämter", "Landkreis, Sozialamt", "Stadt Plauen", "Netzwerk Integration",
    "Verwaltungsleitung", "Landrat", "Kreistag", "Allgemeiner Sozialer Dienst", "Gemeindeverband", "Träger: Diakonie", "N. N.", "",
]  # fmt: skip


@pytest.mark.parametrize("text", VAGUE)
def test_nobody_in_particular(text: str) -> None:
    assert parse_bodies(text).vague


@pytest.mark.parametrize("text", NOT_VAGUE)
def test_somebody(text: str) -> None:
    assert not parse_bodies(text).vague


def test_a_vague_name_leads_together_with_the_first_concrete_one() -> None:
    bodies = parse_bodies("Landratsamt, Sozialamt, Diakonie")
    assert (bodies.lead, bodies.partners) == (("Landratsamt", "Sozialamt"), ("Diakonie",))


def test_a_column_of_partners() -> None:
    bodies = parse_bodies("Sozialamt", "Jobcenter, Diakonie und Caritas; Sozialamt")
    assert (bodies.lead, bodies.partners) == (("Sozialamt",), ("Jobcenter", "Diakonie", "Caritas"))


def test_partners_alone_are_no_lead_unless_marked() -> None:
    assert parse_bodies("N. N.", "Diakonie") == Bodies("N. N.", (), ("Diakonie",))
    assert parse_bodies("", "Diakonie (FF), Caritas") == Bodies("Diakonie (FF), Caritas", ("Diakonie",), ("Caritas",))


NAMES = (
    "Sozialamt",
    "Amt für Soziales und Sport",
    "Jobcenter",
    "Diakonie",
    "LaSuB",
    "freie Träger",
    "Büro Landrat",
    "SG Asyl",
)


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.sampled_from(("; ", ", ", "\n", ";", "\n- ")))
def test_names_come_back_in_order(names: list[str], separator: str) -> None:
    lead, *partners = names
    text = separator.join([f"{lead} (FF)", *partners])
    assert parse_bodies(text) == Bodies(text, (lead,), tuple(partners), lead == "freie Träger")


PIECES = st.lists(
    st.sampled_from(
        [
            "Sozialamt",
            "Amt",
            "für",
            "und",
            ",",
            ";",
            "/",
            "(",
            ")",
            "[",
            "]",
            "FF",
            "(FF)",
            "FF:",
            "Beteiligte:",
            "mit",
            "\n",
            "- ",
            "Soziales",
            "N. N.",
            "alle",
            "Ämter",
            "u. a.",
            "1.",
            "50",
            "-",
            "&",
            "+",
            "\ue001",
            "\ue010",
        ]
    ),
    max_size=10,
)


@given(st.one_of(st.text(max_size=300), PIECES.map(" ".join), PIECES.map("".join)), st.text(max_size=40))
def test_nothing_raises_and_no_name_is_empty_or_twice(text: str, partners_text: str) -> None:
    bodies = parse_bodies(text, partners_text)
    names = bodies.lead + bodies.partners
    assert all(name.strip() for name in names)
    assert len(set(names)) == len(names)
    assert bodies.stated == bool(bodies.lead)
    assert bodies.stated or not bodies.vague
