"""Whether a newer wish waits behind a run of the page, as the framework's own queue has it."""

from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from rematch.ui.session import newest


def test_a_rerun_of_the_page_is_a_newer_wish_and_is_none_once_it_has_begun() -> None:
    """Also one that came while a fragment waited already."""
    requests = ScriptRequests()
    assert not newest._waits(requests)
    requests.request_rerun(RerunData())
    assert newest._waits(requests)
    requests.on_scriptrunner_ready()
    assert not newest._waits(requests)
    requests.request_rerun(RerunData(fragment_id="watch"))
    requests.request_rerun(RerunData())
    assert newest._waits(requests)


def test_a_look_at_the_proof_is_no_wish() -> None:
    """A fragment that runs by the clock ends no solve."""
    requests = ScriptRequests()
    requests.request_rerun(RerunData())
    requests.on_scriptrunner_ready()
    requests.request_rerun(RerunData(fragment_id="watch"))
    assert not newest._waits(requests)


def test_nobody_waits_once_the_visit_has_ended() -> None:
    """A closed tab asks to stop; where there is no visit at all there is no newer wish."""
    requests = ScriptRequests()
    requests.request_stop()
    assert newest._waits(requests)
    assert not newest.newer_wish()()
