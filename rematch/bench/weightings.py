"""Measures on the demo session what weights do to a plan, and keeps the figures for the Method page."""

from rematch.bootstrap import DATA, shipped_catalogue
from rematch.instance import prepare_cohort
from rematch.intake.folder.read import read_folder
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.store import profiles_fingerprint
from rematch.whatif.sensitivity.weightings import measured

COHORT = "session"


def main() -> None:
    """Plan under the catalogue's weights and under many drawn ones; half a minute."""
    catalogue = shipped_catalogue()
    profiles, _ = read_folder(DATA / COHORT, catalogue)
    known = prepare_cohort(profiles, catalogue, profiles_fingerprint(profiles))
    found = measured(replan(known, Scenario()))
    found.keep()
    print(found.model_dump_json(indent=2))


if __name__ == "__main__":
    main()
