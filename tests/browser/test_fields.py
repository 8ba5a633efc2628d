"""What is wrong with a field is read right below it, in the page's language, and heard with it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from rematch.texts import number, say, screen_languages
from tests import demo
from tests.browser import axe, barriers
from tests.browser.conftest import NewVisit
from tests.browser.heard import heard_as
from tests.browser.session import Session
from tests.browser.test_accessible import LIVE

EDGES = {
    "box to choose from": "[data-testid=stSelectbox] [role=group]:not([aria-label])",
    "line to write in": "[data-testid=stTextInputRootElement]",
    "text to write in": "[data-testid=stTextAreaRootElement]",
    "number": "[data-testid=stNumberInputContainer]",
    "day": "[data-testid=stDateInputField]",
    "files": "[data-testid=stFileUploaderDropzone]",
    "button": "[data-testid=stBaseButton-secondary]:not(:disabled)",
    "button of what opens": "[data-testid=stPopoverButton]",
    "one of a few": "[data-testid=stButtonGroup] button",
    "tick": "[data-testid=stCheckbox]:not(:has([role=switch])) label > span + div",
    "field of a table": ".written-table tbody input[type=text]",
    "choice of a table": ".written-table tbody select",
}
"""What of each kind of control is seen, where pages have one."""
FILE = {"name": "h.csv", "mimeType": "text/csv", "buffer": b"Haushalt;Ort\nA;Kiel\n"}


def described(field: Locator) -> str:
    """The words that a field says it is described by."""
    words = """(field) => field.getAttribute("aria-describedby").split(" ")
      .map((id) => document.getElementById(id)?.textContent).join(" ")"""
    return str(field.evaluate(words))


def stands_below(words: Locator, field: Locator) -> bool:
    """Whether the words are seen under the field, not beside or over what was typed."""
    said, typed = words.bounding_box(), field.bounding_box()
    assert said is not None and typed is not None
    return said["height"] > 10 and said["y"] >= typed["y"] + typed["height"] - 1


def test_a_number_out_of_range_says_the_range_in_words_below_it(visit: NewVisit) -> None:
    """The framework's sentence, which it hides and says in English, is seen and German."""
    session = Session(visit(lang="de").open("session"))
    session.view(say("session.view.robust", "de"))
    field = session.at("robust_draws").locator("input")
    field.fill("5000")
    field.press("Enter")
    words = session.at("robust_draws").get_by_role("alert")
    expect(words).to_contain_text(say("framework.outside", "de", low=1, high="1.000"))
    assert words.inner_text() in described(field) and stands_below(words, field)
    assert barriers.foreign_words(session.page, "de") == set()
    assert axe.found(session.page)[0] == []


@pytest.mark.parametrize(
    "lang",
    [pytest.param(lang, marks=pytest.mark.soak if lang != "de" else ()) for lang in screen_languages()],
)
def test_what_a_number_may_be_is_told_before_it_is_typed(visit: NewVisit, lang: str) -> None:
    """Heard with it in a narrow one, too, as the page's language writes numbers; seen where there is room."""
    visited = visit(lang=lang).open("criteria")
    page = visited.page
    page.get_by_role("radio", name=say("criteria.view.one", lang)).click()
    page.locator(".st-key-criteria_one input").click()
    page.get_by_role("option", name=demo.catalogue().by_id["pets"].label.in_(lang), exact=True).click()
    box = page.locator(".st-key-criteria_pets_weight").get_by_test_id("stNumberInputContainer")
    words = say("live.limits", lang, low=0, high=10)
    expect(box).to_have_attribute("data-limits", words)
    assert words in str(box.evaluate("(node) => getComputedStyle(node, '::after').content"))
    assert words in heard_as(box.locator("input")).description
    session = Session(visited.open("session"))
    session.view(say("session.view.robust", lang))
    narrow = session.at("robust_draws").locator("input")
    words = say("live.limits", lang, low=1, high=number(1000, lang))
    expect(narrow).to_have_attribute("title", words)
    assert words in heard_as(narrow).description


@pytest.mark.soak
def test_what_is_no_weight_is_tied_to_its_box_and_let_go_with_the_next(visit: NewVisit) -> None:
    """Marked as refused and described by the sentence, which is said once; a weight that counts ends it."""
    session = Session(visit(lang="de").open("session"))
    criterion, _ = demo.moving_weight()
    session.unfold(criterion)
    box = session.typed(criterion)
    box.fill("viel")
    box.press("Enter")
    expect(box).to_have_attribute("aria-invalid", "true")
    words = session.page.locator(".field-fault")
    assert described(box) == words.inner_text() and stands_below(words, box)
    expect(session.page.locator(LIVE)).to_have_text(words.inner_text())
    assert axe.found(session.page)[0] == []
    session.visit.settle()
    box.fill("2")
    box.press("Enter")
    expect(words).to_have_count(0)
    expect(box).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.soak
@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.soak)])
def test_the_edge_of_every_kind_of_field_and_button_is_seen(visit: NewVisit, theme: str) -> None:
    """Measured in pixels on the page: 3:1 against the ground around it."""
    visited = visit(lang="de", theme=theme).open("load")
    page, found = visited.page, {}
    page.locator(".st-key-own_files input[type=file]").set_input_files(FILE)  # type: ignore[arg-type]
    visited.settle()
    page.locator(".st-key-own_load button").click()
    visited.settle()
    found |= edges(page)
    visited.open("criteria")
    found |= edges(page)
    page.get_by_role("radio", name=say("criteria.view.one", "de")).click()
    expect(page.get_by_test_id("stTextAreaRootElement").first).to_be_visible()
    found |= edges(page)
    Session(visited.open("session")).view(say("session.view.robust", "de"))
    found |= edges(page)
    assert found.keys() == EDGES.keys()
    assert {kind: contrast for kind, contrast in found.items() if contrast < barriers.CONTRAST} == {}


def edges(page: Page) -> dict[str, float]:
    """How far the edge of the first of each kind stands out, of those that this page has."""
    there = {kind: page.locator(where).filter(visible=True) for kind, where in EDGES.items()}
    return {kind: barriers.edge(page, control.first) for kind, control in there.items() if control.count()}
