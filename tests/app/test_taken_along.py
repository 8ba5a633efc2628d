"""Files are made when they are asked for, outside the visit that drew the button."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.state import session_state_proxy

from rematch.texts import say
from tests.app.conftest import Open, go, unfold

ELSEWHERE = "without-a-visit"
Build = Callable[[], bytes | str]

PLACES = {
    "session": ("save_scenario", "save_csv", "save_xlsx"),
    "profiles": ("profiles_csv_household", "profiles_zip"),
    "municipality": ("take_csv", "take_xlsx", "take_print"),
    "method": ("download_rematch-criteria", "download_rematch-hard-rules", "download_rematch-resources"),
    "load": ("template_xlsx_household", "template_csv_household"),
}
"""Buttons that hand out a file, by page."""


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, Build]:
    """What each button would call, by its key; a question to a visit is a failure there."""
    found: dict[str, Build] = {}
    keep = MediaFileManager.add_deferred

    def recorded(self: MediaFileManager, build: Build, *rest: object, **named: object) -> str:
        found[str(named["element_id"])] = build
        return keep(self, build, *rest, **named)  # type: ignore[arg-type]

    def asked() -> object:
        assert not current_thread().name.startswith(ELSEWHERE), "a file asks for a visit"
        return of_visit()

    of_visit = session_state_proxy.get_session_state
    monkeypatch.setattr(MediaFileManager, "add_deferred", recorded)
    monkeypatch.setattr(session_state_proxy, "get_session_state", asked)
    return found


def made(files: dict[str, Build], key: str) -> bytes | str:
    build = next(build for element, build in files.items() if element.endswith(key) or f"-{key}" in element)
    with ThreadPoolExecutor(1, ELSEWHERE) as elsewhere:
        return elsewhere.submit(build).result()


@pytest.mark.parametrize("page", PLACES)
def test_every_file_is_made_without_a_visit_and_in_the_visitor_s_language(
    opened: Open, files: dict[str, Build], page: str
) -> None:
    """The thread that makes it has no session: what it needs was settled when the button was drawn."""
    at = opened("start", "en")
    at.session_state["view"] = "files"
    go(at, page)
    if page == "load":
        unfold(at, "load_templates")
    for key in PLACES[page]:
        assert made(files, key)
    if page == "session":
        table = made(files, "save_csv")
        assert isinstance(table, bytes)
        assert say("column.household", "en") in table.decode("utf-8-sig").splitlines()[0]
