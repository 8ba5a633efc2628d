"""Names that try to be markup or formulas stay what they are: text, on every page and in every file."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from rematch import bootstrap
from rematch.criteria.catalogue import Catalogue
from rematch.criteria.editing import Edits, edited
from rematch.model import Viewer
from rematch.ui.shell import cached
from tests import hostile
from tests.app.conftest import Open, unfold
from tests.app.screen import raw_pieces
from tests.app.session import Session

MARKUP = re.compile(
    r"(?<!\\)(\*\*fett|`code|\$\\frac|<script>document\.title|<img|<b>|\[l\])|\*\*H1\*\*|:smile:|:red\[rot|:material/home"
    r"|(https?://|www\.|a@)evil"
)
TAGS = re.compile(r"<script>document\.title|<img|<b>")
"""What is markup in a piece of HTML, where signs of Markdown are plain text."""
READ_AS_MARKUP = {"body", "label", "help", "text", "caption", "title", "delta", "content"}
PARTS = ("here", "not", "reach", "firm")
VIEWS = ("plan", "places", "robust", "matters", "fair")


def written(node: Any) -> Iterator[str]:
    """Everything on the page that the browser reads as Markdown, or that stands in a plain table."""
    if isinstance(getattr(node, "proto", None), Message) and node.type != "html":
        yield from _strings(node.proto)
    if node.type == "table":
        yield from (str(cell) for row in node.value.to_numpy() for cell in row)
    for child in getattr(node, "children", {}).values():
        yield from written(child)


def _strings(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if type(message).__name__ == "Html" and field.name == "body":
            yield " ".join(re.findall(r"<[^>]*>", value))  # no Markdown is read there, only tags
        elif field.name in READ_AS_MARKUP and isinstance(value, str):
            yield value
        elif isinstance(value, Message):
            yield from _strings(value)
        elif field.name == "options" and field.message_type is not None:
            for one in value:
                yield from _strings(one)


def check(at: AppTest) -> None:
    """Nothing of the hostile names is markup on the page as it stands."""
    assert not at.exception
    assert [text for text in written(at._tree) if MARKUP.search(text)] == []
    assert [html for html in raw_pieces(at) if TAGS.search(html)] == []


def labelled() -> Catalogue:
    """The shipped criteria with markup in their names."""
    shipped, edits = bootstrap.shipped_catalogue(), Edits()
    for criterion in shipped.criteria:
        edits = edits.with_change(criterion.id, "label.de", f"{criterion.label.de} {hostile.COHORT}")
    return edited(shipped, edits)


@pytest.fixture
def loaded(opened: Open) -> AppTest:
    """The hostile cohort stored through the page, in force in this visit."""
    bootstrap.save_catalogue(cached.store(), labelled(), Viewer())
    cached.catalogue.clear()
    if "hostile" in {summary.cohort for summary in cached.cohorts()}:
        return opened(address={"cohort": "hostile"})
    at = opened("load")
    at.file_uploader(key="own_files").upload(f"{hostile.SCENARIO}.zip", hostile.zipped())
    at.button(key="own_load").click().run()
    check(at)
    if any(button.key == "load_accept_all" for button in at.button):
        at.button(key="load_accept_all").click().run()
    at.button(key="load_go").click().run()
    check(at)
    assert at.query_params["cohort"] == "hostile"
    return at


def test_every_page_shows_hostile_names_as_text(loaded: AppTest) -> None:
    """Places, households, the cohort and a kept scenario, on all pages and in all forms of a page."""
    session = Session(loaded)
    for page in ("start", "session"):
        session.go(page)
        check(loaded)
    assert any("\\*\\*fett" in text for text in written(loaded._tree))
    for view in VIEWS:
        session.view(view)
        check(loaded)
    session.view("plan")
    session.go("compare")
    unfold(loaded, "compare_saved")
    loaded.text_input(key="saved_name").set_value(hostile.SCENARIO)
    loaded.button(key="saved_save").click().run()
    check(loaded)
    for page in ("municipality", "profiles", "criteria", "method"):
        session.go(page)
        check(loaded)
    session.go("municipality")
    loaded.selectbox(key="preview_ags").set_value("03101000").run()
    check(loaded)


@pytest.mark.parametrize("household", hostile.HOUSEHOLDS.values())
def test_the_explanation_of_a_hostile_id_is_text(loaded: AppTest, household: str) -> None:
    """Why here, why not there, what would have to change and how firm, beside a place named in markup."""
    session = Session(loaded)
    session.go("session")
    session.choose("why_household", household)
    check(loaded)
    for part in PARTS:
        session.part(part)
        for box in [box for box in loaded.selectbox if box.key in ("why_place", "reach_place")]:
            if hostile.MARKUP in box.options:
                box.set_value("03101000").run()
        check(loaded)
