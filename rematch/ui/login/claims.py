"""What an identity says of itself, checked anew whenever somebody does something.

The framework checks the token's signature, issuer and end once, when somebody logs in, and then keeps what it
said in a cookie of thirty days.
"""

import math
from collections.abc import Mapping

from rematch.errors import RematchError
from rematch.model import Frozen

WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("client_id", "client_secret", "cookie_secret", "redirect_uri", "server_metadata_url")
SHORTEST_SECRET = 32
"""Characters of the secret that cookies are signed with."""
SKEW = 60
"""Seconds that clocks may differ by."""
HOUR = 3600

Claims = Mapping[str, object]


class Login(Frozen):
    """Whose identities are believed: those of this issuer, made for this client.

    `hours` after it was made an identity ends; without it when its token does.
    """

    client_id: str
    issuer: str
    hours: float | None = None


def login(section: Claims, hours: float | None = None) -> Login:
    """The login that the secrets' section asks for; raises settings.login naming what is missing in it."""
    missing = [name for name in NEEDED if not isinstance(section.get(name), str) or not section[name]]
    if len(str(section.get("cookie_secret", ""))) < SHORTEST_SECRET:
        missing.append("cookie_secret")
    address = str(section.get("server_metadata_url", ""))
    if not address.endswith(WELL_KNOWN):
        missing.append("server_metadata_url")
    if missing:
        raise RematchError("settings.login", names=sorted(set(missing)))
    issuer = address.removesuffix(WELL_KNOWN).rstrip("/")
    return Login(client_id=str(section["client_id"]), issuer=issuer, hours=hours)


def holds(claims: Claims, asked: Login, now: float) -> bool:
    """Whether somebody is logged in by an identity of this login that has begun and has not ended."""
    audience = claims.get("aud")
    return (
        claims.get("is_logged_in") is True
        and asked.client_id in (audience if isinstance(audience, list | tuple) else (audience,))
        and str(claims.get("iss", "")).rstrip("/") == asked.issuer
        and bool(subject(claims))
        and _number(claims.get("nbf", 0)) <= now + SKEW
        and now < _end(claims, asked)
    )


def subject(claims: Claims) -> str:
    """By what the provider knows somebody for good; empty where it does not say."""
    said = claims.get("sub")
    return said if isinstance(said, str) else ""


def mail(claims: Claims) -> str:
    """The address the provider has checked; empty where it has not."""
    said = claims.get("email")
    return folded(said) if isinstance(said, str) and claims.get("email_verified") is True else ""


def folded(address: str) -> str:
    """In small letters, of a to z alone: another sign that becomes one of them is another address."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in address)


def _end(claims: Claims, asked: Login) -> float:
    if asked.hours is None:
        return _number(claims.get("exp"), -math.inf)
    return _number(claims.get("iat"), -math.inf) + asked.hours * HOUR


def _number(said: object, otherwise: float = math.inf) -> float:
    """A number, or what refuses: a time that is none has not begun, or has ended."""
    return float(said) if isinstance(said, int | float) and not isinstance(said, bool) else otherwise
