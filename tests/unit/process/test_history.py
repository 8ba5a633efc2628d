"""Where things stand is told by what happened, however it is put together."""

from rematch.process.history import History
from rematch.process.machines import MACHINES
from tests.rounds import ToldProcess


def test_told_step_by_step_it_is_the_history_told_at_once(decided: ToldProcess) -> None:
    """Event after event, each history equals the one made of all events so far, and says the same of each."""
    decided.accepted()
    whole = decided.history
    grown = History(whole.rounds, whole.offers)
    for at, event in enumerate(whole.events, start=1):
        grown = grown.followed_by([event])
        at_once = History(whole.rounds, whole.offers, whole.events[:at])
        assert grown == at_once
        for machine in MACHINES:
            assert grown.subjects(machine) == at_once.subjects(machine)
            for subject in at_once.subjects(machine):
                assert grown.of(machine, subject) == at_once.of(machine, subject)
    assert grown == whole
