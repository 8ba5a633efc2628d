"""Languages, education and occupation of the invented people."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.measuring.standards import LEVELS, NATIVE
from rematch.criteria.persons import FULL_AGE
from rematch.model import FieldId, Value
from rematch.synthetic.draw import Floats, pick, stream
from rematch.synthetic.people import People
from rematch.synthetic.sources import assumptions, occupations, statistics

ENGLISH = {"A": ("A1", "A2"), "B": ("B1", "B2"), "C": ("C1", "C2")}
SCHOOL_FROM = 7
EARNS_FROM = 20
YOUNGEST = ((20, "3"), (22, "5"), (24, "6"), (28, "7"))
"""Below this age, at most this level of ISCED 2011."""
Column = list[Value | None]
FITTED = 100


def draw_schooling(people: People, catalogue: Catalogue, seed: int) -> dict[FieldId, Column]:
    """Answers of every member in languages, isced, isco, seeks_work and training_wish, in this order."""
    education = _education(people, seed)
    drawn: dict[str, Column] = {
        "languages": _languages(people, seed),
        "isced": education,
        "isco": _occupations(people, education, seed),
        "seeks_work": _seeks_work(people, seed),
        "training_wish": [None] * len(people.age),
    }
    return {FieldId(name): column for name, column in drawn.items() if name in catalogue.field_by_id}


def _languages(people: People, seed: int) -> Column:
    """The household's first languages, German and English by the surveys, Polish assumed."""
    figures, assumed = statistics(), assumptions()["languages"]
    first = _named(seed, "first language", figures["first_language_ASSUMPTION"], people.households)
    size = len(people.age)
    german = _named(seed, "german", figures["german_cefr_ASSUMPTION_from_survey"], size)
    german_at_school = _named(seed, "german at school", assumed["school_child_german"], size)
    english = _named(seed, "english", figures["english_ASSUMPTION"], size)
    polish = _named(seed, "polish", assumed["polish"], size)
    upper = stream(seed, "upper half").random(size) < 0.5
    column: Column = []
    for row, age in enumerate(people.age):
        spoken = dict.fromkeys(first[people.owner[row]].split("+"), NATIVE)
        if age >= SCHOOL_FROM:
            others = {"de": german[row] if age >= FULL_AGE else german_at_school[row], "pl": polish[row]}
            if english[row] != "none":
                others["en"] = ENGLISH[english[row]][int(upper[row] and age >= FULL_AGE)]
            spoken |= {
                tag: float(LEVELS.index(level)) for tag, level in others.items() if level in LEVELS[1:]
            }
        column.append(spoken)
    return column


def _education(people: People, seed: int) -> Column:
    """ISCED 2011 of adults by the survey; of children what their age allows."""
    shares = {band: s for band, s in statistics()["education_isced_from_survey"].items() if band[0] != "_"}
    band = _named(seed, "education", shares, len(people.age))
    upper = stream(seed, "education within").random(len(people.age))
    levels = [_isced(int(age), b, u) for age, b, u in zip(people.age, band, upper, strict=True)]
    return list(levels)


def _isced(age: int, band: str, upper: float) -> str:
    if age < FULL_AGE:
        return "0" if age < 10 else "1" if age < 15 else "2"
    low, high = band.split("-")
    common, rare = {"0": ("2", "1"), "7": ("7", "8")}.get(low, (low, high))
    level = rare if upper > (0.95 if low in "07" else 0.6) else common
    return min([level, *(most for below, most in YOUNGEST if age < below)])


def _occupations(people: People, education: Column, seed: int) -> Column:
    """Adults' ISCO-08 group of two digits: the major group by education, the second digit evenly."""
    size = len(people.age)
    table, never = _majors_by_education(), set(assumptions()["labour"]["never"])
    uniform, within = stream(seed, "isco").random(size), stream(seed, "isco group").random(size)
    column: Column = []
    for age, level, u, v in zip(people.age, education, uniform, within, strict=True):
        if age < EARNS_FROM:
            column.append(None)
            continue
        shares = table[_band(str(level))]
        major = list(shares)[int(np.searchsorted(np.cumsum(list(shares.values())), u, side="right"))]
        codes = [code for code in occupations() if code[0] == major and code not in never]
        column.append(codes[int(v * len(codes))])
    return column


def _band(level: str) -> str:
    return "low" if level <= "2" else "middle" if level <= "4" else "high"


@cache
def _majors_by_education() -> dict[str, dict[str, float]]:
    """Shares of the major groups in each band, so that both published margins are met (iterative fitting)."""
    weights, figures = assumptions()["isco_by_education"], statistics()
    majors, bands = figures["isco_major_ASSUMPTION"], {"low": 0.0, "middle": 0.0, "high": 0.0}
    for band, share in figures["education_isced_from_survey"].items():
        if band[0] != "_":
            bands[_band(band[0])] += share
    table = np.array([[weights[band][major] for major in majors] for band in bands])
    for _ in range(FITTED):
        table *= (np.array(list(bands.values())) / table.sum(axis=1))[:, None]
        table *= np.array(list(majors.values())) / table.sum(axis=0)
    table /= table.sum(axis=1, keepdims=True)
    return {
        band: dict(zip(majors, row.tolist(), strict=True)) for band, row in zip(bands, table, strict=True)
    }


def _seeks_work(people: People, seed: int) -> Column:
    assumed = assumptions()["seeks_work"]
    of_age = (people.age >= assumed["from"]) & (people.age <= assumed["to"])
    seeks = of_age & (stream(seed, "seeks work").random(len(people.age)) < assumed["share"])
    return [bool(flag) for flag in seeks]


def _named(seed: int, topic: str, shares: Mapping[str, float], size: int) -> list[str]:
    """Words drawn with these shares."""
    words = list(shares)
    weights: Floats = np.array([shares[word] for word in words])
    return [words[position] for position in pick(stream(seed, topic), weights, size)]
