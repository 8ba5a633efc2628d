"""What axe does not see: headings that skip, words of another language, focus nobody sees."""

import io
import re
from collections.abc import Iterable

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

from rematch.texts.folders import texts

HEADINGS = "() => [...document.querySelectorAll('%s')].map((node) => Number(node.tagName[1]))"
IN_PAGE = ", ".join(f"[data-testid=stMain] h{level}" for level in range(1, 7))
READ = """
() => {
  const shown = (node) => node.getClientRects().length && !node.closest('[aria-hidden=true], template');
  const named = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].filter(shown)
    .flatMap((node) => ['aria-label', 'title', 'placeholder', 'alt'].map((name) => node.getAttribute(name)));
  const skipped = 'script, style, .katex, pre, [lang]:not(html)';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const written = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const around = text.parentElement;
    if (!around.closest(skipped) && shown(around)) written.push(around.textContent);
  }
  return [...named, ...written].filter(Boolean).map((words) => words.trim()).filter(Boolean);
}
"""
SMALL = """
() => {
  const all = "button, summary, textarea, input:not([type=file]), a[href]:not(p a, li a)";
  const hidden = "[aria-hidden=true], [data-collapsed=true], [inert], .skips, [data-testid=stSkipToContent]";
  const far = 11.5, around = [[-far, 0], [far, 0], [0, -far], [0, far]];
  const small = (control) => {
    const target = control.matches("input") && control.closest("label") || control;
    if (!target.checkVisibility({ visibilityProperty: true }) || target.closest(hidden)) return false;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { x, y, width, height } = target.getBoundingClientRect();
    return (width < 24 || height < 24) && !around.every(([dx, dy]) =>
      target.contains(document.elementFromPoint(x + width / 2 + dx, y + height / 2 + dy)));
  };
  return [...document.querySelectorAll(all)].filter(small).map((one) => one.outerHTML.slice(0, 160));
}
"""
"""Links within a sentence are as high as its line."""
CONTRAST = 3.0
EDGE = 6
"""Pixels to both sides of an edge."""
DIFFERENT = 24
"""Of a colour channel; less is smoothing."""


def skipped_headings(page: Page) -> list[int]:
    """The levels of the page's headings where they do not begin at 1 or leave one out, else nothing."""
    levels = page.evaluate(HEADINGS % IN_PAGE)
    steps = zip([0, *levels], levels, strict=False)
    return levels if any(level > before + 1 for before, level in steps) or levels[:1] != [1] else []


def small_targets(page: Page) -> list[str]:
    """Controls that are not hit 12 pixels from their middle, to each side."""
    return list(page.evaluate(SMALL))


def foreign_words(page: Page, lang: str) -> set[str]:
    """What is shown or named on the page as the framework says it in English."""
    if lang == "en":
        return set()
    own, english = texts(lang), texts("en")
    names = {code for code in english if code.startswith("framework.") and english[code] != own[code]}
    said = "|".join(re.sub(r"\\\{\w+\\\}", ".+", re.escape(str(english[code]))) for code in names)
    pattern = re.compile(rf"({said})(: .*)?|\w+ icon|.*:material/\w+:.*")
    return {words for words in page.evaluate(READ) if pattern.fullmatch(words)}


def ring(page: Page, control: Locator, drawn: Locator) -> float:
    """How far what focus adds stands out from what was there before: 1 is nothing, 21 the most.

    `drawn` is what of the control is seen.
    """
    page.evaluate("() => document.activeElement?.blur()")
    box = _where_it_stays(page, drawn)
    clip = {
        "x": max(0, box["x"] - 8),
        "y": max(0, box["y"] - 8),
        "width": box["width"] + 16,
        "height": box["height"] + 16,
    }
    page.mouse.move(0, 0)
    before = _pixels(page, clip)
    page.keyboard.press("Shift")
    control.evaluate("(node) => node.focus({ focusVisible: true, preventScroll: true })")
    after = _pixels(page, clip)
    return _standing_out(before, after)


def edge(page: Page, control: Locator) -> float:
    """How far the edge of a control stands out from the page around it, on the line through its middle."""
    page.mouse.move(0, 0)
    box = _where_it_stays(page, control)
    middle = box["y"] + box["height"] / 2
    line = _pixels(page, {"x": box["x"] - EDGE, "y": middle, "width": 2 * EDGE, "height": 1})
    around, *across = _colours_of(line)
    return max(_contrast(around, colour) for colour in across)


def _where_it_stays(page: Page, part: Locator) -> FloatRect:
    """The box of a part in the middle of the window, once nothing above it is being drawn any more."""
    last = None
    for _ in range(50):
        part.evaluate("(node) => node.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_timeout(80)
        box = part.bounding_box()
        if box is not None and box == last:
            return box
        last = box
    raise AssertionError("it never stands still")


def pixels(part: Locator) -> bytes:
    """What a part of the page looks like now."""
    return Image.open(io.BytesIO(part.screenshot(animations="disabled"))).convert("RGB").tobytes()


def colours(part: Locator) -> int:
    """How many colours a part of the page has, more than a few pixels of each."""
    shot = Image.open(io.BytesIO(part.screenshot(animations="disabled"))).convert("RGB")
    return sum(count > 4 for count, _ in shot.getcolors(maxcolors=shot.width * shot.height) or [])


def _pixels(page: Page, clip: dict[str, float]) -> Image.Image:
    page.wait_for_timeout(60)
    shot = page.screenshot(clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _standing_out(before: Image.Image, after: Image.Image) -> float:
    """The contrast that most of the changed pixels reach, where enough of them changed to be a ring."""
    changed = sorted(
        _contrast(old, new)
        for old, new in zip(_colours_of(before), _colours_of(after), strict=True)
        if max(abs(a - b) for a, b in zip(old, new, strict=True)) > DIFFERENT
    )
    around = before.width + before.height
    return changed[-around] if len(changed) >= around else 1.0


def _colours_of(image: Image.Image) -> Iterable[tuple[int, ...]]:
    data = image.tobytes()
    return (tuple(data[at : at + 3]) for at in range(0, len(data), 3))


def _contrast(one: Iterable[int], other: Iterable[int]) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Iterable[int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
