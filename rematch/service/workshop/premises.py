"""What a workshop's process has for all its screens: the open workshop, the key to lead it, where to join."""

import hmac
from dataclasses import dataclass

from rematch.errors import RematchError
from rematch.rights import FACILITATING, VOTING, every_method, may
from rematch.service.workshop.opening import OpenWorkshop
from rematch.workshop.turnstile import Turnstile


@every_method(VOTING)
class LeadKey:
    """The key that the terminal shows; whoever types it leads. May be used from many threads."""

    def __init__(self, key: str) -> None:
        self._key = _bare(key)
        self._wrong_keys = Turnstile()

    def opens(self, typed: str, address: str) -> None:
        """Raises workshop.wrong_key, or workshop.too_many_keys where `address` has guessed too often."""
        try:
            self._wrong_keys.passes(address)
        except RematchError as slowed:
            raise RematchError("workshop.too_many_keys") from slowed
        if not hmac.compare_digest(_bare(typed), self._key):
            self._wrong_keys.failed(address)
            raise RematchError("workshop.wrong_key")


@dataclass(frozen=True)
class Premises:
    """The open workshop, its key, and the address at which phones join, such as http://192.0.2.7:8600/join."""

    workshop: OpenWorkshop
    key: LeadKey
    join_address: str


_settled: Premises | None = None


@may(FACILITATING)
def settle(premises: Premises | None) -> None:
    """From now on these are the premises of this process; None for none."""
    global _settled  # noqa: PLW0603  one for the whole process, settled before anybody is let in
    _settled = premises


@may(VOTING)
def premises() -> Premises:
    """Those of this process; raises workshop.not_started where it was not begun as a workshop's."""
    if _settled is None:
        raise RematchError("workshop.not_started")
    return _settled


def _bare(key: str) -> bytes:
    """As it is compared: people type capitals, spaces and hyphens as they like."""
    return "".join(filter(str.isalnum, key.lower())).encode()
