"""What a screen reader is told of a part of the page: the browser's own account of it."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator


@dataclass(frozen=True)
class HeardAs:
    """Role, name, description and whether it is refused, as the accessibility tree has them."""

    role: str
    name: str
    description: str
    invalid: bool


def heard_as(part: Locator) -> HeardAs:
    """How Chromium gives it to a screen reader."""
    page = part.page
    part.evaluate("(node) => { window.heardPart = node; }")
    protocol = page.context.new_cdp_session(page)
    try:
        found = protocol.send("Runtime.evaluate", {"expression": "window.heardPart"})["result"]["objectId"]
        answer = protocol.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})
    finally:
        protocol.detach()
    (node,) = answer["nodes"]
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    return HeardAs(
        _value(node, "role"),
        _value(node, "name"),
        _value(node, "description"),
        states.get("invalid", "false") != "false",
    )


def _value(node: dict[str, Any], name: str) -> str:
    return str(node.get(name, {}).get("value", ""))
