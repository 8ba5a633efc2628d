"""The advance notice to a municipality: the counts that its last release shows, and whom to answer."""

from datetime import date

from rematch.process.papers.notice import NoticeFacts
from rematch.release.bands import ShownAmount
from rematch.release.needs import ResourceNeed
from rematch.report.papers.minutes import mark
from rematch.report.papers.typesetting import Blank, Block, Heading, Lines, Paper, PaperTable, pdf
from rematch.report.wording.words import resource_label
from rematch.texts import language_name, month, number, say


def notice_pdf(facts: NoticeFacts, lang: str, day: date) -> bytes:
    """The notice in a language of the screens, of a day; nothing in it is about a single household."""
    return pdf(notice_paper(facts, lang, day))


def notice_paper(facts: NoticeFacts, lang: str, day: date) -> Paper:
    """The same as a paper."""
    seen, release = facts.seen, facts.release
    from_release = say(
        "papers.notice.release",
        lang,
        number=release.number,
        day=release.at.date(),
        state=say(f"release.state.{release.state}", lang),
    )
    persons = say("papers.notice.persons", lang, persons=amount_words(seen.persons, lang))
    blocks: list[Block] = [
        Lines([say("papers.notice.lead", lang, place=seen.name), persons, from_release]),
        Heading(say("papers.notice.needs", lang)),
        PaperTable(
            [say(f"preview.column.{name}", lang) for name in ("resource", "needed", "stated")],
            [_need(one, facts, lang) for one in seen.resources],
        ),
        *_arrivals(facts, lang),
        Heading(say("papers.notice.next", lang)),
        Lines([say("papers.notice.later", lang), say("papers.notice.yours", lang)]),
        *(Blank(say(f"papers.contact.{name}", lang)) for name in ("person", "reach")),
    ]
    return Paper(
        title=say("papers.notice.title", lang, place=seen.name),
        mark=mark(facts.invented, lang, day),
        lang=lang,
        day=day,
        blocks=blocks,
    )


def amount_words(amount: ShownAmount, lang: str) -> str:
    """11, up to 9, or 5 to 14."""
    if amount.exact:
        return number(amount.at_least, lang)
    if amount.at_least == 0:
        return say("preview.up_to", lang, most=amount.most)
    return say("preview.band", lang, low=amount.at_least, high=amount.most)


def _need(need: ResourceNeed, facts: NoticeFacts, lang: str) -> tuple[str, str, str]:
    if need.stated is not None:
        stated = number(need.stated, lang)
    else:
        stated = say("preview.not_stated" if need.served else "preview.no_limit", lang)
    label = resource_label(need.resource, facts.catalogue, lang)
    return (label, amount_words(need.needed, lang), stated)


def _arrivals(facts: NoticeFacts, lang: str) -> list[Block]:
    """By month from when on they can come, and for which languages interpreting is surely needed."""
    found: list[Block] = []
    if facts.seen.arrivals:
        rows = [
            (
                say("papers.notice.unknown", lang) if one.month is None else month(one.month, lang),
                amount_words(one.persons, lang),
            )
            for one in facts.seen.arrivals
        ]
        heads = [say(f"papers.column.{name}", lang) for name in ("from_month", "persons")]
        found += [Heading(say("papers.notice.when", lang)), PaperTable(heads, rows)]
    if facts.seen.languages:
        rows = [
            (language_name(o.language, lang), amount_words(o.persons, lang)) for o in facts.seen.languages
        ]
        heads = [say(f"papers.column.{name}", lang) for name in ("language", "persons")]
        found += [Heading(say("papers.notice.languages", lang)), PaperTable(heads, rows)]
    return found
