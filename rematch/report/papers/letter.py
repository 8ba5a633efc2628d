"""The letter of an offer in Einfache Sprache, in the household's language: one thought a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.housing.unit_types import OWN_HOUSING
from rematch.model import CriterionId, ResourceId
from rematch.process.papers.handover import handover_fields
from rematch.process.papers.letter import LetterFacts
from rematch.process.papers.rules import DatedRule
from rematch.report.papers.typesetting import Blank, Block, Heading, Lines, Paper, Points, pdf
from rematch.report.wording.words import home_words
from rematch.texts import date as day_words
from rematch.texts import ended, letter_words, penned, say, screen_languages, weekday, wording


def letter_pdf(facts: LetterFacts, catalogue: Catalogue, lang: str, day: date) -> bytes:
    """The letter in a language of the interview, of a day."""
    return pdf(letter_paper(facts, catalogue, lang, day))


def letter_paper(facts: LetterFacts, catalogue: Catalogue, lang: str, day: date) -> Paper:
    """The same as a paper."""
    said = {"number": str(facts.number), "day": day_words(day, lang), "version": facts.text_version}
    mark = penned("letter.mark", lang, **said)
    blocks: list[Block] = [
        Blank(penned("letter.from", lang)),
        Lines([penned("letter.offer", lang), penned("letter.no_decision", lang)]),
        *_place(facts, lang),
        *_met(facts, catalogue, lang),
        *_unmet(facts, catalogue, lang),
        *_home(facts, catalogue, lang),
        *_binding(facts, lang),
        *_answer(facts, lang),
        *_learns(lang),
        Heading(penned("ask.title", lang)),
        *(Blank(penned(f"ask.{name}", lang)) for name in ("person", "phone", "mail", "hours")),
    ]
    return Paper(
        title=penned("letter.title", lang, place=facts.place),
        mark=f"{mark} · {penned('letter.invented', lang)}" if facts.invented else mark,
        lang=lang,
        day=day,
        blocks=blocks,
        large=True,
    )


def _place(facts: LetterFacts, lang: str) -> list[Block]:
    land = say(f"land.{facts.land}", lang if lang in screen_languages() else "de")
    return [
        Heading(penned("place.title", lang)),
        Lines(
            [
                penned("place.text", lang, place=facts.place, land=land),
                penned("place.everybody", lang, persons=str(facts.persons)),
            ]
        ),
    ]


def _met(facts: LetterFacts, catalogue: Catalogue, lang: str) -> list[Block]:
    title = Heading(penned("met.title", lang))
    if not facts.reasons:
        return [title, Lines([penned("met.none", lang)])]
    return [title, Lines([penned("met.text", lang)]), Points(_names(facts.reasons, catalogue, lang))]


def _unmet(facts: LetterFacts, catalogue: Catalogue, lang: str) -> list[Block]:
    """What is lacking, in part there, not known; always that nothing is said of what is private."""
    found: list[Block] = [Heading(penned("unmet.title", lang))]
    listed = {"text": facts.unmet, "partly": facts.partly, "unknown": facts.unknown}
    for code, names in listed.items():
        if names:
            found += [Lines([penned(f"unmet.{code}", lang)]), Points(_names(names, catalogue, lang))]
    if not facts.unmet and not facts.partly:
        found.insert(1, Lines([penned("unmet.none", lang)]))
    return [*found, Lines([penned("unmet.private", lang)])]


def _home(facts: LetterFacts, catalogue: Catalogue, lang: str) -> list[Block]:
    home = _home_words(facts.unit, catalogue, lang)
    words = penned("home.text", lang, home=home) if home else penned("home.unknown", lang)
    found: list[Block] = [Heading(penned("home.title", lang)), Lines([words])]
    if facts.planned:
        listed = [_resource(name, catalogue, lang) for name in facts.planned]
        found += [Lines([penned("home.planned", lang)]), Points(listed)]
    return found


def _home_words(unit: ResourceId | None, catalogue: Catalogue, lang: str) -> str | None:
    return penned("home.own", lang) if unit == OWN_HOUSING else home_words(unit, catalogue, lang)


def _binding(facts: LetterFacts, lang: str) -> list[Block]:
    title = Heading(penned("binding.title", lang))
    listed = [Points([_rule(one, lang) for one in facts.rules])] if facts.rules else []
    return [title, *listed, Lines([penned("binding.advice", lang)])]


def _rule(rule: DatedRule, lang: str) -> str:
    text = rule_words(rule.text, rule, lang)
    return penned("binding.line", lang, text=text, law=rule.law or "–", day=day_words(rule.checked, lang))


def rule_words(words: Mapping[str, str], rule: DatedRule, lang: str) -> str:
    """Words of a rule, with its last day where they name it."""
    return ended(wording(words, lang).replace("{until}", day_words(rule.until, lang)))


def _answer(facts: LetterFacts, lang: str) -> list[Block]:
    """By when, how, and that a no is allowed."""
    last = weekday(facts.last_day, lang)
    return [
        Heading(penned("until.title", lang)),
        Lines([penned("until.text", lang, day=last), penned("until.after", lang)]),
        Heading(penned("answer.title", lang)),
        Lines([penned(f"answer.{name}", lang) for name in ("text", "yes", "no", "talk")]),
        Heading(penned("refuse.title", lang)),
        Lines([penned("refuse.harm", lang), penned("refuse.gone", lang)]),
    ]


def _learns(lang: str) -> list[Block]:
    """What a handover would hold, field by field: the same list that it is made from."""
    fields = [penned(f"learns.{one.id}", lang) for one in handover_fields()]
    return [
        Heading(penned("learns.title", lang)),
        Lines([penned("learns.before", lang), penned("learns.after", lang)]),
        Points(fields),
    ]


def _names(criteria: Sequence[CriterionId], catalogue: Catalogue, lang: str) -> list[str]:
    """By the letter's own words; an office's own criterion by its label."""
    return [
        penned(f"criterion.{one}", lang)
        if f"criterion.{one}" in letter_words()
        else catalogue.by_id[one].label.in_(lang)
        for one in criteria
    ]


def _resource(name: ResourceId, catalogue: Catalogue, lang: str) -> str:
    if f"resource.{name}" in letter_words():
        return penned(f"resource.{name}", lang)
    return catalogue.resource_by_id[name].one.in_(lang)
