"""Every word a person reads, in German and English, and numbers and dates as each writes them.

`words` finds a sentence by its code, `formats` writes numbers and dates, `interview` asks the questions.
"""

from rematch.texts.formats import date, listing, moment, number, percent, signed
from rematch.texts.interview import INTERVIEW_LANGUAGES, asked, interview_words
from rematch.texts.languages import TONGUES, language_name, language_names, spoken
from rematch.texts.words import LANGUAGES, ProblemWords, formula, has, problem, say

__all__ = [
    "INTERVIEW_LANGUAGES",
    "LANGUAGES",
    "TONGUES",
    "ProblemWords",
    "asked",
    "date",
    "formula",
    "has",
    "interview_words",
    "language_name",
    "language_names",
    "listing",
    "moment",
    "number",
    "percent",
    "problem",
    "say",
    "signed",
    "spoken",
]
