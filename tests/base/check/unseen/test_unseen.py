"""Catalogues in the shapes in which Landkreise and cities keep them, written before the compiler had seen them."""

from __future__ import annotations

import pytest

from tests.base.check.unseen.expectations import Case, differences, unaccounted
from tests.base.check.unseen.others import OTHERS
from tests.base.check.unseen.texts import TEXTS
from tests.base.check.unseen.workbooks import WORKBOOKS
from verbindlich.base.check.mapping import Mapping, load_synonyms, map_source
from verbindlich.base.readers import read_here
from verbindlich.base.readers.source import Source

CASES = [pytest.param(case, id=case.name) for case in (*WORKBOOKS, *TEXTS)]
FILES = {case.name: case.build for case in (*WORKBOOKS, *TEXTS)} | OTHERS


def mapped(name: str) -> tuple[Source, Mapping]:
    source = read_here(FILES[name](), name)
    return source, map_source(source, load_synonyms())


@pytest.mark.parametrize("case", CASES)
def test_a_catalogue_yields_what_its_office_means(case: Case):
    assert differences(mapped(case.name)[1], case.expected) == {}


@pytest.mark.parametrize("name", FILES)
def test_each_cell_and_paragraph_is_once_in_the_ledger(name: str):
    assert not unaccounted(*mapped(name))


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_without_a_catalogue_invents_none_and_says_so(name: str):
    mapping = mapped(name)[1]
    assert not mapping.catalogue.measures
    assert any(problem.message.startswith("Keine Maßnahmen gefunden") for problem in mapping.problems)
