"""The framework's queue of reruns, which is private: only here is it asked, and made to wait.

A newer wish may end what works for an older one, but never a callback: it would have decided nothing, and
nobody calls it again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState


def newer_wish() -> Callable[[], bool]:
    """Asks, from any thread, whether a newer run of the whole page waits behind the present one.

    Reruns of a fragment alone, by which a page looks in on its proof, are no wish.
    """
    context = get_script_run_ctx(suppress_warning=True)
    requests = None if context is None else context.script_requests
    return lambda: requests is not None and _waits(requests)


def keep_callbacks_whole() -> None:
    """From now on callbacks are carried out to their end, and a newer wish is heard after them.

    The framework looks at its queue whenever a callback reads or writes the session's state, and ends it
    there once another rerun waits: pins and presses were lost. A second call changes nothing.
    """
    begun = SafeSessionState.on_script_will_rerun
    if hasattr(begun, "__wrapped__"):
        return

    @wraps(begun)
    def whole(state: SafeSessionState, *args: Any, **kwargs: Any) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        requests = None if context is None else context.script_requests
        with nullcontext() if requests is None else undisturbed(requests):
            begun(state, *args, **kwargs)

    SafeSessionState.on_script_will_rerun = whole  # type: ignore[method-assign, assignment]


@contextmanager
def undisturbed(requests: ScriptRequests) -> Iterator[None]:
    """Within, a run that asks whether something newer waits is told that nothing does."""
    requests.on_scriptrunner_yield = lambda: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        del requests.on_scriptrunner_yield


def _waits(requests: ScriptRequests) -> bool:
    if requests._state is ScriptRequestType.CONTINUE:
        return False
    with requests._lock:
        whole = not requests._rerun_data.fragment_id_queue
        return requests._state is ScriptRequestType.STOP or (
            requests._state is ScriptRequestType.RERUN and whole
        )
