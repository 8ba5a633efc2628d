"""Which roles somebody has: by a file of the office, or by a claim of the provider."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from rematch.errors import RematchError
from rematch.model import Ags, CohortId, Frozen, OwnPlace, Viewer, ViewerRole
from rematch.ui.login.claims import Claims, folded, mail, subject

PREFIX = "rematch:"
"""What a claim's word begins with that is a role here; others are meant for other programs."""
FOREMOST = (
    ViewerRole.COORDINATOR,
    ViewerRole.ADMINISTRATOR,
    ViewerRole.AUDITOR,
    ViewerRole.MUNICIPALITY,
)
"""The roles that are given to people; of several the first of these stands on record."""
_PLACE = re.compile(r"([^/]+)/(\d{8})", re.ASCII)


def _place(said: object) -> OwnPlace:
    found = _PLACE.fullmatch(said) if isinstance(said, str) else None
    if found is None:
        raise ValueError("COHORT/AGS")
    return OwnPlace(CohortId(found[1]), Ags(found[2]))


def _given(role: ViewerRole) -> ViewerRole:
    if role not in FOREMOST:
        raise ValueError("role")
    return role


class Entry(Frozen):
    """One person of the file, by what the provider knows them by, or by an address it has checked."""

    sub: str = ""
    email: str = ""
    roles: frozenset[Annotated[ViewerRole, AfterValidator(_given)]] = Field(min_length=1)
    places: frozenset[Annotated[OwnPlace, BeforeValidator(_place)]] = frozenset()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """One name, and places exactly where they count."""
        if bool(self.sub) == bool(self.email):
            raise ValueError("sub or email")
        if bool(self.places) != (ViewerRole.MUNICIPALITY in self.roles):
            raise ValueError("places of a municipality")
        return self


class RolesFile(Frozen):
    """The file: a table `[[person]]` for each."""

    person: tuple[Entry, ...] = ()


def read(path: Path) -> RolesFile:
    """The file as it is now; raises settings.roles with the place of the first fault."""
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise RematchError("settings.roles", file=path.name, why=type(error).__name__) from error


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int, _size: int) -> RolesFile:
    try:
        return RolesFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        why = ".".join(map(str, first["loc"])) or first["msg"]
        raise RematchError("settings.roles", file=path.name, why=why) from error
    except ValueError as error:
        raise RematchError("settings.roles", file=path.name, why=type(error).__name__) from error


def by_file(claims: Claims, file: RolesFile) -> Viewer | None:
    """The viewer that the file makes of somebody; None where it gives them no role."""
    own, address = subject(claims), mail(claims)
    found = [
        one
        for one in file.person
        if (one.sub and one.sub == own) or (one.email and folded(one.email) == address)
    ]
    roles = {role for one in found for role in one.roles}
    return _viewer(claims, roles, {place for one in found for place in one.places})


def by_claim(claims: Claims, name: str) -> Viewer | None:
    """The viewer that a claim makes of somebody: `rematch:auditor`, `rematch:municipality:COHORT/AGS`."""
    said = claims.get(name)
    words = said if isinstance(said, list | tuple) else [said]
    roles: set[ViewerRole] = set()
    places: set[OwnPlace] = set()
    for word in words:
        role, _, place = str(word).removeprefix(PREFIX).partition(":")
        if not str(word).startswith(PREFIX) or role not in FOREMOST:
            continue
        if role != ViewerRole.MUNICIPALITY:
            roles |= set() if place else {ViewerRole(role)}
        elif _PLACE.fullmatch(place):
            roles.add(ViewerRole.MUNICIPALITY)
            places.add(_place(place))
    return _viewer(claims, roles, places)


def _viewer(claims: Claims, roles: set[ViewerRole], places: Iterable[OwnPlace]) -> Viewer | None:
    foremost = next((role for role in FOREMOST if role in roles), None)
    if foremost is None:
        return None
    return Viewer(
        name=_name(claims), role=foremost, further=frozenset(roles - {foremost}), places=frozenset(places)
    )


def _name(claims: Claims) -> str:
    """For people a name, and for good what the provider knows them by.

    Many may choose their name: nothing of it is taken for the other part, or turns a line around.
    """
    said = (claims.get(name) for name in ("name", "preferred_username", "email"))
    called = next(filter(None, (_written(one) for one in said if isinstance(one, str))), subject(claims))
    return f"{called}{Viewer.SEPARATOR}{subject(claims)}"


def _written(name: str) -> str:
    """What can be seen of a name, in one line and without what separates it from the other part."""
    words = name.replace(Viewer.SEPARATOR.strip(), " ").split()
    return " ".join(filter(None, ("".join(filter(str.isprintable, word)) for word in words)))
