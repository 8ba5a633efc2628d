"""Who may do what, by the viewer in force; the table of it stands in docs/office/roles-de.md.

Read `doors`, which stand before every public function of services and store, then `viewing` and `roles`.
"""

from rematch.rights.doors import Grant, every_method, grant_of, may, open_to
from rematch.rights.roles import (
    A_FACILITATOR,
    A_GUEST,
    ANSWERING,
    AUDITING,
    COORDINATION,
    ERASING,
    EVERYBODY,
    FACILITATING,
    LOCAL,
    OVERSEEING,
    READING,
    RELEASED,
    UPKEEP,
    VOTING,
)
from rematch.rights.viewing import acting, ask, carried, in_force, inside, whoever

__all__ = [
    "ANSWERING",
    "AUDITING",
    "A_FACILITATOR",
    "A_GUEST",
    "COORDINATION",
    "ERASING",
    "EVERYBODY",
    "FACILITATING",
    "LOCAL",
    "OVERSEEING",
    "READING",
    "RELEASED",
    "UPKEEP",
    "VOTING",
    "Grant",
    "acting",
    "ask",
    "carried",
    "every_method",
    "grant_of",
    "in_force",
    "inside",
    "may",
    "open_to",
    "whoever",
]
