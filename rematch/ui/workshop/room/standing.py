"""How many have joined and sent, and the time that is left: one piece, written again by itself."""

from rematch.service.workshop import RoomView
from rematch.ui.markup import Html, safe
from rematch.ui.words import number, t
from rematch.ui.workshop import clock


def counts(view: RoomView) -> Html:
    """What everybody does now, and two or three large numbers."""
    left = clock.left(view.workshop)
    over = left == clock.OVER
    said = t("room.time_up") if over else t(f"room.stage.{view.workshop.stage}", round=view.workshop.round)
    cells = _cell("room.joined", number(view.joined)) + _cell("room.sent", number(view.sent))
    if left is not None:
        cells += _cell("room.left", left, kind="over" if over else "timed")
    return Html(f'<p class="where">{safe(said)}</p><dl class="standing">{cells}</dl>')


def _cell(code: str, value: str, kind: str = "") -> str:
    return f'<div class="{kind}"><dt>{safe(t(code))}</dt><dd>{safe(value)}</dd></div>'
