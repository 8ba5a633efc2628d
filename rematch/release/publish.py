"""A recorded run released to municipalities: held up or not, and what each of them may see, made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import TypeAdapter

from rematch.criteria.catalogue import PERSONS
from rematch.errors import Contradiction
from rematch.instance.figures import Load
from rematch.model import Ags, CohortId, Viewer
from rematch.planning.plan import replan
from rematch.planning.repeat import RunCheck, check_run, planned_again
from rematch.release.bands import narrowed, tight
from rematch.release.frozen import FrozenPlan
from rematch.release.gate import Gate, Hold, InForce, gate
from rematch.release.preview import Planned, Preview, preview
from rematch.release.proposals import TownProposals, proposals_of_all
from rematch.scenario import Scenario
from rematch.store import Release, ReleaseState, Store


@dataclass(frozen=True)
class ReleasedView:
    """What one municipality may see of a release; `exact` on invented people only.

    So are `proposals`, where they were looked for before it was released.
    """

    as_real: Preview
    exact: Preview | None
    proposals: TownProposals | None = None


VIEW = TypeAdapter(ReleasedView)


@dataclass(frozen=True)
class ReleaseOutcome:
    """What came of a wish to release: the release, or what holds it up."""

    gate: Gate
    holds: tuple[Hold, ...]
    release: Release | None


def publish(
    store: Store,
    run: str,
    now: InForce,
    viewer: Viewer,
    *,
    state: ReleaseState = "provisional",
    reason: str = "",
    by: str = "",
    could_change: Mapping[Ags, TownProposals] = MappingProxyType({}),
) -> ReleaseOutcome:
    """Release a stored run, unless something holds it up; `now` is what is in force at this moment.

    Everything is computed from the run as it was recorded. What is released already, word for word, stays
    the release it is: a press too many makes no second one. `could_change` is what municipalities could do
    about this very plan, as far as it was looked for; of real people it is left out. Raises store codes.
    """
    checked = check_run(store, run)
    found = checked_gate(checked, now)
    holds = found.holds(state, reason)
    if holds:
        return ReleaseOutcome(found, holds, None)
    release = Release(
        cohort=checked.run.cohort,
        run=run,
        by=by,
        state=state,
        off=found.off,
        unconsidered=len(found.unconsidered),
        unanswered=len(found.unanswered),
        unchecked=len(found.unchecked),
        reason=reason.strip(),
    )
    if (last := _last_alike(store, release, could_change)) is not None:
        return ReleaseOutcome(found, (), last)
    made = views(FrozenPlan(checked), shown_last(store, release.cohort), could_change)
    kept = store.add_release(release, made, now.data, viewer)
    return ReleaseOutcome(found, (), kept)


def proposals_of_run(store: Store, run: str, viewer: Viewer) -> dict[Ags, TownProposals]:
    """What municipalities could change about a stored run's plan; of real people nothing is looked for.

    Raises RematchError (`store.another_plan`) where looked for again the plan is another one.
    """
    if not store.load_profiles(store.run(run).cohort).cohort.invented:
        return {}
    return proposals_of_all(planned_again(store, run), viewer)


def _last_alike(store: Store, release: Release, more: Mapping[Ags, TownProposals]) -> Release | None:
    """The cohort's latest release where it says the same of the same run, and has what was looked for."""
    last = next(iter(store.releases(release.cohort)[::-1]), None)
    if last is None or last.model_copy(update={"number": 0, "at": release.at}) != release:
        return None
    kept = store.release_views(release.cohort, last.number)
    had = {ags: VIEW.validate_json(kept[ags]) for ags in more if ags in kept}
    return last if all(one.exact is None or one.proposals is not None for one in had.values()) else None


def checked_gate(checked: RunCheck, now: InForce) -> Gate:
    """What holds up the release of a run that was checked; one of an earlier fit is not as recorded."""
    differs = checked.run.scenario != now.scenario
    return gate(
        checked.instance,
        now,
        as_recorded=checked.ok and not checked.refit,
        contradiction=differs and _contradict(checked, now.scenario),
    )


def shown_last(store: Store, cohort: CohortId) -> dict[Ags, Preview]:
    """What each municipality was shown as of real people with the latest release, which bands hold on to."""
    released = store.releases(cohort)
    kept = store.release_views(cohort, released[-1].number) if released else {}
    return {ags: VIEW.validate_json(content).as_real for ags, content in kept.items()}


def views(
    plan: FrozenPlan,
    before: Mapping[Ags, Preview],
    could_change: Mapping[Ags, TownProposals] = MappingProxyType({}),
) -> dict[Ags, str]:
    """What each municipality may see of a plan, as JSON."""
    invented, coordinator = plan.instance.profiles.cohort.invented, Viewer()
    made = {}
    for place in plan.instance.profiles.municipalities:
        view = ReleasedView(
            as_real=preview(plan, coordinator, place.ags, as_real=True, before=before),
            exact=preview(plan, coordinator, place.ags) if invented else None,
            proposals=(could_change if invented else {}).get(place.ags),
        )
        made[place.ags] = VIEW.dump_json(view).decode()
    return made


def narrowed_by_totals(plan: Planned, before: Mapping[Ags, Preview]) -> tuple[str, ...]:
    """Names of municipalities whose persons all bands together leave fewer counts for than the threshold.

    For whoever knows the bands and limits of all of them, and how many people have a place.
    """
    coordinator, loads = Viewer(), plan.loads
    shown = [preview(plan, coordinator, one.ags, as_real=True, before=before).persons for one in loads]
    limits = [_places(one) for one in loads]
    left = narrowed(shown, limits, sum(one.persons for one in loads))
    return tuple(
        one.name for one, still, limit in zip(loads, left, limits, strict=True) if tight(still, limit)
    )


def _places(load: Load) -> float | None:
    return next((one.capacity for one in load.resources if one.resource == PERSONS), None)


def _contradict(checked: RunCheck, decided: Scenario) -> bool:
    """Whether what is decided cannot hold together."""
    try:
        replan(checked.instance.cohort_data, decided, work_limit=0)
    except Contradiction:
        return True
    return False
