"""What a municipality may know of a plan: its release, what holds that up, and what is shown of it."""

from rematch.instance.figures import GOOD_FIT
from rematch.release.bands import ShownAmount
from rematch.release.gate import Gate, Hold, InForce, gate
from rematch.release.left_out import LeftOut
from rematch.release.more import More, with_more
from rematch.release.needs import ResourceNeed
from rematch.release.preview import Preview, preview
from rematch.release.profile_effect import ProfileEffect
from rematch.release.publish import ReleaseOutcome, publish
from rematch.release.shown import Changed, LatestRelease, latest_release
from rematch.store.releases import Release, ReleaseState

__all__ = [
    "GOOD_FIT",
    "Changed",
    "Gate",
    "Hold",
    "InForce",
    "LatestRelease",
    "LeftOut",
    "More",
    "Preview",
    "ProfileEffect",
    "Release",
    "ReleaseOutcome",
    "ReleaseState",
    "ResourceNeed",
    "ShownAmount",
    "gate",
    "latest_release",
    "preview",
    "publish",
    "with_more",
]
