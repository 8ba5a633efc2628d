"""The invented half year: told by the same steps as everything else, of invented people only."""

import pytest

from rematch.errors import RematchError
from rematch.process.days import day_of, this_moment
from rematch.process.example import DECLINED, SILENT, WAITING, tell
from tests.rounds import ToldProcess, cohort, made


def test_after_it_every_state_has_somebody(told: ToldProcess) -> None:
    """Offers that wait, were declined, were not answered; people who arrived, in the past and in order."""
    tell(told.desk, made()[1].run_id, "Beispiel.", "Frühjahr")
    history = told.history
    stands = [history.state("offer", one.number) for one in history.offers]
    assert (stands.count("prepared"), stands.count("declined")) == (WAITING, DECLINED)
    assert stands.count("unanswered") == SILENT
    arrived = [one for one in history.offers if history.state("relocation", one.number) == "arrived"]
    assert arrived
    assert all(one.day <= day_of(this_moment()) for one in history.events)


def test_it_is_told_of_invented_people_only(told: ToldProcess) -> None:
    """A cohort of real people gets no invented step."""
    real = cohort().model_copy(update={"cohort": cohort().cohort.model_copy(update={"invented": False})})
    told.store.save_profiles(real, told.desk.catalogue.fingerprint, told.desk.viewer)
    with pytest.raises(RematchError) as refused:
        tell(told.desk, made()[1].run_id, "Beispiel.", "Frühjahr")
    assert refused.value.code == "step.people_are_real"
    assert told.history.events == ()
