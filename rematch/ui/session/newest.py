"""Whether somebody has wished for something else while this run of the script still works."""

from collections.abc import Callable

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType


def newer_wish() -> Callable[[], bool]:
    """Asks, from any thread, whether a newer run of the whole page waits behind the present one.

    Reruns of a fragment alone, by which a page looks in on its proof, are no wish. The framework keeps this
    to itself: it is read here alone.
    """
    context = get_script_run_ctx(suppress_warning=True)
    requests = None if context is None else context.script_requests
    return lambda: requests is not None and _waits(requests)


def _waits(requests: ScriptRequests) -> bool:
    if requests._state is ScriptRequestType.CONTINUE:
        return False
    with requests._lock:
        whole = not requests._rerun_data.fragment_id_queue
        return requests._state is ScriptRequestType.STOP or (
            requests._state is ScriptRequestType.RERUN and whole
        )
