"""The minutes of a round: who decided what, why, on which plan, how far it is proven, what came of it."""

from collections.abc import Iterator
from datetime import date

from rematch.model import Ags
from rematch.process.papers.minutes import Minutes, OfferLine
from rematch.report.papers.typesetting import Blank, Block, Heading, Lines, Paper, PaperTable, Points, pdf
from rematch.report.wording.words import criterion_label
from rematch.rights import LOCAL
from rematch.texts import date as day_words
from rematch.texts import listing, moment, number, percent, say


def minutes_pdf(facts: Minutes, lang: str, day: date) -> bytes:
    """The minutes in a language of the screens, of a day. They name households: for coordinators alone."""
    return pdf(minutes_paper(facts, lang, day))


def minutes_paper(facts: Minutes, lang: str, day: date) -> Paper:
    """The same as a paper."""
    return Paper(
        title=title(facts, lang),
        mark=mark(facts.invented, lang, day),
        lang=lang,
        day=day,
        blocks=[
            Heading(say("papers.decision", lang)),
            Lines(list(_decision(facts, lang))),
            Heading(say("papers.plan", lang)),
            Lines(list(_plan(facts, lang))),
            *_decided(facts, lang),
            Heading(say("papers.stands", lang)),
            *_stands(facts, lang),
            Heading(say("papers.offers", lang)),
            *_offers(facts, lang),
            Heading(say("papers.story", lang)),
            Points(list(_story(facts, lang))),
            *(Blank(say(f"papers.sign.{who}", lang)) for who in ("present", "minutes", "released")),
        ],
    )


def title(facts: Minutes, lang: str) -> str:
    """What the minutes are called."""
    return say("papers.minutes.title", lang, number=facts.round.number, name=facts.round.name)


def mark(invented: bool, lang: str, day: date) -> str:
    """Of which day a paper is, and how confidential, or that its people are invented."""
    return say("papers.mark.invented" if invented else "papers.mark.real", lang, day=day)


def _decision(facts: Minutes, lang: str) -> Iterator[str]:
    """Who, when, in which office, in own words."""
    made = facts.decision
    role = say(f"login.role.{made.role}", lang)
    yield say(
        "papers.decided", lang, day=made.day, by=by_words(made.by, lang), role=role, at=moment(made.at, lang)
    )
    yield say("papers.words", lang, words=made.words)
    yield say("papers.state", lang, state=say(f"process.round.{facts.state}", lang))


def _plan(facts: Minutes, lang: str) -> Iterator[str]:
    """Which run, whom it places, how far it is proven, what it did not consider."""
    run = facts.checked.run
    yield say(
        "papers.run",
        lang,
        run=run.run_id,
        at=moment(run.created_at, lang),
        by=by_words(run.viewer.called, lang),
    )
    yield say(
        "papers.placed",
        lang,
        households=number(facts.households, lang),
        placed=number(facts.placed, lang),
        persons=number(facts.persons, lang),
    )
    yield say("papers.proof", lang, proof=proof_words(facts, lang))
    holds = "erased" if run.erased else "yes" if facts.checked.ok else "no"
    yield say(f"papers.checked.{holds}", lang)
    yield off_words(facts, lang)
    if facts.unconsidered:
        yield say("papers.unconsidered", lang, count=facts.unconsidered)


def off_words(facts: Minutes, lang: str) -> str:
    """How many criteria counted, and which did not."""
    names = [criterion_label(one, facts.checked.instance.catalogue, lang) for one in facts.off]
    if not names:
        return say("papers.on", lang)
    return say("papers.off", lang, count=facts.on, names=listing(names, lang))


def proof_words(facts: Minutes, lang: str) -> str:
    """How good the plan is proven to be, in the words of the session."""
    best = facts.checked.best.proof
    if best.status == "optimal" or best.gap == 0:
        return say("proof.optimal", lang)
    gap = percent(best.gap, lang, 2, bound="upper")
    return say("proof.persons" if facts.more else "proof.gap", lang, count=facts.more, gap=gap)


def _decided(facts: Minutes, lang: str) -> list[Block]:
    """What people decided about single households, each with its reason."""
    rows = [
        (one.household, say(f"papers.hand.{kind}", lang, place=_place(facts, one.ags)), one.reason or "–")
        for kind, decided in (("pin", facts.pins), ("veto", facts.vetoes))
        for one in decided
    ]
    title = Heading(say("papers.by_hand", lang))
    if not rows:
        return [title, Lines([say("papers.by_hand.none", lang)])]
    return [title, PaperTable(_heads(("household", "what", "reason"), lang), rows, wide=(1, 2))]


def _place(facts: Minutes, ags: Ags) -> str:
    return facts.places.get(ags, ags)


def _stands(facts: Minutes, lang: str) -> list[Block]:
    rows = [
        (
            say(f"process.household.{one.state}", lang),
            number(one.households, lang),
            number(one.persons, lang),
        )
        for one in facts.counts
    ]
    if not rows:
        return [Lines([say("process.board.nobody", lang)])]
    return [PaperTable(_heads(("stands", "households", "persons"), lang), rows)]


def _offers(facts: Minutes, lang: str) -> list[Block]:
    if not facts.offers:
        return [Lines([say("papers.offers.none", lang)])]
    rows = [tuple(offer_row(one, lang).values()) for one in facts.offers]
    names = ("offer", "household", "persons", "municipality", "stands", "reason")
    return [PaperTable(_heads(names, lang), rows, wide=(3, 4, 5))]


def offer_row(one: OfferLine, lang: str) -> dict[str, str]:
    """One offer in words: how it stands, and why, where anybody gave a reason."""
    return {
        "offer": number(one.number, lang),
        "household": one.household,
        "persons": number(one.persons, lang),
        "municipality": one.place,
        "stands": _state(one, lang),
        "reason": _reason(one, lang) or "–",
    }


def _state(one: OfferLine, lang: str) -> str:
    if one.journey not in ("", "cancelled"):
        words = say("process.offer.journey", lang, state=say(f"process.relocation.{one.journey}", lang))
    else:
        words = say(f"process.offer.{one.state}", lang)
    by = "" if one.state != "sent" else f", {say('papers.until', lang, day=day_words(one.last_day, lang))}"
    return f"{words} ({day_words(one.since, lang)}{by})"


def _reason(one: OfferLine, lang: str) -> str:
    party = f"{say(f'process.party.{one.party}', lang)}: " if one.party else ""
    reason = say(f"process.reason.{one.reason}", lang) if one.reason else ""
    return " · ".join(filter(None, [f"{party}{reason}", one.words]))


def _story(facts: Minutes, lang: str) -> Iterator[str]:
    for one in facts.story:
        what = say(f"process.step.round.{one.event}", lang)
        yield " · ".join(filter(None, [day_words(one.day, lang), what, one.words, by_words(one.by, lang)]))


def by_words(name: str, lang: str) -> str:
    """Who it was, by the name they gave."""
    known = name and name != LOCAL.name
    return say("release.by.name", lang, name=name) if known else say("release.by.nobody", lang)


def _heads(names: tuple[str, ...], lang: str) -> list[str]:
    return [say(f"papers.column.{name}", lang) for name in names]
