"""A recorded run released to municipalities: held up or not, and what each of them may see, made once."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from rematch.errors import Contradiction
from rematch.model import Ags, Viewer
from rematch.planning.plan import replan
from rematch.planning.repeat import RunCheck, check_run
from rematch.release.frozen import FrozenPlan
from rematch.release.gate import Gate, Hold, InForce, gate
from rematch.release.preview import Preview, preview
from rematch.scenario import Scenario
from rematch.store import Release, ReleaseState, Store


@dataclass(frozen=True)
class ReleasedView:
    """What one municipality may see of a release; `exact` on invented people only."""

    as_real: Preview
    exact: Preview | None


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
) -> ReleaseOutcome:
    """Release a stored run, unless something holds it up; `now` is what is in force at this moment.

    Everything is computed from the run as it was recorded. What is released already, word for word, stays
    the release it is: a press too many makes no second one. Raises store codes.
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
    if (last := _last_alike(store, release)) is not None:
        return ReleaseOutcome(found, (), last)
    made = views(FrozenPlan(checked))
    kept = store.add_release(release, made, now.data, viewer)
    return ReleaseOutcome(found, (), kept)


def _last_alike(store: Store, release: Release) -> Release | None:
    """The cohort's latest release where it says the very same of the same run."""
    last = next(iter(store.releases(release.cohort)[::-1]), None)
    same = last is not None and last.model_copy(update={"number": 0, "at": release.at}) == release
    return last if same else None


def checked_gate(checked: RunCheck, now: InForce) -> Gate:
    """What holds up the release of a run that was checked; one of an earlier fit is not as recorded."""
    differs = checked.run.scenario != now.scenario
    return gate(
        checked.instance,
        now,
        as_recorded=checked.ok and not checked.refit,
        contradiction=differs and _contradict(checked, now.scenario),
    )


def views(plan: FrozenPlan) -> dict[Ags, str]:
    """What each municipality may see of a plan, as JSON."""
    invented, coordinator = plan.instance.profiles.cohort.invented, Viewer()
    made = {}
    for place in plan.instance.profiles.municipalities:
        view = ReleasedView(
            as_real=preview(plan, coordinator, place.ags, as_real=True),
            exact=preview(plan, coordinator, place.ags) if invented else None,
        )
        made[place.ags] = VIEW.dump_json(view).decode()
    return made


def _contradict(checked: RunCheck, decided: Scenario) -> bool:
    """Whether what is decided cannot hold together."""
    try:
        replan(checked.instance.cohort_data, decided, work_limit=0)
    except Contradiction:
        return True
    return False
