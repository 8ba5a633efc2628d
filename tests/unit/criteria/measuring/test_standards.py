"""Names of coded occupations and education."""

import pytest

from rematch.criteria.measuring.standards import occupation_name
from rematch.synthetic.sources import occupations


def test_an_occupation_is_named_by_two_digits_where_the_language_has_them_else_by_one() -> None:
    """Two groups of professionals have two names; Ukrainian has the major groups; more digits add nothing."""
    assert occupation_name("21", "de") != occupation_name("24", "de")
    assert occupation_name("2111", "de") == occupation_name("21", "de")
    assert occupation_name("21", "uk") == occupation_name("24", "uk") == occupation_name("2", "uk")
    assert occupation_name("xy", "de") == "xy"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_two_groups_have_one_name(lang: str) -> None:
    """A list of occupations tells them apart."""
    names = [occupation_name(code, lang) for code in occupations()]
    assert len(set(names)) == len(names)
