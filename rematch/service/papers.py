"""Papers of a round: what each says, for whoever writes it."""

from rematch.process.papers.handover import (
    HandoverFacts,
    HandoverField,
    handed_over,
    handover_fields,
    may_be_told,
    shared,
)
from rematch.process.papers.letter import LetterFacts, languages_of, letter_facts, tellable
from rematch.process.papers.minutes import Minutes, OfferLine, offer_line, round_minutes
from rematch.process.papers.notice import NoticeFacts, advance_notice
from rematch.process.papers.rules import DatedRule, dated_rules, rules_for
from rematch.rights import COORDINATION, EVERYBODY, READING, open_to

__all__ = [
    "DatedRule",
    "HandoverFacts",
    "HandoverField",
    "LetterFacts",
    "Minutes",
    "NoticeFacts",
    "OfferLine",
    "advance_notice",
    "dated_rules",
    "handed_over",
    "handover_fields",
    "languages_of",
    "letter_facts",
    "may_be_told",
    "offer_line",
    "round_minutes",
    "rules_for",
    "shared",
    "tellable",
]

open_to(
    globals(),
    {
        COORDINATION: (advance_notice, handed_over, languages_of, letter_facts, round_minutes),
        READING: (offer_line, may_be_told, shared, tellable),
        EVERYBODY: (dated_rules, handover_fields, rules_for),
    },
)
