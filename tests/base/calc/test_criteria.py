from __future__ import annotations

from tests.base.calc.building import catalogue, measure
from verbindlich.base.calc.catalogue import Catalogue, FieldOfAction
from verbindlich.base.calc.criteria import criteria, fields_without_goal
from verbindlich.base.calc.values import Bodies, Budget


def test_counts_and_numbers_in_the_order_of_the_catalogue() -> None:
    gaps = (measure("2", bodies=Bodies()), measure("1", budget=Budget()), measure("3", bodies=Bodies()))
    found = criteria(catalogue(*gaps))
    assert (found["lead"].having, found["lead"].without) == (1, ("2", "3"))
    assert (found["budget"].having, found["budget"].without) == (2, ("1",))
    assert list(found) == ["lead", "period", "priority", "budget"]


def test_no_measures_no_numbers() -> None:
    assert all(criterion.having == 0 and not criterion.without for criterion in criteria(Catalogue()).values())


def test_fields_without_goal() -> None:
    one = catalogue(measure(), fields=(FieldOfAction("Sprache"), FieldOfAction("Gesundheit")))
    assert [field.name for field in fields_without_goal(one)] == ["Gesundheit"]
