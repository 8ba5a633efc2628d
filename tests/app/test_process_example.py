"""An invented half year on the page of offers, on a store where nothing has happened yet."""

import pytest

from rematch.process.desk import history_of
from rematch.texts import say, screen_languages
from rematch.ui.shell import cached
from tests import demo
from tests.app.conftest import Open, let_go


@pytest.mark.parametrize("lang", screen_languages())
def test_it_is_told_by_a_press_and_everything_is_shown(opened: Open, lang: str) -> None:
    """People have arrived, offers have ended, things are due; once it is told it is not offered again."""
    let_go()
    at = opened("process", lang, {"cohort": "session"})
    told = history_of(cached.store(), demo.profiles().cohort.id)
    if not told.rounds:
        at.button(key="process_example").click().run()
    assert not at.exception
    history = history_of(cached.store(), demo.profiles().cohort.id)
    stands = {history.state("household", id) for id in history.subjects("household")}
    assert {"arrived", "placed", "planned", "waiting"} <= stands
    shown = " ".join(one.value for one in at.markdown)
    assert say("process.round.decided", lang) in shown
    assert not [one for one in at.button if one.key == "process_example"]
