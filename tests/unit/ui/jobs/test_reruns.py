"""Whether a newer wish waits behind a run of the page, as the framework's own queue has it."""

import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from rematch.ui.jobs import reruns


def test_a_rerun_of_the_page_is_a_newer_wish_and_is_none_once_it_has_begun() -> None:
    """Also one that came while a fragment waited already."""
    requests = ScriptRequests()
    assert not reruns._waits(requests)
    requests.request_rerun(RerunData())
    assert reruns._waits(requests)
    requests.on_scriptrunner_ready()
    assert not reruns._waits(requests)
    requests.request_rerun(RerunData(fragment_id="watch"))
    requests.request_rerun(RerunData())
    assert reruns._waits(requests)


def test_a_look_at_the_proof_is_no_wish() -> None:
    """A fragment that runs by the clock ends no solve."""
    requests = ScriptRequests()
    requests.request_rerun(RerunData())
    requests.on_scriptrunner_ready()
    requests.request_rerun(RerunData(fragment_id="watch"))
    assert not reruns._waits(requests)


def test_nobody_waits_once_the_visit_has_ended() -> None:
    """A closed tab asks to stop; where there is no visit at all there is no newer wish."""
    requests = ScriptRequests()
    requests.request_stop()
    assert reruns._waits(requests)
    assert not reruns.newer_wish()()


def test_who_decides_is_not_told_of_a_newer_wish_which_is_there_afterwards() -> None:
    """As a callback asks whenever it looks at the session's state; it may also end with a fault."""
    requests = ScriptRequests()
    requests.request_rerun(RerunData())
    requests.on_scriptrunner_ready()
    wish = RerunData(page_name="wish")
    with pytest.raises(ValueError, match="fault"), reruns.undisturbed(requests):
        requests.request_rerun(wish)
        assert requests.on_scriptrunner_yield() is None
        raise ValueError("fault")
    waiting = requests.on_scriptrunner_yield()
    assert waiting is not None and waiting.rerun_data.page_name == "wish"
