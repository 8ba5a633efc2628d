"""What a shared address carries, and what it makes of nonsense."""

import re

from hypothesis import given
from hypothesis import strategies as st

from rematch.model import Ags, CohortId, CriterionId
from rematch.scenario import MAX_GROUP_WEIGHT, MAX_WEIGHT
from rematch.service.working import SessionKey
from rematch.ui.shell.address import Address, read, write

names = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)
tenths = st.integers(0, 100).map(lambda tenth: tenth / 10)


@given(
    st.dictionaries(names, tenths), st.dictionaries(names, st.integers(0, 20).map(lambda tenth: tenth / 10))
)
def test_what_is_written_can_be_read(weights: dict[str, float], groups: dict[str, float]) -> None:
    """Language, cohort, municipality, session and every weight survive the way through an address."""
    weighed = {CriterionId(n): w for n, w in weights.items()}
    sent = Address("en", CohortId("session"), Ags("05111000"), SessionKey("12-0a1b2c"), weighed, groups)
    assert read(write(sent)) == sent


@given(st.dictionaries(st.sampled_from(["lang", "cohort", "ags", "s", "w", "g", "x"]), st.text(max_size=60)))
def test_any_address_can_be_read(params: dict[str, str]) -> None:
    """Whatever somebody types, reading it gives weights within their bounds and no error."""
    found = read(params)
    assert all(0 <= weight <= MAX_WEIGHT for weight in found.weights.values())
    assert all(0 <= weight <= MAX_GROUP_WEIGHT for weight in found.groups.values())
    assert found.ags is None or len(found.ags) == 8
    assert found.session is None or re.fullmatch("[0-9]+-[0-9a-f]{6}", found.session)


def test_an_untouched_visit_has_a_short_address() -> None:
    """Only what was chosen is written."""
    assert write(Address(lang="de")) == {"lang": "de"}
