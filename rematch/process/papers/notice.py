"""What a municipality is told in advance: the counts its last release showed, and no more."""

from dataclasses import dataclass

from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import Ags, CohortId
from rematch.release.preview import Preview
from rematch.release.shown import latest_release
from rematch.store import Release, Store


@dataclass(frozen=True)
class NoticeFacts:
    """One municipality's view of a release: in bands where people are real."""

    release: Release
    catalogue: Catalogue
    seen: Preview
    invented: bool


def advance_notice(store: Store, cohort: CohortId, ags: Ags) -> NoticeFacts:
    """What the last release showed to a municipality; raises step.nothing_released where there is none.

    Nothing is counted anew: what a later count would give away beside an earlier one is never shown.
    """
    last = latest_release(store, cohort)
    if last is None or ags not in last.views:
        raise RematchError("step.nothing_released")
    return NoticeFacts(last.release, last.catalogue, last.shown(ags), last.views[ags].exact is not None)
