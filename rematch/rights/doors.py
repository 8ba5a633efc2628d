"""The check at the door of every service: `may` says which roles a function is open to.

The outermost door decides: what a service does inside is its own.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from rematch.errors import RematchError
from rematch.model import Ags, CohortId, Viewer, ViewerRole
from rematch.rights.roles import LOCAL
from rematch.rights.viewing import in_force, inside, let_in

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound=type)


@dataclass(frozen=True)
class Grant:
    """The roles a door is open to.

    For a municipality `cohort` and `town` name what must be its own: arguments, or attributes of the object.
    """

    roles: frozenset[ViewerRole]
    cohort: str | None = None
    town: str | None = None


def may(
    roles: frozenset[ViewerRole], *, cohort: str | None = None, town: str | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A door that opens to these roles; to others it raises viewer.may_not, before anything is done."""
    grant = Grant(roles, cohort, town)

    def door(act: Callable[P, R]) -> Callable[P, R]:
        @wraps(act)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            if not let_in():
                _check(grant, act, args, kwargs)
            with inside():
                return act(*args, **kwargs)

        asked.grant = grant  # type: ignore[attr-defined]
        return asked

    return door


def every_method(roles: frozenset[ViewerRole]) -> Callable[[C], C]:
    """The same door for every public method of a class that has none of its own."""

    def doors(kind: C) -> C:
        for name, value in list(vars(kind).items()):
            if inspect.isfunction(value) and not name.startswith("_") and grant_of(value) is None:
                setattr(kind, name, may(roles)(value))
        return kind

    return doors


def open_to(module: dict[str, Any], doors: Mapping[frozenset[ViewerRole], tuple[object, ...]]) -> None:
    """Put doors before a module's public functions, by the roles they are open to.

    `module` is its `globals()`. Raises TypeError where a function of `__all__` has no door: it stays shut.
    """
    opened = {act: roles for roles, acts in doors.items() for act in acts}
    for name in module["__all__"]:
        act = module[name]
        if not inspect.isfunction(act) or grant_of(act) is not None:
            continue
        if act not in opened:
            raise TypeError(f"{module['__name__']}.{name}: open to nobody")
        module[name] = may(opened[act])(act)


def grant_of(act: object) -> Grant | None:
    """The roles a function is open to, None where it has no door."""
    found = getattr(act, "grant", None)
    return found if isinstance(found, Grant) else None


def _check(
    grant: Grant, act: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> None:
    viewer = in_force()
    if not viewer.roles & grant.roles:
        raise RematchError("viewer.may_not")
    if viewer.name != LOCAL.name and any(_other(one, viewer) for one in (*args, *kwargs.values())):
        raise RematchError("viewer.not_oneself")
    if not viewer.roles & grant.roles - {ViewerRole.MUNICIPALITY}:
        _own(grant, viewer, act, args, kwargs)


def _other(said: object, viewer: Viewer) -> bool:
    """Whether somebody else is said to do it: who has logged in acts in no other name."""
    return isinstance(said, Viewer) and said.name != viewer.name


def _own(
    grant: Grant,
    viewer: Viewer,
    act: Callable[..., object],
    args: tuple[object, ...],
    kwargs: Mapping[str, object],
) -> None:
    """Whoever is here for a municipality alone is refused any other one, and any cohort it is not in."""
    if grant.cohort is None:
        return
    said = inspect.signature(act).bind(*args, **kwargs).arguments
    cohort, town = (_named(said, name) for name in (grant.cohort, grant.town))
    if not viewer.owns(CohortId(str(cohort)), None if town is None else Ags(str(town))):
        raise RematchError("viewer.not_own", ags=town or "")


def _named(said: Mapping[str, object], name: str | None) -> object:
    if name is None or name in said:
        return None if name is None else said[name]
    return getattr(said["self"], name)
