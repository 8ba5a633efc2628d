"""What a workshop's process holds: its file, an invented cohort, the plans, the hall and its direction."""

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from rematch.bootstrap import shipped_catalogue
from rematch.errors import RematchError, Unreadable
from rematch.instance import prepare_cohort
from rematch.intake.folder.read import read_folder
from rematch.rights import FACILITATING, may
from rematch.store import profiles_fingerprint
from rematch.store.records import now
from rematch.store.workshop.workshops import WorkshopStore
from rematch.workshop.cards import cards
from rematch.workshop.direction import Direction
from rematch.workshop.hall import Hall
from rematch.workshop.own_plans import BallotPlans


@dataclass(frozen=True)
class OpenWorkshop:
    """A workshop's process, ready for its room."""

    store: WorkshopStore
    hall: Hall
    direction: Direction

    def close(self) -> None:
        """End the plans and let go of the file."""
        self.direction.plans.close()
        self.store.close()


@may(FACILITATING)
def delete_expired(file: Path) -> int:
    """Delete the workshops in a file whose day has come, where it is there and nobody holds it; how many."""
    if not file.exists():
        return 0
    with suppress(Unreadable), closing(WorkshopStore.open(file)) as store:
        return store.forget_expired(now().date())
    return 0


@may(FACILITATING)
def open_workshop(folder: Path, file: Path) -> OpenWorkshop:
    """Read an invented cohort from its folder and open the file of workshops; what has expired is deleted.

    Raises workshop.real_people where the people are real, DataErrors or Unreadable as reading and opening do.
    """
    catalogue = shipped_catalogue()
    profiles, _ = read_folder(folder, catalogue)
    if not profiles.cohort.invented:
        raise RematchError("workshop.real_people")
    store = WorkshopStore.open(file)
    store.forget_expired(now().date())
    plans = BallotPlans(prepare_cohort(profiles, catalogue, profiles_fingerprint(profiles)))
    deck = cards(plans.cohort_data, plans.at_start.instance)
    return OpenWorkshop(store, Hall(store, plans, deck), Direction(store, plans, deck))
