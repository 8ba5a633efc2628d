"""Measures what misreporting pays, on the demo session and generated ones; kept for the Method page."""

import argparse
from collections.abc import Iterator, Sequence
from statistics import mean

from rematch.bench.misreporting.truth import Hidden, Told, Truth, measured, towns
from rematch.bootstrap import DATA, shipped_catalogue
from rematch.criteria.catalogue import Catalogue
from rematch.instance import assemble, prepare_cohort
from rematch.intake.folder.read import read_folder
from rematch.model import Profiles
from rematch.scenario import Scenario
from rematch.store import profiles_fingerprint
from rematch.synthetic import generate
from rematch.whatif.kept_figures import Misreporting, Reported, measured_on

HOUSEHOLDS, MUNICIPALITIES, SEEDS = 30, 8, (11, 12, 13)


def cohorts(catalogue: Catalogue, seeds: Sequence[int]) -> Iterator[Truth]:
    """The demo session, then a generated cohort for each seed."""
    yield truthful(read_folder(DATA / "session", catalogue)[0], catalogue)
    for seed in seeds:
        yield truthful(generate(HOUSEHOLDS, MUNICIPALITIES, seed, catalogue), catalogue)


def truthful(profiles: Profiles, catalogue: Catalogue, scenario: Scenario | None = None) -> Truth:
    """A cohort's truth under the shipped weights and policy, or another scenario."""
    known = prepare_cohort(profiles, catalogue, profiles_fingerprint(profiles))
    return Truth(assemble(known, scenario or Scenario()))


def lines(found: dict[str, list[Told]]) -> Iterator[str]:
    """One line a report: of how many who missed their best place win it, and what else it does."""
    yield "| report | told by | win their best place | true fit | newly unplaced | others who move |"
    yield "|---|---|---|---|---|---|"
    for name, told in found.items():
        if told:
            won, moved = mean(one.won for one in told), mean(one.displaced for one in told)
            gain, lost = mean(one.fit_gain for one in told), sum(one.unplaced for one in told)
            yield f"| {name} | {len(told)} | {100 * won:.0f} % | {gain:+.3f} | {lost} | {moved:.1f} |"


def figures(cohorts: Sequence[Truth], found: dict[str, list[Told]]) -> Misreporting:
    """What is kept, with what the first cohort, the demo's, was."""
    return Misreporting(
        **measured_on(cohorts[0].instance.cohort_data),
        sessions=len(cohorts),
        households=sum(len(true.fit) for true in cohorts),
        missed=sum(len(true.missed()) for true in cohorts),
        reports={
            name: Reported(won=mean(one.won for one in told), fit_gain=mean(one.fit_gain for one in told))
            for name, told in found.items()
            if told
        },
    )


def town_line(found: Sequence[Hidden]) -> str:
    """What hiding an offer brings a town, over all towns and offers."""
    more = mean(one.persons > 0 for one in found)
    persons, first = mean(one.persons for one in found), mean(one.first_choices for one in found)
    return (
        f"{len(found)} offers hidden one at a time: {persons:+.2f} persons, {first:+.2f} first choices "
        f"on average; more persons for {100 * more:.0f} %"
    )


def main() -> None:
    """Print the table of households and keep its figures; with --towns print the line of towns, too."""
    parser = argparse.ArgumentParser(description="Measure what misreporting pays.")
    parser.add_argument("--towns", action="store_true", help="hide each offer of each town, too")
    asked = parser.parse_args()
    known = list(cohorts(shipped_catalogue(), SEEDS))
    found = measured(known)
    kept = figures(known, found)
    print(f"{kept.missed} of {kept.households} households miss their best place when all are truthful.\n")
    print("\n".join(lines(found)))
    kept.keep()
    if asked.towns:
        print("\n" + town_line([one for true in known for one in towns(true)]))


if __name__ == "__main__":
    main()
