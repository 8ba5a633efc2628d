"""The way into a workshop: a picture that can be scanned, and digits that are heard one by one."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import segno

from rematch.ui.workshop.room.joining import SPACE, picture, way_in

HOSTILE = 'http://192.0.2.7:8600/join?a=1&b="><script>alert(1)</script>'


def drawn(html: str) -> ElementTree.Element:
    """The SVG within the picture."""
    (source,) = re.findall(r'src="data:image/svg\+xml;[^,]*,([^"]*)"', html)
    text = unquote(source.replace("&#42;", "*").replace("&#x27;", "'").replace("&amp;", "&"))
    return ElementTree.fromstring(text)


def test_the_picture_is_the_address_with_the_white_its_standard_asks_for() -> None:
    """As wide as the code's modules and four of white on each side; it has no size of its own and scales."""
    made = segno.make("http://192.0.2.7:8600/join?code=123456", error="m", micro=False)
    svg = drawn(picture("http://192.0.2.7:8600/join?code=123456"))
    side = str(made.symbol_size(border=SPACE)[0])
    assert svg.attrib["viewBox"].split()[2:] == [side, side]
    assert "width" not in svg.attrib and "height" not in svg.attrib


def test_an_address_is_no_markup() -> None:
    """Whatever a host is called, nothing of it opens an element."""
    html = way_in(HOSTILE, "123456")
    assert "<script" not in html and html.count("<img") == 1


def test_the_code_is_seen_in_two_halves_and_heard_digit_by_digit() -> None:
    """A screen reader does not say a hundred thousand and something."""
    html = way_in("http://192.0.2.7:8600/join", "012345")
    assert "<b>012</b><b>345</b>" in html and "0 1 2 3 4 5" in html
