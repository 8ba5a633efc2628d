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
EVERYBODY = frozenset(ViewerRole)

LOCAL = Viewer(further=AUDITING | UPKEEP)
"""Who sits at the machine where nobody logs in, and who uses the command line."""
