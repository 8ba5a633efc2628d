"""Every word a person reads, in each language that has a folder here; numbers and dates as it has them.

`folders` knows the languages and reads them, `words` finds a sentence by its code, `formats` writes numbers
and dates, `interview` asks the questions, `letters` tells of an offer.
"""

from rematch.texts.folders import FALLBACK, best_language, in_order, own_name, screen_languages, wording
from rematch.texts.formats import (
    Bound,
    date,
    listing,
    moment,
    month,
    month_day,
    number,
    percent,
    separators,
    signed,
    time_of_day,
    weekday,
)
from rematch.texts.interview import asked, consent_wording, interview_languages, interview_words
from rematch.texts.languages import TONGUES, language_name, language_names, spoken
from rematch.texts.letters import ended, letter_version, letter_words, penned
from rematch.texts.words import ProblemWords, formula, has, problem, say

__all__ = [
    "FALLBACK",
    "TONGUES",
    "Bound",
    "ProblemWords",
    "asked",
    "best_language",
    "consent_wording",
    "date",
    "ended",
    "formula",
    "has",
    "in_order",
    "interview_languages",
    "interview_words",
    "language_name",
    "language_names",
    "letter_version",
    "letter_words",
    "listing",
    "moment",
    "month",
    "month_day",
    "number",
    "own_name",
    "penned",
    "percent",
    "problem",
    "say",
    "screen_languages",
    "separators",
    "signed",
    "spoken",
    "time_of_day",
    "weekday",
    "wording",
]
