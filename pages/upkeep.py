"""Administration: what is kept, backups of it, and deletion for good."""

from rematch.ui.overseeing import upkeep

upkeep.title()
upkeep.backup()
upkeep.deletion()
