"""Who is in a visit: asked of the framework's identity at every door, so that an ended one opens none."""

import logging
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rematch import rights
from rematch.errors import RematchError
from rematch.model import Viewer
from rematch.settings import Settings, settings
from rematch.ui.login import claims, given

_log = logging.getLogger("rematch")


def asked_for() -> claims.Login | None:
    """The login everybody has to pass, None where there is none; the first call puts it in force.

    Raises settings codes where it is not described in full, so that nobody is let in by a slip.
    """
    found = described()
    return None if found is None else found[0]


@cache
def described() -> tuple[claims.Login, Settings] | None:
    """The same with what the environment said when the program began."""
    section, now = _section(), settings()
    if section is None:
        if any(said is not None for said in (now.roles, now.roles_claim, now.login_hours)):
            raise RematchError("settings.no_login")
        return None
    if (now.roles is None) == (now.roles_claim is None):
        raise RematchError("settings.roles_from")
    if now.roles is not None:
        given.read(now.roles)
    found = claims.login(section, now.login_hours)
    rights.ask(whoever)
    return found, now


def whoever() -> Viewer | None:
    """Who is in this thread's visit; None where nobody with a role is."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return viewer_of(st.user.to_dict())


def logged_in() -> bool:
    """Whether somebody is in this visit, with or without a role."""
    asked = asked_for()
    return asked is not None and claims.holds(st.user.to_dict(), asked, time.time())


def viewer_of(said: Mapping[str, Any]) -> Viewer | None:
    """Whom these claims make; None where they do not hold any more, or give no role."""
    found = described()
    if found is None or not claims.holds(said, found[0], time.time()):
        return None
    file, claim = found[1].roles, found[1].roles_claim
    try:
        if file is not None:
            return given.by_file(said, given.read(file))
        return given.by_claim(said, claim or "")
    except RematchError as fault:
        _log.warning("roles: %s", fault.code)
        return None


def _section() -> Mapping[str, object] | None:
    """What the secrets say of a login; None without secrets, or where they say nothing of one.

    Raises settings.secrets where there are some that cannot be read: the framework takes them for none.
    """
    try:
        read = st.secrets.load_if_toml_exists()
        there = read or any(Path(path).exists() for path in st.get_option("secrets.files"))
    except (OSError, ValueError):
        read, there = False, True
    if there and not read:
        raise RematchError("settings.secrets")
    if not read or "auth" not in st.secrets:
        return None
    said = st.secrets["auth"]
    return said if isinstance(said, Mapping) else {}
