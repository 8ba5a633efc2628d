"""The way into a workshop: a picture to scan, the address, six digits to be read from the back row."""

import segno

from rematch.ui.markup import Html, safe
from rematch.ui.words import t

SPACE = 4
"""Modules of white around the picture, as its standard asks (ISO/IEC 18004)."""


def picture(address: str) -> Html:
    """An address as a QR code that scales, dark on white whatever the theme."""
    drawn = segno.make(address, error="m", micro=False).svg_data_uri(
        border=SPACE, light="#fff", dark="#000", omitsize=True
    )
    said = safe(t("room.picture", address=address))
    return Html(f'<img class="picture" alt="{said}" src="{safe(drawn)}">')


def way_in(address: str, code: str) -> Html:
    """Everything somebody needs to join."""
    half = len(code) // 2
    spoken = safe(" ".join(code))
    return Html(
        f'<section class="way-in" aria-label="{safe(t("room.join"))}">'
        f"{picture(f'{address}?code={code}')}"
        f'<div class="words"><p class="step">{safe(t("room.scan"))}</p>'
        f'<p class="address">{_typed(address)}</p>'
        f'<p class="step">{safe(t("room.enter"))}</p>'
        f'<p class="code"><span class="unseen">{spoken}</span>'
        f'<span aria-hidden="true"><b>{safe(code[:half])}</b><b>{safe(code[half:])}</b></span></p>'
        "</div></section>"
    )


def _typed(address: str) -> Html:
    """As people type it: without what every browser adds, and to be broken at its points and strokes."""
    typed = address.removeprefix("http://").rstrip("/")
    for sign in (".", ":", "/"):
        typed = typed.replace(sign, f"\0{sign}")
    return Html(str(safe(typed)).replace("\0", "<wbr>"))
