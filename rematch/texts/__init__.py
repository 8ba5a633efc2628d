"""Every word a person reads, in German and English, and numbers and dates as each writes them."""

from rematch.texts.formats import date, listing, moment, number, percent, signed
from rematch.texts.interview import INTERVIEW_LANGUAGES, asked, interview_words, spoken
from rematch.texts.words import LANGUAGES, Problem, formula, has, problem, say

__all__ = [
    "INTERVIEW_LANGUAGES",
    "LANGUAGES",
    "Problem",
    "asked",
    "date",
    "formula",
    "has",
    "interview_words",
    "listing",
    "moment",
    "number",
    "percent",
    "problem",
    "say",
    "signed",
    "spoken",
]
