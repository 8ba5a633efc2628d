"""The app run in this process, without a browser, on a database of its own."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.manifest_scanner import scan_component_manifests as scan
from streamlit.testing.v1 import AppTest

from rematch.ui.shell import cached
from rematch.ui.widgets import TURNS, at_turn
from tests.browser.server import ROOT

LOCALE = {"de": "de-DE", "en": "en-GB"}
SECONDS = 60

MAIN = ROOT / "rematch" / "ui" / "main.py"
"""Not app.py: beside it lies pages/, and AppTest, unlike a server, then runs a page's file alone."""

Open = Callable[..., AppTest]


def go(at: AppTest, page: str) -> AppTest:
    """Follow the navigation to a page."""
    return at.switch_page(f"../../pages/{page}.py").run()


def unfold(at: AppTest, key: str) -> AppTest:
    """Open an expander or popover: what is closed is not drawn."""
    at.session_state[key] = True
    at.run()
    assert not at.exception
    return at


def unfold_group(at: AppTest, criterion: str) -> AppTest:
    """Open the group of sliders that a criterion is in."""
    group = next(one.group for one in cached.catalogue().criteria if one.id == criterion)
    return at if at.session_state["open_group"] == group else open_group(at, group)


def shown_as(at: AppTest, key: str) -> str:
    """The key of a widget whose value others change, too, as it is now."""
    if TURNS not in at.session_state:
        return key
    turns: dict[str, int] = at.session_state[TURNS]
    return at_turn(key, turns.get(key, 0))


def open_group(at: AppTest, group: str) -> AppTest:
    """Choose a group in the box: of the others no criterion is drawn."""
    at.selectbox(key="open_group").set_value(group).run()
    assert not at.exception
    return at


@pytest.fixture(scope="session", autouse=True)
def components_looked_for_once() -> Iterator[None]:
    """Each AppTest reads what every installed package says of itself, which a server does once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(scan))
        yield


@pytest.fixture(scope="module", autouse=True)
def own_database(tmp_path_factory: pytest.TempPathFactory, demo_store: Path) -> Iterator[None]:
    """Each module starts with the demo cohorts alone."""
    with pytest.MonkeyPatch.context() as patch:
        own = tmp_path_factory.mktemp("app") / "rematch.duckdb"
        patch.setenv("REMATCH_DB", str(shutil.copyfile(demo_store, own)))
        let_go()
        yield
    let_go()


def let_go() -> None:
    """Empty every cache but those whose entries are found by the content they were made of."""
    by_content = (cached._profiles, cached._cohort_data, cached._first_plan)
    shared = (cached.catalogue, cached.store, cached.recorder, cached.session_desk)
    for kept in {*shared, *cached._OF_PEOPLE} - {*by_content}:
        kept.clear()  # type: ignore[attr-defined]


def open_app(
    page: str = "start",
    lang: str = "de",
    address: dict[str, str] | None = None,
    user: dict[str, object] | None = None,
) -> AppTest:
    """The app at a page, in a language, with parameters in its address and the claims of a login."""
    at = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    at.context = {"locale": LOCALE.get(lang, lang)}
    if user is not None:
        at.user = user
    for name, value in (address or {}).items():
        at.query_params[name] = value
    at.run()
    if page != "start":
        go(at, page)
    assert not at.exception
    return at


@pytest.fixture
def opened() -> Open:
    """Opens the app in a language, at a page, with parameters in its address."""

    return open_app
