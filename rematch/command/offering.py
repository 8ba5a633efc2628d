"""Rounds and offers on the command line: listed, opened, prepared, and every step of the tables taken."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from rematch import bootstrap
from rematch.command.output import Output
from rematch.command.storing import chosen_cohort, open_kept, open_to_read
from rematch.errors import RematchError
from rematch.model import HouseholdId, Viewer
from rematch.report.wording.words import place_words
from rematch.scenario import Scenario
from rematch.service.process import (
    LEAST,
    MACHINES,
    History,
    PlacePrices,
    ProcessDesk,
    ProcessStep,
    Refused,
    estimated,
    history_of,
)
from rematch.service.session import CohortData, prepare_cohort
from rematch.texts import date as written_day
from rematch.texts import number

ACTIONS = ("list", "open", "enter", "split", "prepare", "step", "prices")


def process(args: argparse.Namespace, output: Output) -> int | None:
    """List where everything stands, or take a step; exit code 1 where it is refused, all of it named."""
    if args.action == "list":
        with open_to_read(args, output) as store:
            cohort = chosen_cohort(args, store)
            store.data_fingerprint(cohort)
            found = history_of(store, cohort)
        output.result(_content(found), _listed(found, output))
        return None
    catalogue = bootstrap.open_catalogue(args.db)
    with open_kept(args) as store:
        desk = ProcessDesk(store, chosen_cohort(args, store), catalogue, Viewer(), args.by)
        try:
            return _DO[args.action](desk, args, output)
        except Refused as refused:
            for one in refused.missing:
                output.line(f"{output.say('error')} {output.text(f'process.need.{one}')}")
            return 1


def _open(desk: ProcessDesk, args: argparse.Namespace, output: Output) -> int:
    name = " ".join(args.about).strip()
    if not name:
        raise RematchError("cli.process_usage", action="open NAME")
    begun = desk.open_round(name)
    output.result(begun.model_dump(mode="json"), [output.text("process.round.opened")])
    return 0


def _prepare(desk: ProcessDesk, args: argparse.Namespace, output: Output) -> int:
    """Offers for the households that are named, else for all of the round that have a place."""
    if not args.about or not args.about[0].isdecimal():
        raise RematchError("cli.process_usage", action="prepare ROUND [HOUSEHOLD ...]")
    number, *named = args.about
    history = history_of(desk.store, desk.cohort)
    known = [one for one in history.subjects("household") if history.state("household", one) == "planned"]
    made = desk.prepare(int(number), [HouseholdId(one) for one in named or known])
    for household, missing in made.refused.items():
        for one in missing:
            output.line(f"{output.say('error')} {household}: {output.text(f'process.need.{one}')}")
    content = {"offers": [one.model_dump(mode="json") for one in made.offers], "refused": made.refused}
    output.result(content, [output.text("process.prepared", count=len(made.offers))])
    return 1 if made.refused else 0


def _enter(desk: ProcessDesk, args: argparse.Namespace, output: Output) -> int:
    """Households that came later taken into a round."""
    if len(args.about) < 2 or not args.about[0].isdecimal():
        raise RematchError("cli.process_usage", action="enter ROUND HOUSEHOLD ...")
    number, *named = args.about
    events = desk.enter(int(number), [HouseholdId(one) for one in named])
    content = {"events": [one.model_dump(mode="json") for one in events]}
    output.result(content, [output.text("process.late.done", count=len(events))])
    return 0


def _split(desk: ProcessDesk, args: argparse.Namespace, output: Output) -> int:
    """One household made two, by the numbers of the members who go together."""
    if len(args.about) < 2 or not all(one.isdecimal() for one in args.about[1:]):
        raise RematchError("cli.process_usage", action="split HOUSEHOLD MEMBER ...")
    household, *leaving = args.about
    parts = desk.split(HouseholdId(household), [int(one) for one in leaving], args.words)
    told = output.text("process.split.done", household=household, parts=", ".join(parts))
    output.result({"households": parts}, [told])
    return 0


def _step(desk: ProcessDesk, args: argparse.Namespace, output: Output) -> int:
    if len(args.about) != 3 or args.about[0] not in MACHINES:
        raise RematchError("cli.process_usage", action=f"step {'|'.join(MACHINES)} SUBJECT EVENT")
    machine, subject, event = args.about
    step = ProcessStep(
        machine=machine,
        subject=subject,
        event=event,
        day=args.day,
        reason=args.reason,
        words=args.words,
        last_day=args.last_day,
        run=args.run,
        pledge=args.pledge,
    )
    events = desk.take(step)
    content = {"events": [one.model_dump(mode="json") for one in events]}
    output.result(content, [output.text("process.done")])
    return 0


def _prices(desk: ProcessDesk, args: argparse.Namespace, output: Output) -> int:
    """What one more of each place would be worth to those who will come, by the weights of the catalogue."""
    profiles, data = desk.store.present_profiles(desk.cohort)
    cohort_data = prepare_cohort(profiles, desk.catalogue, data)
    found = estimated(history_of(desk.store, desk.cohort), Scenario(), cohort_data)
    if found is None:
        output.result({"prices": None}, [output.text("process.coming.too_little", least=str(LEAST))])
        return 0
    content = found.model_dump(mode="json") | {"fingerprint": found.fingerprint}
    output.result(content, _priced(found, cohort_data, output))
    return 0


def _priced(found: PlacePrices, cohort_data: CohortData, output: Output) -> Iterator[str]:
    lang = output.lang
    words = {
        "futures": found.futures,
        "weeks": found.weeks,
        "pool": found.pool,
        "since": written_day(found.since, lang),
        "until": written_day(found.until, lang),
        "error": number(found.greatest_error, lang, 2),
        "seed": str(found.seed),
        "print": found.fingerprint,
    }
    yield output.text("process.coming.made_of", **words)
    yield output.text(f"process.coming.unit_{'person' if found.exponent else 'household'}")
    for one in sorted(found.prices, key=lambda one: -one.price):
        yield output.text(
            "process.coming.line",
            municipality=cohort_data.name(one.ags),
            place=place_words(one.resource, one.unit, cohort_data.catalogue, lang),
            price=number(one.price, lang, 2),
            error=number(one.error, lang, 2),
            left=number(one.left, lang),
        )


_DO: Mapping[str, Callable[[ProcessDesk, argparse.Namespace, Output], int]] = {
    "open": _open,
    "enter": _enter,
    "split": _split,
    "prepare": _prepare,
    "step": _step,
    "prices": _prices,
}


def day(text: str) -> date:
    """A day as ISO 8601 writes it; raises ValueError, which the parser tells."""
    return date.fromisoformat(text)


def pledge(text: str) -> tuple[int, int]:
    """Persons at least and at most, as `5-10`; raises ValueError, which the parser tells."""
    least, _, most = text.partition("-")
    return int(least), int(most)


def _content(history: History) -> dict[str, object]:
    return {
        "rounds": [
            one.model_dump(mode="json") | {"state": history.state("round", one.number)}
            for one in history.rounds
        ],
        "households": {id: history.state("household", id) for id in history.subjects("household")},
        "partners": {one: history.state("partner", one) for one in history.subjects("partner")},
        "offers": [
            one.model_dump(mode="json")
            | {
                "state": history.state("offer", one.number),
                "relocation": history.state("relocation", one.number),
                "last_day": history.last_day(one),
            }
            for one in history.offers
        ],
        "events": [one.model_dump(mode="json") for one in history.events],
    }


def _listed(history: History, output: Output) -> Iterator[str]:
    if not history.rounds:
        yield output.say("process.none")
    for one in history.rounds:
        state = output.text(f"process.round.{history.state('round', one.number)}")
        yield output.text("process.round.called", number=one.number, name=one.name, state=state)
    for subject in history.subjects("partner"):
        yield output.say("process.partner", **_partner(history, subject, output))
    for offer in history.offers:
        last = history.last_day(offer)
        words = {
            "number": offer.number,
            "round": offer.round,
            "household": offer.household,
            "ags": offer.ags,
            "state": output.text(f"process.offer.{history.state('offer', offer.number)}"),
            "last_day": "–" if last is None else written_day(last, output.lang),
        }
        yield output.say("process.offer", **words)


def _partner(history: History, subject: str, output: Output) -> dict[str, object]:
    of_round, _, ags = subject.partition(":")
    last = history.answer_by("partner", subject)
    return {
        "round": of_round,
        "ags": ags,
        "state": output.text(f"process.partner.{history.state('partner', subject)}"),
        "last_day": "–" if last is None else written_day(last, output.lang),
    }
