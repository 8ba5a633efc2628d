"""What hangs together in invented people: each rule takes what was drawn by itself and makes it fit the rest.

Rules see answers before any is made unknown; a field that the catalogue lacks is neither read nor mended.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rematch.model import FieldId, Value
from rematch.synthetic.draw import Flags, pick, stream
from rematch.synthetic.people import People
from rematch.synthetic.sources import Town, assumptions
from rematch.synthetic.wishes import Wishes

Column = list[Value | None]
OLD = 60
VOCATIONAL, SCHOOL_LEAVING = "4", "3"
HEALTH_OR_TEACHING = ("22", "23")
STUDIED = "6"


@dataclass(frozen=True)
class Invented:
    """Everything drawn of a cohort's people: columns by field, of members [r] and of households [n]."""

    people: People
    towns: Sequence[Town]
    wishes: Sequence[Wishes]
    members: dict[FieldId, Column]
    households: dict[FieldId, Column]
    seed: int

    def of_member(self, field: str) -> Column:
        """A column of members, unanswered where the catalogue has no such field."""
        return self.members.get(FieldId(field)) or [None] * len(self.people.age)

    def of_household(self, field: str) -> Column:
        """The same of households."""
        return self.households.get(FieldId(field)) or [None] * self.people.households

    def any(self, members: Flags) -> Flags:
        """[n] households with such a member."""
        return np.asarray(self.people.count(members) > 0)

    def first_wish(self, row: int) -> Town | None:
        """The town a household wishes for first."""
        ranked = self.wishes[row].ranked or ()
        return next((town for town in self.towns if ranked and town.ags == ranked[0]), None)


def hang_together(drawn: Invented) -> None:
    """Mend the columns by every rule, those of members first."""
    for rules, columns in ((OF_MEMBERS, drawn.members), (OF_HOUSEHOLDS, drawn.households)):
        for name, rule in rules.items():
            if name in columns:
                columns[FieldId(name)] = rule(drawn)


def _wants_training(drawn: Invented) -> Column:
    """An apprenticeship is for those who have not learned or studied more."""
    levels = drawn.of_member("isced")
    wanted = drawn.of_member("wants_training")
    return [bool(want) and str(level) <= VOCATIONAL for want, level in zip(wanted, levels, strict=True)]


def _training_wish(drawn: Invented) -> Column:
    """One of the trades, for those who want an apprenticeship."""
    trades = assumptions()["labour"]["trades"]
    wanted = drawn.of_member("wants_training")
    chosen = pick(stream(drawn.seed, "training wish"), [1.0] * len(trades), len(wanted))
    return [trades[k] if want else None for k, want in zip(chosen, wanted, strict=True)]


def _study_fields(drawn: Invented) -> Column:
    """Who wants to study has finished school."""
    levels = drawn.of_member("isced")
    asked = drawn.of_member("study_fields")
    return [
        fields if str(level) >= SCHOOL_LEAVING else () for fields, level in zip(asked, levels, strict=True)
    ]


def _regulated(drawn: Invented) -> Column:
    """Health and teaching, learned: what has to be recognised."""
    codes = drawn.of_member("isco")
    said = drawn.of_member("regulated_profession")
    return [bool(yes) and code in HEALTH_OR_TEACHING for yes, code in zip(said, codes, strict=True)]


def _recognition(drawn: Invented) -> Column:
    """How far recognition is, of those who learned health or teaching."""
    codes = drawn.of_member("isco")
    said = drawn.of_member("recognition_state")
    return [state if code in HEALTH_OR_TEACHING else None for state, code in zip(said, codes, strict=True)]


def _certificate(drawn: Invented) -> Column:
    """Of those who want to study; whoever studied before has one that opened a university at home."""
    levels, wanted = drawn.of_member("isced"), drawn.of_member("study_fields")
    said = drawn.of_member("study_certificate")
    return [
        None if not fields else "not_checked" if state == "none" and str(level) >= STUDIED else state
        for state, fields, level in zip(said, wanted, levels, strict=True)
    ]


def _literacy(drawn: Invented) -> Column:
    """Who speaks German, English or Polish reads Latin letters."""
    spoken = drawn.of_member("languages")
    said = drawn.of_member("needs_literacy")
    latin = {"de", "en", "pl"}
    return [
        bool(yes) and not (isinstance(tongues, Mapping) and latin & set(tongues))
        for yes, tongues in zip(said, spoken, strict=True)
    ]


def _hours(drawn: Invented) -> Column:
    """Hours of all who seek work; nobody seeks, no hours."""
    seeking = np.array([bool(seeks) for seeks in drawn.of_member("seeks_work")], dtype=bool)
    seekers = drawn.people.count(seeking)
    each = drawn.of_household("job_ambition")
    return [float(np.asarray(hours)) * float(number) for hours, number in zip(each, seekers, strict=True)]


def _own_flat(drawn: Invented) -> Column:
    """Nobody who names a hostel first wants a flat of their own."""
    types = drawn.of_household("accepted_types")
    said = drawn.of_household("wants_own_flat")
    return [bool(want) and _first(kinds) != "hostel" for want, kinds in zip(said, types, strict=True)]


def _sites(drawn: Invented) -> Column:
    """Sites for men, women or families are accepted by those who may live there."""
    people = drawn.people
    barred = {
        "women_only": drawn.any(people.adult & ~people.female),
        "men_only": drawn.any(people.female | ~people.adult),
        "families_only": ~drawn.any(~people.adult),
    }
    kinds = drawn.of_household("site_kinds_accepted")
    return [_but(named, barred, row) or ("mixed",) for row, named in enumerate(kinds)]


def _specialists(drawn: Invented) -> Column:
    """Paediatrics for children, gynaecology for women; who needs care but is not old needs a doctor."""
    people = drawn.people
    barred = {
        "paediatrics": ~drawn.any(~people.adult),
        "gynaecology": ~drawn.any(people.female & people.adult),
    }
    instead = ~_old(drawn) & np.array([bool(care) for care in drawn.of_household("care_needed")], dtype=bool)
    return [
        _but(named, barred, row) or (("orthopaedics",) if named or instead[row] else ())
        for row, named in enumerate(drawn.of_household("specialist_care"))
    ]


def _care(drawn: Invented) -> Column:
    """Who needs care is old."""
    said = drawn.of_household("care_needed")
    return [value if old else () for value, old in zip(said, _old(drawn), strict=True)]


def _old(drawn: Invented) -> Flags:
    return drawn.any(drawn.people.age >= OLD)


def _urban(drawn: Invented) -> Column:
    """Mostly the size of town that the first wish has."""
    follows = _follows(drawn, "urban_like_wish")
    column = drawn.of_household("urban_wish")
    for row in np.flatnonzero(follows):
        town = drawn.first_wish(int(row))
        if town is not None:
            column[row] = float(round(town.facts["urbanity"]))
    return column


def _landscape(drawn: Invented) -> Column:
    """Whoever wishes for a landscape mostly names one that the first wish has."""
    follows = _follows(drawn, "landscape_like_wish")
    column = drawn.of_household("landscape_wish")
    for row in np.flatnonzero(follows):
        town = drawn.first_wish(int(row))
        if town is not None and town.landscape and column[row]:
            column[row] = town.landscape[:1]
    return column


def _follows(drawn: Invented, how_often: str) -> Flags:
    share = assumptions()["hanging_together"][how_often]
    return np.asarray(stream(drawn.seed, how_often).random(drawn.people.households) < share)


def _but(named: Value | None, barred: Mapping[str, Flags], row: int) -> tuple[str, ...]:
    """What a household named, without what is barred for it."""
    words = [str(word) for word in named] if isinstance(named, tuple) else []
    return tuple(word for word in words if word not in barred or not barred[word][row])


def _first(value: Value | None) -> object:
    return value[0] if isinstance(value, tuple) and value else None


Rule = Callable[[Invented], Column]
OF_MEMBERS: Mapping[str, Rule] = {
    "wants_training": _wants_training,
    "training_wish": _training_wish,
    "study_fields": _study_fields,
    "regulated_profession": _regulated,
    "recognition_state": _recognition,
    "study_certificate": _certificate,
    "needs_literacy": _literacy,
}
OF_HOUSEHOLDS: Mapping[str, Rule] = {
    "job_ambition": _hours,
    "wants_own_flat": _own_flat,
    "site_kinds_accepted": _sites,
    "specialist_care": _specialists,
    "care_needed": _care,
    "urban_wish": _urban,
    "landscape_wish": _landscape,
}
