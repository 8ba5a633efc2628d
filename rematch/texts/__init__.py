"""Every word a person reads, in German and English, and numbers and dates as each writes them."""

from rematch.texts.formats import date, listing, moment, number, percent, signed
from rematch.texts.words import LANGUAGES, Problem, formula, has, problem, say

__all__ = [
    "LANGUAGES",
    "Problem",
    "date",
    "formula",
    "has",
    "listing",
    "moment",
    "number",
    "percent",
    "problem",
    "say",
    "signed",
]
