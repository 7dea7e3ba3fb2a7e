from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree

import pytest

from tests.base.calc.building import catalogue, measure
from tests.base.check.results import GAPS, NO_GOALS, many, result
from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.check.report_html import as_html
from verbindlich.base.check.report_json import as_json
from verbindlich.base.check.report_text import write_comparison, write_result, write_rules, write_short
from verbindlich.base.check.run import CheckResult
from verbindlich.base.check.summary import comparison, left_out, sentence, unjudged
from verbindlich.base.check.terminal import Terminal


def text(of: CheckResult, *, everything: bool = False, width: int = 100) -> str:
    stream = io.StringIO()
    terminal = Terminal(stream)
    terminal.width = width
    write_result(terminal, of, everything=everything)
    return stream.getvalue()


def page(*results: CheckResult) -> ElementTree.Element:
    return ElementTree.fromstring(as_html(results).replace("<!DOCTYPE html>\n", ""))


class TestSentence:
    def test_says_how_many_measures_make_each_statement(self) -> None:
        assert sentence(result()) == (
            "4 Maßnahmen in 3 Handlungsfeldern: Es nennen 3 eine Federführung, 3 einen Zeitraum, 3 eine Priorität "
            "und 3 eine Angabe zum Haushalt."
        )

    def test_says_all_and_none(self) -> None:
        assert "keine eine Federführung, alle einen Zeitraum" in sentence(result(many(2)))

    def test_says_that_nothing_was_found(self) -> None:
        assert sentence(result(Catalogue())) == "In der Datei wurde keine Maßnahme gefunden."


class TestJson:
    def test_has_exactly_the_promised_keys(self) -> None:
        found = json.loads(as_json([result()], several=False))
        assert list(found) == [
            "source",
            "fields_of_action",
            "goals",
            "measures",
            "criteria",
            "fields_without_goal",
            "findings",
            "not_taken_over",
        ]
        assert (found["fields_of_action"], found["goals"], found["measures"]) == (3, 2, 4)
        assert found["criteria"] == {
            "lead": {"with": 3, "without": ["1.2"]},
            "period": {"with": 3, "without": ["2.1"]},
            "priority": {"with": 3, "without": ["3.1"]},
            "budget": {"with": 3, "without": ["3.1"]},
        }
        assert found["fields_without_goal"] == ["Gesundheit"]
        assert {tuple(finding) for finding in found["findings"]} == {
            ("rule", "severity", "measure", "where", "message")
        }
        assert {tuple(entry) for entry in found["not_taken_over"]} == {("where", "text", "reason")}
        assert len(found["not_taken_over"]) == 3

    def test_a_finding_on_the_whole_has_no_measure_but_a_place(self) -> None:
        found = json.loads(as_json([result()], several=False))["findings"]
        whole = next(finding for finding in found if finding["rule"] == "no-strategic-measure")
        assert (whole["measure"], whole["where"]) == (None, "gesamter Katalog")

    def test_is_not_escaped_to_ascii_and_always_the_same(self) -> None:
        assert "Titelzeile über" in as_json([result()], several=False)
        assert as_json([result()], several=False) == as_json([result()], several=False)

    def test_several_files_are_an_array_even_if_one_is_left(self) -> None:
        assert len(json.loads(as_json([result(), result()], several=True))) == 2
        assert len(json.loads(as_json([result()], several=True))) == 1


class TestText:
    def test_figure_7_findings_and_the_rest_stand_in_this_order(self) -> None:
        found = text(result())
        order = [
            found.index(word)
            for word in (
                "katalog.xlsx",
                "Abbildung 7",
                "Umsetzungsakteure",
                "Fehler (2)",
                "Warnungen (",
                "Hinweise (",
                "Nicht geprüft",
                "Nicht übernommen (3)",
                "Beim Lesen aufgefallen",
            )
        ]
        assert order == sorted(order)

    def test_a_finding_has_its_place_source_and_advice(self) -> None:
        found = text(result(), width=120)
        assert "[measure-without-lead · Leitfaden 3.3.5.4 und 5.2.4]" in found
        assert "– Maßnahmen!A6: Maßnahme 1.2 „Vorhaben 1.2 umsetzen“: keine Federführung angegeben" in found
        assert "→ Ein Amt, eine Stelle oder einen Träger mit Federführung eintragen." in found

    @pytest.mark.parametrize("width", [60, 80, 120])
    def test_keeps_to_the_width(self, width: int) -> None:
        assert max(map(len, text(result(), width=width).splitlines())) <= width

    def test_nothing_from_the_file_steers_the_terminal(self) -> None:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", text(result(), everything=True))

    def test_many_of_a_kind_are_cut_and_say_how_to_see_all(self) -> None:
        found = text(result(many(30)), width=120)
        assert found.count("keine Federführung") == 12
        assert "… und 18 weitere dieser Art; alle zeigt --all" in found
        assert text(result(many(30)), everything=True).count("keine Federführung") == 30

    def test_a_rule_that_is_off_is_named_with_its_reason(self) -> None:
        found = text(result(measure_without_lead="Wird im Kreistag geklärt"), width=120)
        assert "Abgeschaltet: Wird im Kreistag geklärt (measure-without-lead)" in found
        assert "keine Federführung angegeben" not in found

    def test_no_colours_into_a_file(self) -> None:
        assert "\x1b" not in text(result())

    def test_short_form_leaves_the_table_to_the_comparison(self) -> None:
        stream = io.StringIO()
        write_short(Terminal(stream), result(many(5)))
        assert "Umsetzungsakteure" not in stream.getvalue()
        assert stream.getvalue().count("keine Federführung") == 3

    def test_comparison_fits_many_files(self) -> None:
        stream = io.StringIO()
        terminal = Terminal(stream)
        write_comparison(terminal, [result(source=f"{i}.xlsx") for i in range(9)])
        assert max(map(len, stream.getvalue().splitlines())) <= terminal.width
        assert "[9] 8.xlsx" in stream.getvalue() and stream.getvalue().count("Umsetzungsakteure") == 3

    def test_all_rules_are_listed_with_source_and_condition(self) -> None:
        stream = io.StringIO()
        write_rules(Terminal(stream))
        assert "hearing-not-documented (Warnung)" in stream.getvalue()
        assert "Quelle: SächsIntG § 12 Abs. 3 Satz 2 (muss)" in stream.getvalue()
        assert "Gilt, wenn: die Art der Kommune ist bekannt und" in stream.getvalue()


class TestTerminal:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    @pytest.mark.parametrize(
        ("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
    )
    def test_colours_only_where_somebody_looks_and_wants_them(self, environ: dict[str, str], coloured: bool) -> None:
        assert Terminal(self.Tty(), environ).coloured is coloured

    def test_a_word_longer_than_the_line_is_broken(self) -> None:
        stream = io.StringIO()
        terminal = Terminal(stream)
        terminal.line("x" * 1000)
        assert max(map(len, stream.getvalue().splitlines())) == terminal.width


class TestHtml:
    def test_has_one_h1_and_no_level_left_out(self) -> None:
        for shown in (page(result()), page(result(), result(many(30), "b.xlsx"))):
            levels = [int(e.tag[1]) for e in shown.iter() if re.fullmatch("h[1-6]", str(e.tag))]
            assert levels.count(1) == 1 and levels[0] == 1
            assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))

    def test_holds_sentence_table_findings_source_and_what_was_left_out(self) -> None:
        words = " ".join(page(result()).itertext())
        for expected in (
            "4 Maßnahmen in 3 Handlungsfeldern",
            "Umsetzungszeiträume",
            "3 von 4",
            "Maßnahmen!A6",
            "Leitfaden 3.3.5.4",
            "KomIntAVO § 10 Abs. 2 Nr. 1 (muss)",
            "Titelzeile über der Tabelle",
            "So ist der Bericht zu lesen",
            "Geprüft am 01.03.2026 mit Verbindlich",
        ):
            assert expected in words

    def test_text_of_the_file_cannot_become_markup(self) -> None:
        shown = as_html([result()])
        assert "<script" not in shown and "\x1b" not in shown
        assert "&lt;script&gt;alert(1)" in shown

    def test_several_files_are_compared_first(self) -> None:
        shown = page(result(), result(many(30), "b.xlsx"))
        assert [h.text for h in shown.iter("h2")] == [
            "Vergleich",
            "katalog.xlsx",
            "b.xlsx",
            "So ist der Bericht zu lesen",
        ]

    def test_all_findings_are_printed_but_not_a_book_of_them(self) -> None:
        assert as_html([result(many(300))]).count("keine Federführung angegeben") == 300
        shown = as_html([result(many(1200))])
        assert shown.count("keine Federführung angegeben") == 1000
        assert "(1200 Befunde)" in shown and "Gezeigt sind die ersten 1000" in shown


def test_comparison_has_a_cell_per_file() -> None:
    rows = comparison([result(), result(many(3)), result(NO_GOALS)])
    assert {len(row) for row in rows} == {4}
    assert rows[0] == ("Maßnahmen", "4", "3", "0")
    assert {row[0]: row[1] for row in rows}["Umsetzungsakteure"] == "teilweise (3/4)"


def test_every_rule_that_did_not_judge_is_said_with_its_reason() -> None:
    of = result(kind=None)
    silent = [o for o in of.outcomes if o.state not in ("found", "clean")]
    assert sum(map(len, unjudged(of).values())) == len(silent) > 0
    assert any("--kind" in reason for reason in unjudged(of))


def test_what_was_left_out_is_grouped_by_reason() -> None:
    assert {why: len(entries) for why, entries in left_out(result()).items()} == {
        "Legende": 2,
        "Titelzeile über der Tabelle": 1,
    }


def test_errors_decide() -> None:
    assert result(GAPS).has_errors
    assert not result(catalogue(measure("1.1"), measure("1.2", goal=""))).has_errors
