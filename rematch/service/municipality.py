"""What a municipality may know of a plan: its release, what holds that up, and what is shown of it."""

from rematch.instance.figures import GOOD_FIT
from rematch.release.bands import ShownAmount
from rematch.release.coming import Arrival, LanguageNeed
from rematch.release.gate import Gate, Hold, InForce, gate
from rematch.release.left_out import LeftOut
from rematch.release.needs import ResourceNeed
from rematch.release.preview import Preview, preview
from rematch.release.profile_effect import ProfileEffect
from rematch.release.proposals import TownProposal, TownProposals, proposals, proposals_of_all
from rematch.release.publish import (
    ReleaseOutcome,
    narrowed_by_totals,
    proposals_of_run,
    publish,
    shown_last,
)
from rematch.release.shown import (
    LONGEST_REPLY,
    Changed,
    LatestRelease,
    answers,
    cohorts_to_see,
    latest_release,
    note_opened,
    released_last,
)
from rematch.rights import COORDINATION, open_to
from rematch.store.releases import Release, ReleaseState, Reply

__all__ = [
    "GOOD_FIT",
    "LONGEST_REPLY",
    "Arrival",
    "Changed",
    "Gate",
    "Hold",
    "InForce",
    "LanguageNeed",
    "LatestRelease",
    "LeftOut",
    "Preview",
    "ProfileEffect",
    "Release",
    "ReleaseOutcome",
    "ReleaseState",
    "Reply",
    "ResourceNeed",
    "ShownAmount",
    "TownProposal",
    "TownProposals",
    "answers",
    "cohorts_to_see",
    "gate",
    "latest_release",
    "narrowed_by_totals",
    "note_opened",
    "preview",
    "proposals",
    "proposals_of_all",
    "proposals_of_run",
    "publish",
    "released_last",
    "shown_last",
]

open_to(
    globals(),
    {
        COORDINATION: (
            gate,
            narrowed_by_totals,
            preview,
            proposals,
            proposals_of_all,
            proposals_of_run,
            publish,
            shown_last,
        ),
    },
)
