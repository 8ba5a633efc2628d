"""What a municipality may know of a cohort's profiles: its own."""

from rematch.model import CohortId, Profiles
from rematch.rights import ANSWERING, in_force, may
from rematch.store import Store


@may(ANSWERING, cohort="cohort")
def own_profiles(store: Store, cohort: CohortId) -> Profiles:
    """The cohort without any household, and of its municipalities those that the viewer acts for."""
    viewer, found = in_force(), store.load_profiles(cohort)
    towns = tuple(one for one in found.municipalities if viewer.owns(cohort, one.ags))
    return found.model_copy(update={"households": (), "municipalities": towns})
