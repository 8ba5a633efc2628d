"""What a slider move sends: the price of a rerun is how many elements and blocks it has."""

from tests.app.conftest import Open
from tests.app.screen import nodes
from tests.app.session import Session

ELEMENTS, BLOCKS = 25, 29
"""23 elements, and where somebody moves their account and the button to keep the old plan.

Two blocks are empty or closed: where a colleague's step is announced, and the choice of what to compare with.
"""


def test_a_slider_move_sends_few_elements(opened: Open) -> None:
    """Whatever is closed is not among them; the seven sliders with their shares are one."""
    session = Session(opened("session"))
    session.slide_groups(place=2.0)
    session.slide_groups(place=0.0)
    assert session.at.button(key="keep_old") is not None
    inner = [hasattr(node, "children") for node in nodes(session.at)]
    assert inner.count(False) <= ELEMENTS
    assert inner.count(True) <= BLOCKS
