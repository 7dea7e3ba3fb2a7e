"""The command from outside: exit status, what goes where, and that no file makes it fall over."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verbindlich.base.check import command
from verbindlich.base.check.command import main

ROOT = Path(__file__).parents[3]
HEADER = "Nr.;Handlungsfeld;Ziel;Maßnahme;Federführung;Zeitraum;Priorität;Kosten;Stand\n"
WHOLE = "1.1;Sprache;Alle finden einen Kurs.;Strategiegremium einrichten;Sozialamt;2099;hoch;nein;geplant\n"
GAP = "1.2;Sprache;Alle finden einen Kurs.;Sprachkurse bündeln;N. N.;2099;hoch;nein;geplant\n"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return written(tmp_path / "gut.csv", HEADER + WHOLE)


@pytest.fixture
def gap(tmp_path: Path) -> Path:
    return written(tmp_path / "luecke.csv", HEADER + WHOLE + GAP)


@pytest.fixture
def junk(tmp_path: Path) -> Path:
    path = tmp_path / "bild.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def from_outside(*argv: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as `python -m verbindlich check …`."""
    return subprocess.run(
        [sys.executable, "-m", "verbindlich", "check", *map(str, argv)],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


class TestStatus:
    def test_0_without_errors(self, whole: Path) -> None:
        done = from_outside(whole)
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 Maßnahme in 1 Handlungsfeld" in done.stdout

    def test_1_with_errors(self, gap: Path) -> None:
        done = from_outside(gap)
        assert (done.returncode, done.stderr) == (1, "")
        assert "measure-without-lead" in done.stdout

    def test_2_for_what_cannot_be_read_and_no_traceback(self, junk: Path) -> None:
        done = from_outside(junk)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"{junk}: ") and "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 1

    @pytest.mark.parametrize("name", ["fehlt.xlsx", "."])
    def test_2_for_no_file(self, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(tmp_path / name)]) == 2
        assert capsys.readouterr().err

    def test_2_for_wrong_use(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--strict"]) == 2
        assert "Unbekannte Angabe: --strict" in capsys.readouterr().err

    def test_an_unreadable_file_decides_over_the_others(self, gap: Path, junk: Path) -> None:
        assert main([str(gap), str(junk)]) == 2

    def test_switching_the_only_error_off_gives_0(self, gap: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(gap), "--off", "measure-without-lead=Wird besetzt"]) == 0
        assert "Abgeschaltet: Wird besetzt" in capsys.readouterr().out

    def test_an_unknown_rule_is_refused_before_anything_is_read(
        self, junk: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([str(junk), "--off", "measure-without-leed"]) == 2
        complaint = capsys.readouterr().err
        assert "measure-without-lead" in complaint and str(junk) not in complaint


class TestJson:
    def test_one_file_is_an_object(self, gap: Path) -> None:
        done = from_outside(gap, "--format", "json")
        found = json.loads(done.stdout)
        assert (found["source"], found["measures"], found["criteria"]["lead"]) == (
            "luecke.csv",
            2,
            {"with": 1, "without": ["1.2"]},
        )
        assert done.returncode == 1

    def test_several_files_are_an_array_without_those_that_cannot_be_read(
        self, gap: Path, junk: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert main([str(gap), str(junk), "--format", "json"]) == 2
        captured = capfdbinary.readouterr()
        assert [entry["source"] for entry in json.loads(captured.out)] == ["luecke.csv"]
        assert b"bild.xlsx" in captured.err

    def test_is_utf_8_whatever_the_terminal_says(self, gap: Path) -> None:
        done = from_outside(gap, "--format", "json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert "für" in done.stdout or "Maßnahme" in done.stdout
        json.loads(done.stdout)


class TestTerminal:
    def test_an_ascii_terminal_is_no_reason_to_fail(self, gap: Path) -> None:
        done = from_outside(gap, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (1, "")
        assert "Ma?nahme" in done.stdout

    def test_a_reader_that_goes_away_is_no_failure(self, gap: Path) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "verbindlich", "check", str(gap)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout and process.stderr
        process.stdout.close()
        complaint = process.stderr.read()
        process.stderr.close()
        assert (process.wait(30), complaint) == (1, b"")

    def test_several_files_end_with_their_comparison(self, whole: Path, gap: Path) -> None:
        done = from_outside(whole, gap)
        assert done.stdout.index("gut.csv") < done.stdout.index("luecke.csv") < done.stdout.index("Vergleich")
        assert "[2] luecke.csv" in done.stdout

    def test_a_file_name_cannot_steer_the_terminal(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(tmp_path / "a\x1b[31mb.xlsx")]) == 2
        assert "\x1b" not in capsys.readouterr().err

    def test_rules_and_help_need_no_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert (main(["--rules"]), main(["--help"])) == (0, 0)
        shown = capsys.readouterr().out
        assert "measure-without-lead (Fehler)" in shown and "Aufruf: verbindlich check" in shown


class TestReport:
    def test_is_written_beside_the_text(self, gap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = tmp_path / "bericht.html"
        assert main([str(gap), "--report", str(report)]) == 1
        assert "measure-without-lead" in report.read_text("utf-8")
        assert str(report) in capsys.readouterr().err

    def test_never_overwrites_what_is_checked(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = written(tmp_path / "katalog.html", HEADER + WHOLE)
        assert main([str(path), "--report", str(path)]) == 2
        assert path.read_text("utf-8") == HEADER + WHOLE
        assert "nicht überschrieben" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["bericht.docx", "fehlt/bericht.html", "ordner.html"])
    def test_a_place_that_cannot_be_is_refused_at_once(
        self, whole: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "ordner.html").mkdir()
        assert main([str(whole), "--report", str(tmp_path / name)]) == 2
        assert "--report" in capsys.readouterr().err

    def test_a_place_that_cannot_be_written_is_said(
        self, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def refuse(*_: Any) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "write_bytes", refuse)
        assert main([str(whole), "--report", str(tmp_path / "b.html")]) == 2
        assert "kann nicht geschrieben werden" in capsys.readouterr().err


class TestFaults:
    """What this program gets wrong itself is one German line, and the other files are still checked."""

    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = command.check_file

        def check_file(path: Path, **options: Any) -> object:
            if path.name == "luecke.csv":
                raise RuntimeError("boom")
            return real(path, **options)

        monkeypatch.setattr(command, "check_file", check_file)

    @pytest.mark.usefixtures("broken")
    def test_one_line_and_status_2(self, whole: Path, gap: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(gap), str(whole)]) == 2
        captured = capsys.readouterr()
        assert "RuntimeError" in captured.err and "boom" not in captured.err and len(captured.err.splitlines()) == 1
        assert "gut.csv" in captured.out

    @pytest.mark.usefixtures("broken")
    def test_the_traceback_for_those_who_ask(
        self, gap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("VERBINDLICH_DEBUG", "1")
        assert main([str(gap)]) == 2
        assert "boom" in capsys.readouterr().err

    def test_ctrl_c(self, gap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        def interrupted(*_: Any, **__: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(command, "check_file", interrupted)
        assert main([str(gap)]) == 130
        assert capsys.readouterr().err == "Abgebrochen.\n"

    def test_a_fault_outside_the_files(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(command, "write_rules", lambda _: 1 / 0)
        assert main(["--rules"]) == 2
        assert "ZeroDivisionError" in capsys.readouterr().err


def test_synonyms_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue = written(tmp_path / "k.csv", HEADER.replace("Federführung", "Hut auf") + WHOLE)
    words = written(tmp_path / "w.toml", 'lead = ["Hut auf"]\n')
    assert main([str(catalogue)]) == 1
    assert main([str(catalogue), "--synonyms", str(words)]) == 0


def test_a_broken_synonym_file_is_said(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(whole), "--synonyms", str(written(tmp_path / "w.toml", "lead = [\n"))]) == 2
    assert "w.toml" in capsys.readouterr().err


def test_no_django(whole: Path) -> None:
    code = (
        "import sys; from verbindlich.base.check.command import main; main(sys.argv[1:]);"
        "assert not any(m.split('.')[0] == 'django' for m in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(whole)], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert io.StringIO(done.stdout).readline().strip() == "gut.csv"
