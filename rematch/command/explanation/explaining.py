"""One household explained on the command line: why here, why not there, with the numbers of the screen."""

import argparse
from collections.abc import Iterable, Iterator, Mapping

from rematch import bootstrap
from rematch.command.explanation.content import explanation, other_place
from rematch.command.output import Output
from rematch.command.planning.grounds import ask_journal, refuse_in_folder
from rematch.command.planning.planning import read_scenario
from rematch.command.storing import chosen_cohort, open_to_read
from rematch.errors import RematchError
from rematch.model import Ags, HouseholdId
from rematch.report.wording.alternatives import (
    at_least_sentence,
    cost_sentences,
    elsewhere_rows,
    fits_sentence,
    move_rows,
    obstacles,
    verdict_sentence,
    worth_sentences,
)
from rematch.report.wording.here import here_rows
from rematch.report.wording.nowhere import nowhere_words
from rematch.report.wording.sentences import (
    forgone_sentences,
    must_sentence,
    range_sentence,
    unanswered_sentence,
    why_sentence,
)
from rematch.report.wording.simple import simple_sentences
from rematch.scenario import Scenario
from rematch.service.explanation import (
    Alternative,
    ForcedAssignment,
    Worth,
    alternatives,
    cost_there,
    forgone,
)
from rematch.service.intake import read_folder
from rematch.service.session import CohortData, PlanReport, prepare_cohort, replan
from rematch.texts import say


def explain(args: argparse.Namespace, output: Output) -> None:
    """Plan as `plan` does (nothing is recorded) and explain one household of it."""
    scenario = read_scenario(args.scenario, output)
    known = _ground(args, scenario, output)
    household = _household(known, args.household)
    asked = None if args.municipality is None else _municipality(known, args.municipality)
    report = replan(known, scenario)
    i = known.row[household]
    places = [place for place in alternatives(report, household) if asked in (None, place.answer.ags)]
    if asked is None or not places:
        others = [other_place(report, place, output.lang) for place in places]
        told = [*_why_here(report, i, output), *_all_others(report, places, output)]
    else:
        forced, worth = _solved_again(report, places[0])
        others = [other_place(report, places[0], output.lang, forced, worth)]
        told = [*_why_here(report, i, output), *_one_other(report, places[0], forced, worth, output)]
    output.result(explanation(report, i, others, output.lang).model_dump(mode="json"), told)


def _ground(args: argparse.Namespace, scenario: Scenario, output: Output) -> CohortData:
    catalogue = bootstrap.open_catalogue(args.db)
    if args.data is not None:
        profiles, warnings = read_folder(args.data, catalogue)
        output.findings(warnings)
        refuse_in_folder(profiles.cohort.invented, (scenario, catalogue), output)
        return prepare_cohort(profiles, catalogue, "")
    with open_to_read(args, output) as store:
        cohort = chosen_cohort(args, store)
        ask_journal(store, cohort, (scenario, catalogue), output)
        return prepare_cohort(store.load_profiles(cohort), catalogue, store.data_fingerprint(cohort))


def _household(known: CohortData, name: str) -> HouseholdId:
    if HouseholdId(name) not in known.row:
        raise RematchError("cli.unknown_household", household=name)
    return HouseholdId(name)


def _municipality(known: CohortData, name: str) -> Ags:
    """By AGS, or by its name where only one has it."""
    places = known.profiles.municipalities
    found = [place.ags for place in places if name == place.ags]
    found = found or [place.ags for place in places if name.casefold() == place.name.casefold()]
    if len(found) != 1:
        raise RematchError("cli.unknown_municipality", municipality=name)
    return found[0]


def _solved_again(
    report: PlanReport, place: Alternative
) -> tuple[ForcedAssignment | None, tuple[Worth, ...]]:
    if place.answer.barred:
        return None, ()
    return cost_there(report, place.answer)


def _why_here(report: PlanReport, i: int, output: Output) -> Iterator[str]:
    line, instance, lang = report.placements[i], report.instance, output.lang
    if instance.profiles.cohort.invented:
        yield output.say("invented")
    lost = () if line.why is None else forgone(instance, report.assignment, line.why)
    if line.why is None:
        yield nowhere_words(line.nowhere, instance.catalogue, lang)
    else:
        if words := must_sentence(instance, line.household, lang):
            yield _plain(words)
        yield _plain(why_sentence(line.why, instance, lang))
        yield from map(_plain, forgone_sentences(lost, instance, lang))
        if words := unanswered_sentence(instance, line.household, lang):
            yield _plain(words)
        if words := range_sentence(line.why, instance, lang):
            yield words
    simple = simple_sentences(line.why, instance, lang, lost=lost, nowhere=line.nowhere)
    yield f"{say('why.simple', lang)}: {_plain(simple)}"
    if line.why is not None:
        yield ""
        yield from _lines(here_rows(instance, line.why, lang), lang)


def _all_others(report: PlanReport, places: Iterable[Alternative], output: Output) -> Iterator[str]:
    rows = elsewhere_rows(report.instance, places, {}, output.lang)
    if rows:
        yield ""
        yield say("why.not.title", output.lang)
        unsolved = ("cost", "others_move")
        yield from _lines(
            [{n: cell for n, cell in row.items() if n not in unsolved} for row in rows], output.lang
        )
        yield say("why.not.floor", output.lang)


def _one_other(
    report: PlanReport,
    place: Alternative,
    forced: ForcedAssignment | None,
    worth: Iterable[Worth],
    output: Output,
) -> Iterator[str]:
    instance, lang = report.instance, output.lang
    yield ""
    yield verdict_sentence(place.answer, instance, lang)
    for words in (fits_sentence(place.answer, lang), at_least_sentence(place, lang)):
        if words:
            yield words
    yield from (f"- {line}" for line in obstacles(place.answer, instance, lang))
    if forced is not None:
        more = [words for one in worth for words in worth_sentences(one, instance, lang)]
        yield from (f"- {line}" for line in [*cost_sentences(forced, report, lang), *more])
        yield from _lines(move_rows(instance, forced.moves, lang), lang)


def _lines(rows: list[dict[str, str]], lang: str) -> Iterator[str]:
    """A table as lines: the columns' names, then the rows."""
    if not rows:
        return
    yield " | ".join(say(f"column.{name}", lang) for name in rows[0])
    yield from (_cells(row) for row in rows)


def _cells(row: Mapping[str, str]) -> str:
    return " | ".join(row.values())


def _plain(words: str) -> str:
    return words.replace("**", "")
