"""A keyboard that counts: whoever uses no mouse pays for a screen in key presses."""

from playwright.sync_api import Page

FARTHEST = 80
"""Stops of the Tab key after which somebody would have given up."""
WITHIN = "(within) => Boolean(document.activeElement?.closest(within))"


class Keys:
    """Presses on one page, and how many there were."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0
        self.legs: dict[str, int] = {}

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
        self.pressed += times

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def to(self, within: str, key: str = "Tab") -> None:
        """As often as it takes until the focus is there."""
        for _ in range(FARTHEST):
            if self.page.evaluate(WITHIN, within):
                return
            self.press(key)
        raise AssertionError(f"{within} is not reached with {FARTHEST} times {key}")

    def leg(self, name: str) -> None:
        """What was pressed since the last leg belongs to this one."""
        self.legs[name] = self.pressed - sum(self.legs.values())
