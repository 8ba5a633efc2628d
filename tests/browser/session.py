"""The session screen in a browser: its sliders, its boxes, and its map in pixels."""

import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Locator, expect

from rematch.charts.maps.view import View, fitted
from rematch.charts.palette import rgba, theme_named
from rematch.model import Municipality
from rematch.texts import screen_languages
from rematch.ui.session.plan import plan_map
from tests import demo
from tests.browser.visit import Visit

NEAR = 40
"""Difference of a colour channel that smoothing and transparency may make."""


class Session:
    """One visit to the session screen."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.page = visit.page

    def at(self, key: str) -> Locator:
        """A container or widget by its key; of one that is shown anew, whichever turn it is."""
        return self.page.locator(f'[class~="st-key-{key}"], [class*="st-key-{key}-turn"]').first

    def press(self, criterion: str, key: str) -> None:
        """A key on a criterion's slider, as soon as its group is open."""
        slider = self.at(f"slide_w_{criterion}").locator("input[type=range]")
        self.unfold(criterion)
        slider.focus()
        slider.press(key)

    def unfold(self, criterion: str) -> None:
        """Open the group of a criterion's slider: of the others no criterion is drawn."""
        slider = self.at(f"slide_w_{criterion}")
        if not slider.is_visible():
            self.open_group(demo.catalogue().by_id[criterion].group)
        expect(slider).to_be_visible()

    def open_group(self, name: str) -> None:
        """Choose a group in its box, in whichever language the page is."""
        label = next(group.label for group in demo.catalogue().groups if group.id == name)
        self.at("open_group").locator("input").click()
        words = re.compile("|".join(re.escape(label.in_(lang)) for lang in screen_languages()))
        self.page.get_by_role("option", name=words).click()
        self.visit.settle()

    @property
    def figures(self) -> Locator:
        """The five numbers."""
        return self.at("numbers").locator("dd.value")

    def typed(self, criterion: str) -> Locator:
        """The number box of a criterion."""
        return self.at(f"type_w_{criterion}").locator("input")

    def explain(self, household: str) -> None:
        """Choose a household in its box."""
        box = self.at("why_household").locator("input")
        box.click()
        box.fill(household)
        self.page.get_by_role("option", name=household).click()
        expect(self.at("why_chart").locator(".js-plotly-plot").first).to_be_visible()
        self.visit.settle()

    def tick(self, household: str) -> Locator:
        """The box of a household in the plan's table."""
        return self.at("plan_table").get_by_role("checkbox", name=household, exact=True)

    def view(self, label: str) -> None:
        self.at("view").get_by_text(label, exact=True).click()
        self.visit.settle()

    def in_force(self) -> str:
        """What the list of decisions says, opened and closed again; it has at least one item."""
        button = self.at("in_force").locator("button").first
        button.click()
        shown = self.at("in_force_list")
        expect(shown.locator("[class*=st-key-undo_item_]").first).to_be_visible()
        self.visit.settle()
        words = shown.inner_text()
        button.click()
        self.visit.settle()
        return words

    def downloaded(self, key: str) -> bytes:
        """What a button hands out."""
        with self.page.expect_download() as found:
            self.at(key).locator("button").first.click()
        return Path(found.value.path()).read_bytes()


class Map:
    """The map in WebGL: where places are on it, and which colours it shows there."""

    def __init__(self, drawn: Locator) -> None:
        self.drawn = drawn
        self.view = shown()

    def pixels(self) -> Image.Image:
        return Image.open(io.BytesIO(self.drawn.screenshot())).convert("RGB")

    def place(self, municipality: Municipality) -> tuple[float, float]:
        """Pixels right and down of the map's upper left corner."""
        box = self.box()
        right, down = self.view.pixels(municipality.lat, municipality.lon)
        return box["width"] / 2 + right, box["height"] / 2 + down

    def shows(self, municipality: Municipality, colour: str, around: int = 12) -> bool:
        """Whether this colour is drawn around the municipality."""
        right, down = (round(pixel) for pixel in self.place(municipality))
        part = self.pixels().crop((right - around, down - around, right + around, down + around))
        wanted = rgba(colour)[:3]
        seen = part.getcolors(maxcolors=4 * around * around) or []
        return any(max(abs(a - b) for a, b in zip(rgb, wanted, strict=True)) <= NEAR for _, rgb in seen)

    def box(self) -> FloatRect:
        found = self.drawn.bounding_box()
        assert found is not None
        return found


def shown() -> View:
    """The view in which the session cohort's map opens."""
    found = demo.profiles()
    people = [(household.lat, household.lon) for household in found.households]
    return fitted(people + [(p.lat, p.lon) for p in found.municipalities], plan_map.WIDTHS, plan_map.HEIGHT)


def alone() -> Municipality:
    """The municipality that stands furthest from everything else on the map."""
    view, found = shown(), demo.profiles()
    dots = {view.pixels(dot.lat, dot.lon) for dot in (*found.households, *found.municipalities)}

    def room(place: Municipality) -> float:
        here = view.pixels(place.lat, place.lon)
        return min((here[0] - x) ** 2 + (here[1] - y) ** 2 for x, y in dots - {here})

    return max(found.municipalities, key=room)


LIGHT = theme_named("light")
