"""What a municipality is shown: its view of the latest release, read and never computed."""

from dataclasses import dataclass
from typing import Literal

from rematch.canonical import read
from rematch.criteria.catalogue import Catalogue
from rematch.errors import RematchError
from rematch.model import Ags, CohortId, ResourceId, Viewer
from rematch.release.bands import ShownAmount
from rematch.release.preview import Preview
from rematch.release.proposals import TownProposals
from rematch.release.publish import VIEW, ReleasedView
from rematch.rights import ANSWERING, EVERYBODY, OVERSEEING, RELEASED, in_force, may
from rematch.store import CohortSummary, Release, Reply, Store

LONGEST_REPLY = 500
"""Characters of an answer to a release."""
Aspect = Literal["needed", "stated"]


@dataclass(frozen=True)
class Changed:
    """A resource (persons first) of which another amount is needed, or stated, than in the release before."""

    resource: ResourceId
    aspect: Aspect
    before: ShownAmount | float | None
    after: ShownAmount | float | None


@dataclass(frozen=True)
class LatestRelease:
    """A cohort's latest release with the views made with it and, where there is one, those of the one before.

    `catalogue` is that of the run, for the words of its resources and criteria. Whoever acts for
    municipalities has the views of those alone.
    """

    release: Release
    catalogue: Catalogue
    views: dict[Ags, ReleasedView]
    before: Release | None
    views_before: dict[Ags, ReleasedView]

    @property
    def cohort(self) -> CohortId:
        """The cohort it was released of."""
        return self.release.cohort

    @property
    def names(self) -> dict[Ags, str]:
        """The municipalities of the release."""
        return {ags: view.as_real.name for ags, view in self.views.items()}

    @may(RELEASED, cohort="cohort", town="ags")
    def shown(self, ags: Ags, *, as_real: bool = False) -> Preview:
        """The view of one municipality; a municipal viewer is refused any other than its own."""
        if ags not in self.views:
            raise RematchError("viewer.unknown_municipality", ags=ags)
        return _one(self.views[ags], as_real)

    @may(RELEASED, cohort="cohort", town="ags")
    def could_change(self, ags: Ags) -> TownProposals | None:
        """What one municipality could change, as found before the release; None where nobody looked."""
        self.shown(ags)
        return self.views[ags].proposals

    @may(ANSWERING, cohort="cohort", town="ags")
    def answered(self, store: Store, viewer: Viewer, ags: Ags, words: str, by: str = "") -> Reply:
        """Keep what a municipality answers to this release; a municipal viewer speaks for its own only.

        Raises viewer.nothing_said where there are no words, and store codes.
        """
        said = " ".join(words.split())[:LONGEST_REPLY]
        self.shown(ags)
        if not said:
            raise RematchError("viewer.nothing_said")
        reply = Reply(cohort=self.release.cohort, number=self.release.number, ags=ags, by=by, words=said)
        store.add_reply(reply, viewer)
        return reply

    def changed(self, seen: Preview) -> tuple[Changed, ...]:
        """What differs from the release before, told by the amounts that both of them show."""
        earlier = self.views_before.get(seen.ags)
        return () if earlier is None else differences(_one(earlier, seen.masked), seen)


@may(RELEASED, cohort="cohort")
def released_last(store: Store, cohort: CohortId) -> int | None:
    """The number of the cohort's latest release, None where there is none."""
    released = store.releases(cohort)
    return released[-1].number if released else None


@may(RELEASED, cohort="cohort")
def latest_release(store: Store, cohort: CohortId) -> LatestRelease | None:
    """The cohort's latest release, as far as it is the viewer's to see; None where there is none."""
    released = store.releases(cohort)
    if not released:
        return None
    last, before = released[-1], released[-2] if len(released) > 1 else None
    return LatestRelease(
        last,
        read(Catalogue, store.run(last.run).catalogue),
        _views(store, last),
        before,
        {} if before is None else _views(store, before),
    )


@may(RELEASED, cohort="cohort", town="ags")
def answers(store: Store, cohort: CohortId, ags: Ags) -> tuple[Reply, ...]:
    """What one municipality answered to the cohort's releases, in the order it came."""
    return tuple(reply for reply in store.replies(cohort) if reply.ags == ags)


@may(RELEASED, cohort="cohort")
def note_opened(store: Store, cohort: CohortId, number: int) -> None:
    """Note in the journal that the viewer opened this release: once a day, whatever they look at of it."""
    store.note_once_a_day(in_force(), "opened", cohort=cohort, details={"number": number})


@may(EVERYBODY)
def cohorts_to_see(store: Store) -> tuple[CohortSummary, ...]:
    """The cohorts a viewer may know of; whoever acts for municipalities knows theirs, without any count."""
    viewer, found = in_force(), store.cohorts()
    if viewer.roles & OVERSEEING:
        return found
    unknown = dict.fromkeys(("persons", "households", "municipalities"), 0)
    return tuple(one.model_copy(update=unknown) for one in found if viewer.owns(one.cohort))


def differences(before: Preview, after: Preview) -> tuple[Changed, ...]:
    """Amounts shown otherwise than before; a resource only one of them has is passed over."""
    earlier = {need.resource: need for need in before.resources}
    found = []
    for need in after.resources:
        was = earlier.get(need.resource)
        if was is not None and was.needed != need.needed:
            found.append(Changed(need.resource, "needed", was.needed, need.needed))
        if was is not None and was.stated != need.stated:
            found.append(Changed(need.resource, "stated", was.stated, need.stated))
    return tuple(found)


def _views(store: Store, release: Release) -> dict[Ags, ReleasedView]:
    kept, own = store.release_views(release.cohort, release.number), in_force().own_places(release.cohort)
    return {ags: VIEW.validate_json(kept[ags]) for ags in kept if own is None or ags in own}


def _one(view: ReleasedView, as_real: bool) -> Preview:
    return view.as_real if as_real or view.exact is None else view.exact
