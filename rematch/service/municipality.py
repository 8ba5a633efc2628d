"""What a municipality may know: a plan's release, its invitations, the households that accepted."""

from rematch.instance.figures import GOOD_FIT
from rematch.process.papers.handover import HandoverFacts
from rematch.process.partners.accepted import AcceptedHousehold, ToSeeTo, accepted_here, handed_to
from rematch.process.partners.desk import PartnerDesk
from rematch.process.partners.own import own_profiles
from rematch.process.partners.standing import PartnerStanding, own_invitations
from rematch.process.partners.statements import RECENT_DAYS, StatedAnswers
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
from rematch.store.kept import OWN_FORM
from rematch.store.releases import Release, ReleaseState, Reply

__all__ = [
    "GOOD_FIT",
    "LONGEST_REPLY",
    "OWN_FORM",
    "RECENT_DAYS",
    "AcceptedHousehold",
    "Arrival",
    "Changed",
    "Gate",
    "HandoverFacts",
    "Hold",
    "InForce",
    "LanguageNeed",
    "LatestRelease",
    "LeftOut",
    "PartnerDesk",
    "PartnerStanding",
    "Preview",
    "ProfileEffect",
    "Release",
    "ReleaseOutcome",
    "ReleaseState",
    "Reply",
    "ResourceNeed",
    "ShownAmount",
    "StatedAnswers",
    "ToSeeTo",
    "TownProposal",
    "TownProposals",
    "accepted_here",
    "answers",
    "cohorts_to_see",
    "gate",
    "handed_to",
    "latest_release",
    "narrowed_by_totals",
    "note_opened",
    "own_invitations",
    "own_profiles",
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
