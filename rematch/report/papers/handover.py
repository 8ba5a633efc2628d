"""The handover of one accepted household to its municipality: field by field, with law and purpose."""

from datetime import date

from rematch.criteria.catalogue import Catalogue
from rematch.process.items import DueItem
from rematch.process.papers.handover import FieldName, HandoverFacts
from rematch.process.papers.rules import DatedRule
from rematch.report.papers.letter import rule_words
from rematch.report.papers.minutes import mark
from rematch.report.papers.typesetting import Blank, Block, Heading, Lines, Paper, PaperTable, pdf
from rematch.report.wording.words import home_words, units
from rematch.texts import date as day_words
from rematch.texts import language_name, listing, number, say, wording


def handover_pdf(facts: HandoverFacts, catalogue: Catalogue, lang: str, day: date) -> bytes:
    """The handover in a language of the screens, of a day; the household goes by the number of its offer."""
    return pdf(handover_paper(facts, catalogue, lang, day))


def handover_paper(facts: HandoverFacts, catalogue: Catalogue, lang: str, day: date) -> Paper:
    """The same as a paper."""
    accepted = say("papers.handover.lead", lang, number=facts.number, day=facts.accepted)
    blocks: list[Block] = [
        Lines([accepted, say("papers.handover.never", lang)]),
        Heading(say("papers.handover.fields", lang)),
        PaperTable(
            [say(f"papers.column.{name}", lang) for name in ("field", "handed", "purpose", "law")],
            [
                (say(f"papers.field.{one.id}", lang), told, wording(one.purpose, lang), one.law)
                for one in facts.fields
                if (told := field_words(one.id, facts, catalogue, lang))
            ],
            wide=(1, 2, 3),
        ),
        *_rules(facts.rules, lang),
        *_due(facts.due, lang),
        Heading(say("papers.handover.contact", lang)),
        *(Blank(say(f"papers.contact.{name}", lang)) for name in ("person", "reach", "there")),
        Lines([say("papers.handover.noted", lang)]),
    ]
    return Paper(
        title=say("papers.handover.title", lang, number=facts.number, place=facts.place),
        mark=mark(facts.invented, lang, day),
        lang=lang,
        day=day,
        blocks=blocks,
    )


def field_words(field: FieldName, facts: HandoverFacts, catalogue: Catalogue, lang: str) -> str:
    """What is handed over of a field; "" where there is nothing to say, and the field is left out."""
    if field == "people":
        return listing((_people(one, lang) for one in facts.people), lang)
    if field == "languages":
        spoken = listing((language_name(one, lang) for one in facts.languages), lang)
        return spoken or say("papers.field.languages.none", lang)
    if field == "from":
        return "" if facts.available_from is None else day_words(facts.available_from, lang)
    if field == "home":
        return home_words(facts.home, catalogue, lang) or ""
    found = facts.places if field == "places" else facts.protective
    return listing((units(name, amount, catalogue, lang) for name, amount in found.items()), lang)


def _people(one: tuple[str, int, int, int], lang: str) -> str:
    role, first, last, persons = one
    code = "papers.people.open" if last >= 120 else "papers.people"
    named = say(f"role.{role}", lang)
    return say(code, lang, persons=number(persons, lang), role=named, first=first, last=last)


def _rules(rules: tuple[DatedRule, ...], lang: str) -> list[Block]:
    """The dated rules as orientation, each with law, source and day."""
    if not rules:
        return []
    heads = [say(f"papers.column.{name}", lang) for name in ("rule", "law", "source")]
    rows = [
        (
            rule_words(one.office or one.text, one, lang),
            one.law or "–",
            say("papers.read_on", lang, source=one.source, day=one.checked),
        )
        for one in rules
    ]
    title, advice = say("papers.rules", lang), say("papers.rules.advice", lang)
    return [Heading(title), Lines([advice]), PaperTable(heads, rows, wide=(0, 2))]


def _due(items: tuple[DueItem, ...], lang: str) -> list[Block]:
    """What the municipality has to see to, by when, and how it stands."""
    if not items:
        return []
    heads = [say(f"papers.column.{name}", lang) for name in ("what", "due_by", "stands")]
    rows = [
        (
            say(f"process.due.{one.item.id}", lang),
            day_words(one.ends, lang),
            say(f"process.item.{one.state}", lang),
        )
        for one in items
    ]
    return [Heading(say("process.side.receiving", lang)), PaperTable(heads, rows)]
