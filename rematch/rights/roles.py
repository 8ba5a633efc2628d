"""The roles that doors are open to, as sets; and who acts where nobody logs in."""

from rematch.model import Viewer, ViewerRole

COORDINATION = frozenset({ViewerRole.COORDINATOR})
READING = COORDINATION | {ViewerRole.AUDITOR}
RELEASED = READING | {ViewerRole.MUNICIPALITY}
ANSWERING = COORDINATION | {ViewerRole.MUNICIPALITY}
UPKEEP = frozenset({ViewerRole.ADMINISTRATOR})
ERASING = COORDINATION | UPKEEP
AUDITING = frozenset({ViewerRole.AUDITOR})
OVERSEEING = COORDINATION | AUDITING | UPKEEP
FACILITATING = frozenset({ViewerRole.FACILITATOR})
VOTING = FACILITATING | {ViewerRole.GUEST}
"""Who is in a workshop: a process of its own, in which nobody has any other role."""
EVERYBODY = frozenset(ViewerRole) - VOTING

LOCAL = Viewer(further=AUDITING | UPKEEP)
"""Who sits at the machine where nobody logs in, and who uses the command line."""
A_GUEST = Viewer(name="guest", role=ViewerRole.GUEST)
A_FACILITATOR = Viewer(name="facilitator", role=ViewerRole.FACILITATOR)
