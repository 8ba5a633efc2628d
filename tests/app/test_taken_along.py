"""Files are made when they are asked for, outside the visit that drew the button."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.state import session_state_proxy

from rematch.intake.findings import Findings
from rematch.intake.formats import read_tables
from rematch.texts import say, screen_languages
from tests.app.conftest import Open, go, unfold

ELSEWHERE = "without-a-visit"
Build = Callable[[], bytes | str]

PLACES = {
    "session": ("save_scenario", "save_csv", "save_xlsx"),
    "profiles": ("profiles_csv_household", "profiles_zip"),
    "municipality": ("take_csv", "take_xlsx", "take_print"),
    "method": ("download_rematch-criteria", "download_rematch-hard-rules", "download_rematch-resources"),
    "load": ("template_xlsx_household", "template_csv_household"),
    "occupancy": ("download_rematch-pledges", "download_xlsx_rematch-pledges", "download_rematch-occupancy"),
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


@pytest.mark.parametrize("lang", screen_languages())
def test_a_table_of_figures_leaves_as_it_stands_on_screen(
    opened: Open, files: dict[str, Build], lang: str
) -> None:
    """Workbook and CSV have the screen's header and rows, and say that people are invented."""
    at = opened("occupancy", lang, {"cohort": "session"})
    called = say("occupancy.pledges.table", lang)
    [shown] = [one.value for one in at.dataframe if one.proto.alt == called]
    note = say("file.note", lang)
    for key in ("download_xlsx_rematch-pledges", "download_rematch-pledges"):
        content = made(files, key)
        assert isinstance(content, bytes)
        table = read_tables(key, content, Findings())[0]
        heads = [say(f"column.{column}", lang) for column in shown.columns]
        assert [column for column in table.columns if column != note] == heads
        for line, row in zip(table.lines, shown.to_dict("records"), strict=True):
            told = [line.cells[head].removesuffix(".0") or "–" for head in heads]
            assert told == [row[column] for column in shown.columns]
    assert say("frame.invented", lang) in content.decode("utf-8-sig")
