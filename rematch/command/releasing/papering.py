"""All papers of a round written into a folder, in the reader's language; letters in the households'."""

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rematch import bootstrap
from rematch.command.output import Output
from rematch.command.storing import chosen_cohort, open_kept
from rematch.errors import RematchError, Unreadable
from rematch.model import Ags, CohortId, Viewer
from rematch.report.papers.book import plan_book
from rematch.report.papers.evaluation import anything, evaluation_pdf
from rematch.report.papers.handover import handover_pdf
from rematch.report.papers.letter import letter_pdf
from rematch.report.papers.minutes import minutes_pdf
from rematch.report.papers.notice import notice_pdf
from rematch.service.administration import Store
from rematch.service.evaluation import EvaluationDesk
from rematch.service.municipality import released_last
from rematch.service.papers import (
    advance_notice,
    handed_over,
    letter_facts,
    may_be_told,
    round_minutes,
)
from rematch.service.process import history_of, today
from rematch.texts import problem

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue

Made = Callable[[], bytes]


def papers(args: argparse.Namespace, output: Output) -> None:
    """Write the minutes and the plan of a round, its letters, handovers, notices, and the cohort's report.

    Letters are of offers that wait for an answer, handovers of accepted ones; a paper that cannot be made now
    is named on stderr with what it waits for. Raises step.not_decided, cli.cannot_write and store codes.
    """
    catalogue = bootstrap.open_catalogue(args.db)
    with open_kept(args) as store:
        cohort, day = chosen_cohort(args, store), today()
        minutes = round_minutes(store, cohort, args.round)
        files = {
            f"minutes-{args.round}.pdf": minutes_pdf(minutes, output.lang, day),
            f"plan-{args.round}.xlsx": plan_book(minutes, output.lang, day),
            **_answers(EvaluationDesk(store, cohort, catalogue, Viewer()), output.lang, day),
        }
        for name, made in _others(store, cohort, args.round, (catalogue, output.lang, day)):
            try:
                files[name] = made()
            except RematchError as fault:
                words = problem(fault, output.lang)
                output.line(f"{output.say('note')} {name}: {words.what} {words.todo}")
    _write(args.write, files)
    lines = [output.say("papers.written", file=str(args.write / name)) for name in files]
    output.result({"cohort": cohort, "round": args.round, "files": list(files)}, lines)


def _answers(desk: EvaluationDesk, lang: str, day: date) -> dict[str, bytes]:
    """The report of what people answered, once there is anything that may be shown."""
    told = desk.results()
    if not anything(told):
        return {}
    return {"evaluation.pdf": evaluation_pdf(told, desk.store.load_profiles(desk.cohort).cohort, lang, day)}


def _others(
    store: Store, cohort: CohortId, number: int, how: "tuple[Catalogue, str, date]"
) -> Iterator[tuple[str, Made]]:
    """What is made beside the minutes, each by the name of its file."""
    catalogue, lang, day = how
    history = history_of(store, cohort)
    for offer in history.offers:
        if offer.round == number and history.state("offer", offer.number) == "sent":
            yield f"letter-{offer.number}.pdf", _letter(store, cohort, offer.number, catalogue, day)
        elif offer.round == number and may_be_told(history, offer):
            yield f"handover-{offer.number}.pdf", _handover(store, cohort, offer.number, how)
    if released_last(store, cohort) is not None:
        for town in store.load_profiles(cohort).municipalities:
            yield f"notice-{town.ags}.pdf", _notice(store, cohort, town.ags, lang, day)


def _letter(store: Store, cohort: CohortId, number: int, catalogue: "Catalogue", day: date) -> Made:
    def made() -> bytes:
        facts = letter_facts(store, cohort, number, catalogue, day)
        return letter_pdf(facts, catalogue, facts.languages[0], day)

    return made


def _handover(store: Store, cohort: CohortId, number: int, how: "tuple[Catalogue, str, date]") -> Made:
    catalogue, lang, day = how
    return lambda: handover_pdf(
        handed_over(store, cohort, number, catalogue, viewer=Viewer(), day=day), catalogue, lang, day
    )


def _notice(store: Store, cohort: CohortId, ags: Ags, lang: str, day: date) -> Made:
    return lambda: notice_pdf(advance_notice(store, cohort, ags), lang, day)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as fault:
        raise Unreadable("cli.cannot_write", file=folder.name, why=type(fault).__name__) from fault
