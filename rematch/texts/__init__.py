"""Every word a person reads, in each language that has a folder here; numbers and dates as it has them.

`folders` knows the languages and reads them, `words` finds a sentence by its code, `formats` writes numbers
and dates, `interview` asks the questions.
"""

from rematch.texts.folders import FALLBACK, best_language, in_order, languages, own_name, wording
from rematch.texts.formats import date, listing, moment, number, percent, separators, signed
from rematch.texts.interview import asked, interview_languages, interview_words, spoken
from rematch.texts.words import ProblemWords, formula, has, problem, say

__all__ = [
    "FALLBACK",
    "ProblemWords",
    "asked",
    "best_language",
    "date",
    "formula",
    "has",
    "in_order",
    "interview_languages",
    "interview_words",
    "languages",
    "listing",
    "moment",
    "number",
    "own_name",
    "percent",
    "problem",
    "say",
    "separators",
    "signed",
    "spoken",
    "wording",
]
