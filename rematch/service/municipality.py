"""What a municipality may know of a plan."""

from rematch.instance.figures import GOOD_FIT
from rematch.release.bands import ShownAmount
from rematch.release.preview import More, Preview, ResourceNeed, preview, with_more
from rematch.release.profile_effect import ProfileEffect

__all__ = [
    "GOOD_FIT",
    "More",
    "Preview",
    "ProfileEffect",
    "ResourceNeed",
    "ShownAmount",
    "preview",
    "with_more",
]
