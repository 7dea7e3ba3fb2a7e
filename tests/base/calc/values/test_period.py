"""Every way of saying when a measure runs, and the days that it means."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values import Period, parse_period


def days(start: str, end: str) -> tuple[date | None, date | None]:
    return (date.fromisoformat(start) if start else None), (date.fromisoformat(end) if end else None)


SPANS = [
    ("1.-31.5.26", "2026-05-01", "2026-05-31"),
    ("01. – 15.03.2026", "2026-03-01", "2026-03-15"),
    ("15. bis 20. Mai 2026", "2026-05-15", "2026-05-20"),
    # whole years
    ("2025", "2025-01-01", "2025-12-31"),
    ("2025–2027", "2025-01-01", "2027-12-31"),
    ("2025 – 2027", "2025-01-01", "2027-12-31"),
    ("2025—2027", "2025-01-01", "2027-12-31"),
    ("2025‑2027", "2025-01-01", "2027-12-31"),
    ("2025\u00a0−\u00a02027", "2025-01-01", "2027-12-31"),
    ("2025 bis 2027", "2025-01-01", "2027-12-31"),
    ("2025 BIS 2027", "2025-01-01", "2027-12-31"),
    ("von 2025 bis 2027", "2025-01-01", "2027-12-31"),
    ("2025/2026", "2025-01-01", "2026-12-31"),
    ("2025/26", "2025-01-01", "2026-12-31"),
    ("2025-27", "2025-01-01", "2027-12-31"),
    ("25/26", "2025-01-01", "2026-12-31"),
    ("'25-'27", "2025-01-01", "2027-12-31"),
    ("'26", "2026-01-01", "2026-12-31"),
    ("2025, 2026 und 2027", "2025-01-01", "2027-12-31"),
    ("2025 und 2027", "2025-01-01", "2027-12-31"),
    ("2026, 2025", "2025-01-01", "2026-12-31"),
    ("2025\n2026", "2025-01-01", "2026-12-31"),
    ("2025 → 2027", "2025-01-01", "2027-12-31"),
    ("2025...2027", "2025-01-01", "2027-12-31"),
    ("2025 – ca. 2027", "2025-01-01", "2027-12-31"),
    ("2025 bis voraussichtlich 2027", "2025-01-01", "2027-12-31"),
    ("Doppelhaushalt 2025/2026", "2025-01-01", "2026-12-31"),
    ("Wahlperiode 2024-2029", "2024-01-01", "2029-12-31"),
    ("im Jahr 2026", "2026-01-01", "2026-12-31"),
    ("2026*", "2026-01-01", "2026-12-31"),
    ("2026¹", "2026-01-01", "2026-12-31"),
    ("2026 1)", "2026-01-01", "2026-12-31"),
    ("2026?", "2026-01-01", "2026-12-31"),
    ("erledigt 2025", "2025-01-01", "2025-12-31"),
    ("2026 (noch offen)", "2026-01-01", "2026-12-31"),
    ("noch offen, voraussichtlich 2026", "2026-01-01", "2026-12-31"),
    ("2025 (verlängert bis 2027)", "2025-01-01", "2027-12-31"),
    # with an end only
    ("bis 2027", "", "2027-12-31"),
    ("– 2027", "", "2027-12-31"),
    ("spätestens 2027", "", "2027-12-31"),
    ("bis Ende 2025", "", "2025-12-31"),
    ("bis zum 30. Juni 2025", "", "2025-06-30"),
    ("bis 30.06.2025", "", "2025-06-30"),
    ("vor dem 30.06.2026", "", "2026-06-29"),
    ("bis zur Wahl 2029", "", "2029-12-31"),
    ("kurzfristig (bis 2026)", "", "2026-12-31"),
    ("laufend bis 2027", "", "2027-12-31"),
    # a day alone answers "bis wann?"
    ("31.12.2025", "", "2025-12-31"),
    ("31.12.25", "", "2025-12-31"),
    ("31. 12. 2025", "", "2025-12-31"),
    ("2025-12-31", "", "2025-12-31"),
    ("2025.12.31", "", "2025-12-31"),
    ("31/12/2025", "", "2025-12-31"),
    ("31-12-2025", "", "2025-12-31"),
    ("15. März 2026", "", "2026-03-15"),
    ("29.02.2024", "", "2024-02-29"),
    # days
    ("01.03.2025 - 28.02.2028", "2025-03-01", "2028-02-28"),
    ("01.03.2025 -\n28.02.2028", "2025-03-01", "2028-02-28"),
    ("1.1.2025-31.12.2027", "2025-01-01", "2027-12-31"),
    ("01.03. - 30.06.2026", "2026-03-01", "2026-06-30"),
    ("01.01.–31.12.2025", "2025-01-01", "2025-12-31"),
    ("vom 01.04.2025 bis zum 31.03.2026", "2025-04-01", "2026-03-31"),
    ("1. Januar 2025 - 31. Dezember 2027", "2025-01-01", "2027-12-31"),
    # months
    ("März 2026", "2026-03-01", "2026-03-31"),
    ("Maerz 2026", "2026-03-01", "2026-03-31"),
    ("Mrz. 26", "2026-03-01", "2026-03-31"),
    ("Mai-26", "2026-05-01", "2026-05-31"),
    ("Dez 25", "2025-12-01", "2025-12-31"),
    ("März 2025 – Februar 2026", "2025-03-01", "2026-02-28"),
    ("Juni–August 2026", "2026-06-01", "2026-08-31"),
    ("von Januar bis Juni 2026", "2026-01-01", "2026-06-30"),
    ("September/Oktober 2026", "2026-09-01", "2026-10-31"),
    ("November – Februar 2026", "2025-11-01", "2026-02-28"),
    ("Oktober 2025 – März", "2025-10-01", "2026-03-31"),
    ("2026 (März, Juni, September)", "2026-03-01", "2026-09-30"),
    ("03/2025", "2025-03-01", "2025-03-31"),
    ("2/2026", "2026-02-01", "2026-02-28"),
    ("06.2025", "2025-06-01", "2025-06-30"),
    ("2025-06", "2025-06-01", "2025-06-30"),
    ("12/27", "2027-12-01", "2027-12-31"),
    ("03/2025 – 02/2028", "2025-03-01", "2028-02-29"),
    ("01/26 - 12/26", "2026-01-01", "2026-12-31"),
    ("10-12/2025", "2025-10-01", "2025-12-31"),
    # quarters and halves
    ("III. Quartal 2025", "2025-07-01", "2025-09-30"),
    ("3. Quartal 2025", "2025-07-01", "2025-09-30"),
    ("drittes Quartal 2025", "2025-07-01", "2025-09-30"),
    ("3. Quart. 25", "2025-07-01", "2025-09-30"),
    ("Quartal III/2025", "2025-07-01", "2025-09-30"),
    ("Q2/2026", "2026-04-01", "2026-06-30"),
    ("Q2 2026", "2026-04-01", "2026-06-30"),
    ("Q 2 / 26", "2026-04-01", "2026-06-30"),
    ("2026 Q2", "2026-04-01", "2026-06-30"),
    ("II/2026", "2026-04-01", "2026-06-30"),
    ("I-III/2026", "2026-01-01", "2026-09-30"),
    ("I. – III. Quartal 2026", "2026-01-01", "2026-09-30"),
    ("1.-3. Quartal 2026", "2026-01-01", "2026-09-30"),
    ("Q1/Q2 2026", "2026-01-01", "2026-06-30"),
    ("Q4/2025 - Q2/2026", "2025-10-01", "2026-06-30"),
    ("1. Hj. 2026", "2026-01-01", "2026-06-30"),
    ("1. HJ 2025 – 2. HJ 2026", "2025-01-01", "2026-12-31"),
    ("zweites Halbjahr 2026", "2026-07-01", "2026-12-31"),
    ("HJ 2/2026", "2026-07-01", "2026-12-31"),
    ("H2 2026", "2026-07-01", "2026-12-31"),
    ("2025 (1. HJ)", "2025-01-01", "2025-06-30"),
    # parts of a stretch are its thirds
    ("Ende 2025", "2025-09-01", "2025-12-31"),
    ("Anfang/Mitte 2026", "2026-01-01", "2026-08-31"),
    ("zum Jahresende 2025", "2025-09-01", "2025-12-31"),
    ("Ende des Jahres 2026", "2026-09-01", "2026-12-31"),
    ("Ende 2025/Anfang 2026", "2025-09-01", "2026-04-30"),
    ("Mitte 2025 bis Ende 2026", "2025-05-01", "2026-12-31"),
    ("Ende 4. Quartal 2026", "2026-12-01", "2026-12-31"),
    ("Mitte März 2026", "2026-03-11", "2026-03-20"),
    ("zu Beginn des Schuljahres 2026/27", "2026-08-01", "2026-11-30"),
    # seasons, weeks, school years
    ("Herbst 2025", "2025-09-01", "2025-11-30"),
    ("Frühjahr 2026", "2026-03-01", "2026-05-31"),
    ("Sommerferien 2026", "2026-06-01", "2026-08-31"),
    ("Winter 2025/26", "2025-12-01", "2026-02-28"),
    ("Frühjahr 2026 – Herbst 2027", "2026-03-01", "2027-11-30"),
    ("Wintersemester 2025/26", "2025-10-01", "2026-03-31"),
    ("KW 14/2026", "2026-03-30", "2026-04-05"),
    ("KW 10-12/2026", "2026-03-02", "2026-03-22"),
    ("14. KW 2026", "2026-03-30", "2026-04-05"),
    ("Schuljahr 2025/26", "2025-08-01", "2026-07-31"),
    ("Schuljahr 2025/2026", "2025-08-01", "2026-07-31"),
    ("SJ 25/26", "2025-08-01", "2026-07-31"),
    # start and end in words
    ("Start 2025, Ende 2027", "2025-01-01", "2027-12-31"),
    ("Beginn: 01/2025; Ende: 12/2026", "2025-01-01", "2026-12-31"),
    ("Start: Q1 2026\nEnde: Q4 2026", "2026-01-01", "2026-12-31"),
    ("bis 2027 ab 2025", "2025-01-01", "2027-12-31"),
    ("Konzept: 2025\nUmsetzung: 2026/27", "2025-01-01", "2027-12-31"),
    ("laufend (2025–2027)", "2025-01-01", "2027-12-31"),
    ("2026 (Antrag bis 31.03.)", "2026-01-01", "2026-12-31"),
    # a length counts from its beginning
    ("ab 2026 für 2 Jahre", "2026-01-01", "2027-12-31"),
    ("36 Monate ab 01.03.2025", "2025-03-01", "2028-02-29"),
    ("01.07.2025 (36 Monate)", "2025-07-01", "2028-06-30"),
]


@pytest.mark.parametrize(("text", "start", "end"), SPANS, ids=[repr(case[0]) for case in SPANS])
def test_spans(text: str, start: str, end: str) -> None:
    period = parse_period(text)
    assert (period.kind, (period.start, period.end), period.contradiction) == ("span", days(start, end), "")
    assert period.raw == text.strip()


OPEN = [
    ("ab 2026", "2026-01-01"),
    ("Ab 2026", "2026-01-01"),
    ("seit 2024", "2024-01-01"),
    ("2026 ff.", "2026-01-01"),
    ("2026ff", "2026-01-01"),
    ("2026 f.", "2026-01-01"),
    ("2026/27 ff.", "2026-01-01"),
    ("2025+", "2025-01-01"),
    ("2025 und folgende", "2025-01-01"),
    ("2025 –", "2025-01-01"),
    ("2025 – offen", "2025-01-01"),
    ("ab 2. Halbjahr 2025", "2025-07-01"),
    ("ab Schuljahr 2025/26", "2025-08-01"),
    ("ab dem 01.04.2026", "2026-04-01"),
    ("Beginn: 03/2026", "2026-03-01"),
    ("Projektstart 2026", "2026-01-01"),
    ("frühestens 2026", "2026-01-01"),
    ("nicht vor 2027", "2027-01-01"),
    ("nach 2026", "2027-01-01"),
    ("2026 bis zur Fortschreibung", "2026-01-01"),
]


@pytest.mark.parametrize(("text", "start"), OPEN)
def test_open_periods(text: str, start: str) -> None:
    period = parse_period(text)
    assert (period.kind, period.start, period.end) == ("open", date.fromisoformat(start), None)


OTHER_KINDS = [
    *[(text, "permanent", "") for text in (
        "laufend", "Laufend.", "fortlaufend", "Daueraufgabe", "dauerhaft", "kontinuierlich", "kontinuirlich", "ständig", "staendig",
        "unbefristet", "auf Dauer", "permanent", "bis auf Weiteres", "wird fortgeführt", "Regelaufgabe", "ab sofort, fortlaufend",
        "bis 2026, danach laufend", "ganzjährig", "laufend (Stand 31.12.2025)",
    )],
    ("laufend seit 2019", "permanent", "2019-01-01"),
    ("ab 2026 laufend", "permanent", "2026-01-01"),
    ("2025 - laufend", "permanent", "2025-01-01"),
    ("2025 bis unbefristet", "permanent", "2025-01-01"),
    ("begonnen 2023, laufend", "permanent", "2023-01-01"),
    ("2025–2026, anschließend Daueraufgabe", "permanent", "2025-01-01"),
    *[(text, "recurring", "") for text in (
        "jährlich", "jaehrlich", "Jährlich", "jährl.", "jährlich im September", "2x jährlich", "2 x im Jahr", "1x/Jahr", "zweimal pro Jahr",
        "halbjährlich", "vierteljährlich", "quartalsweise", "monatlich", "wöchentlich", "jedes zweite Jahr", "alle 2 Jahre",
        "alle zwei Jahre", "turnusmäßig", "im 2-Jahres-Rhythmus", "regelmäßig", "regelmässig", "mehrmals im Jahr", "jeweils im Herbst",
        "fortlaufend, jährliche Evaluation",
    )],
    ("jährlich ab 2025", "recurring", "2025-01-01"),
    ("seit 2016 jährlich", "recurring", "2016-01-01"),
    *[(text, "vague", "") for text in (
        "kurzfristig", "mittelfristig (2–3 Jahre)", "langfristig", "kurz- bis mittelfristig", "mittel-/langfristig", "k/m/l", "k", "zeitnah",
        "sofort", "ab sofort", "umgehend", "vor der Wahl 2026", "vor der Landtagswahl 2029", "nach Beschluss", "nach Beschluss 2026",
        "bis zur Fortschreibung", "während der Konzeptlaufzeit", "2 Jahre", "24 Monate", "dreijährig", "Frühjahr", "IV. Quartal",
        "bis 31.12.", "Jahresende", "bei Bedarf", "nach Haushaltslage", "Projektlaufzeit", "im laufenden Jahr",
    )],
    *[(text, "unknown", "") for text in ("45657", "2205", "1899", "Phase 1", "1.", "II", "siehe 1.1", "12.000 €", "Jugendamt")],
    *[(text, "none", "") for text in (
        "", " ", "-", "–", "N. N.", "offen", "offen (Haushalt 2026)", "k. A.", "??", "noch zu klären", "wird 2026 festgelegt", "nein", "keine",
        "entfällt", "x", "0", "TT.MM.JJJJ", "20xx", "Klicken oder tippen Sie hier, um Text einzugeben.",
    )],
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "start"), OTHER_KINDS)
def test_periods_without_an_end(text: str, kind: str, start: str) -> None:
    period = parse_period(text)
    assert (period.kind, period.start, period.end, period.contradiction) == (kind, *days(start, ""), "")


CONTRADICTIONS = [
    "2027 – 2025",
    "2027 bis 2025",
    "2026/25",
    "30.06.2025 – 01.03.2025",
    "Juni 2026 - März 2026",
    "Beginn: 01/2027; Ende: 12/2025",
    "2025–2027, 2029–2028",
]


@pytest.mark.parametrize("text", CONTRADICTIONS)
def test_an_end_before_its_start_is_a_contradiction_that_quotes_the_text(text: str) -> None:
    contradiction = parse_period(text).contradiction
    assert f"„{text}“" in contradiction
    assert "vor" in contradiction and contradiction.endswith(".")


IMPOSSIBLE = [
    "31.-1.5.26",
    "31.02.2026", "29.02.2025", "01.13.2025", "12/31/2025", "Q5/2026", "5. Quartal 2026", "3. Halbjahr 2026", "13/2026", "00/2026",
    "KW 60/2026", "31.12.1899", "31.12.20255", "01.01.2026 – 31.02.2026",
]  # fmt: skip


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_impossible_days_are_stated_but_not_understood(text: str) -> None:
    period = parse_period(text)
    assert (period.kind, period.stated, period.understood) == ("unknown", True, False)
    assert f"„{text}“" in period.contradiction


def test_a_contradiction_quotes_a_long_cell_only_in_part() -> None:
    assert len(parse_period("2027 – 2025 " + "lang " * 500).contradiction) < 200


COLUMNS = [
    ("2025", "2027", "span", "2025-01-01", "2027-12-31"),
    ("01.03.2025", "28.02.2028", "span", "2025-03-01", "2028-02-28"),
    ("März 2025", "Mai 2025", "span", "2025-03-01", "2025-05-31"),
    ("2025", "laufend", "permanent", "2025-01-01", ""),
    ("laufend", "2027", "span", "", "2027-12-31"),
    ("ab 2026", "", "open", "2026-01-01", ""),
    ("2026", "offen", "open", "2026-01-01", ""),
    ("01.03.2026", "", "open", "2026-03-01", ""),
    ("", "2027", "span", "", "2027-12-31"),
    ("-", "31.12.2027", "span", "", "2027-12-31"),
    ("01.03.2025 - 28.02.2028", "", "span", "2025-03-01", "2028-02-28"),
    ("2025–2027", "2027", "span", "2025-01-01", "2027-12-31"),
    ("Schuljahr 2025/26", "", "span", "2025-08-01", "2026-07-31"),
    ("jährlich", "", "recurring", "", ""),
    ("laufend", "laufend", "permanent", "", ""),
    ("kurzfristig", "", "vague", "", ""),
    ("Phase 1", "Phase 2", "unknown", "", ""),
    ("", "", "none", "", ""),
    ("N. N.", "-", "none", "", ""),
]


@pytest.mark.parametrize(("text", "end_text", "kind", "start", "end"), COLUMNS)
def test_columns_for_start_and_end(text: str, end_text: str, kind: str, start: str, end: str) -> None:
    period = parse_period(text, end_text, divided=True)
    assert (period.kind, (period.start, period.end), period.contradiction) == (kind, days(start, end), "")


def test_an_end_alone_shows_that_there_are_two_columns() -> None:
    assert parse_period("2025", "2027") == parse_period("2025", "2027", divided=True)


def test_columns_that_contradict_each_other() -> None:
    period = parse_period("2027", "2025", divided=True)
    assert period.contradiction == "„2027 – 2025“: Das Ende (31.12.2025) liegt vor dem Beginn (01.01.2027)."
    assert "31.02.2026" in parse_period("2025", "31.02.2026").contradiction
    assert parse_period("31.02.2026", "2027").contradiction


def test_real_dates() -> None:
    end_of_2025 = date(2025, 12, 31)
    assert parse_period("31.12.2025", value=end_of_2025).end == end_of_2025
    assert parse_period("46022", value=end_of_2025).end == end_of_2025
    assert parse_period("", value=datetime(2025, 12, 31, 12)).end == end_of_2025
    both = parse_period("45658", "46022", value=date(2025, 1, 1), end_value=end_of_2025)
    assert (both.kind, both.start, both.end) == ("span", date(2025, 1, 1), end_of_2025)
    assert parse_period("45658", value=date(2025, 1, 1), divided=True).kind == "open"


def test_the_shown_text_counts_where_it_is_wider_than_the_real_date() -> None:
    period = parse_period("Dez 25", value=date(2025, 12, 1))
    assert (period.start, period.end) == (date(2025, 12, 1), date(2025, 12, 31))
    assert parse_period("2026", value=date(2026, 1, 1)).end == date(2026, 12, 31)


def test_a_real_date_of_1899_is_no_date() -> None:
    period = parse_period("31.12.1899", value=date(1899, 12, 31))
    assert period.kind == "unknown" and "31.12.1899" in period.contradiction


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
WRITTEN = ("{0.day}.{0.month}.{0.year}", "{0:%d.%m.%Y}", "{0:%Y-%m-%d}")
BETWEEN = (" - ", "–", " bis ", " — ", "-\n", " bis zum ")


@given(DAYS, DAYS, st.sampled_from(WRITTEN), st.sampled_from(BETWEEN))
def test_well_formed_spans_parse_back(first: date, last: date, written: str, between: str) -> None:
    period = parse_period(written.format(first) + between + written.format(last))
    assert (period.kind, period.start, period.end) == ("span", first, last)
    assert bool(period.contradiction) == (first > last)


@given(st.integers(1990, 2100), st.integers(1990, 2100), st.sampled_from((" - ", "–", "/", " bis ")))
def test_spans_of_years_parse_back(first: int, last: int, between: str) -> None:
    period = parse_period(f"{first}{between}{last}")
    assert (period.start, period.end) == (date(first, 1, 1), date(last, 12, 31))
    assert bool(period.contradiction) == (first > last)


@given(DAYS)
def test_a_day_in_the_start_column_opens_and_in_the_end_column_closes(day: date) -> None:
    text = f"{day:%d.%m.%Y}"
    assert parse_period(text, divided=True) == Period(text, "open", day)
    assert parse_period("", text) == Period(text, "span", None, day)


PIECES = st.lists(
    st.sampled_from(
        [
            "2025",
            "2027",
            "ab",
            "bis",
            "–",
            "-",
            "/",
            ",",
            ";",
            "und",
            "(",
            ")",
            "\n",
            "März",
            "Juni",
            "2026",
            "1.",
            "III.",
            "Quartal",
            "HJ",
            "Ende",
            "Mitte",
            "jährlich",
            "laufend",
            "31.12.",
            "31.02.",
            "2024",
            "vor",
            "nach",
            "Wahl",
            "Schuljahr",
            "2025/26",
            "KW",
            "14",
            "kurzfristig",
            "ff.",
            "N.N.",
            "offen",
            "2",
            "Jahre",
            "12/27",
            "Q2",
            "'26",
            "Beginn:",
            "Herbst",
            "Winter",
            "danach",
        ]
    ),
    max_size=8,
)


@given(st.one_of(st.text(max_size=300), PIECES.map(" ".join), PIECES.map("".join)), st.text(max_size=30), st.booleans())
def test_nothing_raises_and_every_span_is_in_order_or_says_why(text: str, end_text: str, divided: bool) -> None:
    period = parse_period(text, end_text, divided=divided)
    if period.start and period.end and period.start > period.end:
        assert period.contradiction
    if period.kind in ("none", "unknown", "vague"):
        assert period.start is None and period.end is None
    assert period.stated == (period.kind != "none")
    assert not period.understood or period.stated
    assert (period.kind == "open") <= (period.end is None and period.start is not None)
    assert (period.kind == "span") <= (period.end is not None)
