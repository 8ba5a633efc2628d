"""axe-core on a page as it is: what it finds beyond the exceptions, which are named one by one."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

FILE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
SHA_256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
async ({ tags, exceptions }) => {
  const found = await axe.run(document, { runOnly: tags, elementRef: true, resultTypes: ["violations"] });
  const met = new Set(), left = [];
  for (const { id, nodes } of found.violations) for (const { element, html } of nodes) {
    const which = exceptions.findIndex(([rule, selector]) => rule === id && element?.matches(selector));
    if (which < 0) left.push(`${id}: ${html.slice(0, 200)}`); else met.add(which);
  }
  return [left, [...met]];
}
"""


@dataclass(frozen=True)
class Known:
    """One thing that axe finds and that stays for now: which rule, where, why, with which Streamlit."""

    rule: str
    selector: str
    reason: str
    streamlit: str = "1.67.0"


KNOWN = (
    Known(
        "presentation-role-conflict",
        "[data-testid=stFileUploaderDropzone]",
        "the framework names what it calls presentation; the button inside it is named and reached",
    ),
    Known("list", "[data-testid=stSidebarNavItems]", "the framework's navigation in narrow windows"),
    Known("listitem", "[data-testid=stSidebarNavItems] li", "the framework's navigation in narrow windows"),
)
"""Each is on a bare page of the framework, too; docs/accessibility.md says so in words."""


@cache
def source() -> str:
    """The vendored file, which is the one that was looked at."""
    content = FILE.read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA_256, "another axe-core than the one that is named"
    return content.decode("utf-8")


def found(page: Page) -> tuple[list[str], set[Known]]:
    """What axe finds on a page as it stands, and which of the known things were met."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(source())
    asked = {"tags": TAGS, "exceptions": [[one.rule, one.selector] for one in KNOWN]}
    left, met = page.evaluate(RUN, asked)
    return left, {KNOWN[which] for which in met}
