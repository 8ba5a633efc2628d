"""The workshop of this process, for its screens: each acts as a guest or as whoever leads, and says so."""

from rematch.rights import A_GUEST, acting
from rematch.service.workshop import Direction, Hall, Premises, premises


def here() -> Premises:
    """All of it; raises workshop.not_started where the process was not begun as a workshop's."""
    with acting(A_GUEST):
        return premises()


def hall() -> Hall:
    """What guests may do, within acting(A_GUEST)."""
    return here().workshop.hall


def direction() -> Direction:
    """What whoever leads may do, within acting(A_FACILITATOR), and only after the key was typed."""
    return here().workshop.direction


def join_address() -> str:
    """Where phones join, without the code."""
    return here().join_address


def lead(typed: str, address: str) -> None:
    """Raises workshop.wrong_key or workshop.too_many_keys where this is not the key; see LeadKey."""
    with acting(A_GUEST):
        premises().key.opens(typed, address)
