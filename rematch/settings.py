"""What the environment sets, in one place and checked: variables that begin with REMATCH_."""

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rematch.errors import RematchError

PREFIX = "REMATCH_"


class Settings(BaseModel):
    """One field for each variable, by its name without the prefix; an empty one counts as not set.

    A variable that is none of these is refused: a slip in a name would open another database in silence.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    db: Path | None = None
    """The store's file, in place of `var/rematch.duckdb`."""
    dask_scheduler: str | None = None
    """Address of a Dask scheduler whose workers do the many draws."""
    map: Literal["webgl"] | None = None
    """The map in WebGL for everybody, in place of the drawn one."""
    strict_texts: bool = False
    """A missing text is an error, as in the tests."""
    roles: Path | None = None
    """Where people log in: the file that says who has which role."""
    roles_claim: str | None = None
    """Or the claim of the provider that says so."""
    login_hours: float | None = Field(default=None, gt=0, le=24)
    """Hours after which a login ends, at most a day, in place of when its token does."""
    open_without_login: Literal["everybody on this network may read and change everything"] | None = None
    """Real people on a server that others reach without a login: refused, unless this is said."""
    ortools_python: Path | None = None
    """The Python that has OR-Tools, for the benchmarks."""
    chromium: Path | None = None
    """The browser of the browser tests."""


def settings() -> Settings:
    """The environment as it is now; raises RematchError naming every variable that cannot be used."""
    said = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in os.environ.items()
        if name.startswith(PREFIX) and value
    }
    try:
        return Settings.model_validate(said)
    except ValidationError as fault:
        wrong = sorted({f"{PREFIX}{error['loc'][0]}".upper() for error in fault.errors()})
        raise RematchError("settings.invalid", names=tuple(wrong)) from fault
