"""Who acts here and now, in this thread, and whether the program is at work inside a door."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from rematch.errors import RematchError
from rematch.model import Viewer
from rematch.rights.roles import LOCAL

P = ParamSpec("P")
R = TypeVar("R")

_ACTING: ContextVar[Viewer | None] = ContextVar("acting", default=None)
_INSIDE: ContextVar[bool] = ContextVar("inside", default=False)
_who: Callable[[], Viewer | None] = lambda: LOCAL  # noqa: E731  replaced where people log in


def ask(who: Callable[[], Viewer | None]) -> None:
    """From now on this tells who acts wherever nobody was said to; None where nobody with a role does."""
    global _who  # noqa: PLW0603  one for the whole process, set before anybody is let in
    _who = who


def whoever() -> Viewer | None:
    """Who acts here and now; None where nobody with a role does."""
    return _ACTING.get() or _who()


def in_force() -> Viewer:
    """Who acts here and now; raises viewer.may_not where nobody with a role does."""
    viewer = whoever()
    if viewer is None:
        raise RematchError("viewer.may_not")
    return viewer


@contextmanager
def acting(viewer: Viewer) -> Iterator[None]:
    """Within, this viewer acts."""
    token = _ACTING.set(viewer)
    try:
        yield
    finally:
        _ACTING.reset(token)


@contextmanager
def inside() -> Iterator[None]:
    """Within, the program itself is at work: nobody asked for it through a door, or was let in by one."""
    token = _INSIDE.set(True)
    try:
        yield
    finally:
        _INSIDE.reset(token)


def let_in() -> bool:
    """Whether the program is at work: a door has opened, or there was none to pass."""
    return _INSIDE.get()


def carried(act: Callable[P, R]) -> Callable[P, R]:
    """The same for another thread, done there as whoever hands it over."""
    viewer, within = whoever(), let_in()

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        with ExitStack() as stack:
            if viewer is not None:
                stack.enter_context(acting(viewer))
            if within:
                stack.enter_context(inside())
            return act(*args, **kwargs)

    return done
