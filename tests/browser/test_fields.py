"""What is wrong with a field is read right below it, in the page's language, and heard with it."""

from playwright.sync_api import Locator, expect

from rematch.texts import say
from tests import demo
from tests.browser import axe, barriers
from tests.browser.conftest import NewVisit
from tests.browser.session import Session
from tests.browser.test_accessible import LIVE


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
