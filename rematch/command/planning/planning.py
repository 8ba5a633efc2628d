"""Plans on the command line."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from rematch import bootstrap
from rematch.command.output import Output
from rematch.command.planning.grounds import keep_grounds, refuse_in_folder
from rematch.command.planning.plan_content import plan_content
from rematch.command.storing import chosen_cohort, open_kept
from rematch.errors import Unreadable
from rematch.model import Viewer
from rematch.report.wording.words import home_words
from rematch.scenario import Scenario
from rematch.service.criteria import retired_finding, retired_in, without_retired
from rematch.service.intake import read_folder
from rematch.service.session import PlanReport, prepare_cohort, replan
from rematch.service.session import plan as plan_and_record


def plan(args: argparse.Namespace, output: Output) -> None:
    """Plan a folder (nothing is stored) or a stored cohort (the run is)."""
    scenario = read_scenario(args.scenario, output)
    catalogue = bootstrap.open_catalogue(args.db)
    run = None
    if args.data is not None:
        profiles, warnings = read_folder(args.data, catalogue)
        output.findings(warnings)
        refuse_in_folder(profiles.cohort.invented, (scenario, catalogue), output)
        report = replan(prepare_cohort(profiles, catalogue, ""), scenario)
    else:
        with open_kept(args) as store:
            cohort = chosen_cohort(args, store)
            keep_grounds(args, store, cohort, (scenario, catalogue), output)
            report = plan_and_record(scenario, store, cohort=cohort, catalogue=catalogue, viewer=Viewer())
            run = store.runs(cohort)[-1].run_id
    output.result({"run": run, **plan_content(report)}, _plan_lines(report, run, output))


def read_scenario(path: Path | None, output: Output) -> Scenario:
    """The scenario in a file, the catalogue's own weights where there is none.

    Retired criteria that it names are told and left out.
    """
    if path is None:
        return Scenario()
    try:
        scenario = Scenario.from_file(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("cli.unreadable_file", file=path.name, why=type(error).__name__) from error
    if gone := retired_in(scenario):
        output.findings([retired_finding(path.name, gone)])
    return without_retired(scenario)


def _plan_lines(report: PlanReport, run: str | None, output: Output) -> Iterator[str]:
    names = report.instance.cohort_data.names
    solution, figures = report.solution, report.figures
    if report.instance.profiles.cohort.invented:
        yield output.say("invented")
    for line in report.placements:
        if line.ags is not None and line.why is not None:
            place = names[line.ags]
            why, home = line.why, home_words(line.accommodation, report.instance.catalogue, output.lang)
            place = place if home is None else f"{place} ({home})"
            told = {"fit": why.fit, "people": why.people, "town": why.town}
            yield output.say("placed", household=line.household, place=place, **told)
        else:
            yield output.say("unplaced", household=line.household)
    yield output.say("persons", placed=figures.persons_placed, persons=figures.persons)
    if figures.mean_fit is not None and figures.least_fit is not None:
        means = {"mean": figures.mean_fit, "people": figures.mean_people, "town": figures.mean_town}
        yield output.say("fits", **means, least=figures.least_fit)
    if report.proven:
        yield output.say("proven")
    else:
        yield output.say("within", gap=output.gap(solution.gap))
    if run is not None:
        yield output.say("recorded", run=run)
