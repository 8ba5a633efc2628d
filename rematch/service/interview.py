"""Questionnaires of households and municipalities: what is asked, and what was answered."""

from rematch.intake.interview.form import (
    CAPACITY,
    CONSENT,
    FINISH,
    HOUSEHOLD,
    MUNICIPALITY,
    Form,
    Kind,
    Rows,
    Slot,
    around,
    new_household_id,
    put_into,
    role_at,
    seeded,
)
from rematch.intake.interview.questions import (
    Question,
    is_scale,
    own_question,
    person_by_person,
    progress,
    questions,
    sections,
    slots,
)
from rematch.intake.values.occupations import occupation_code, occupations
from rematch.intake.values.whereabouts import known_towns, point_of
from rematch.rights import ANSWERING, open_to

__all__ = [
    "CAPACITY",
    "CONSENT",
    "FINISH",
    "HOUSEHOLD",
    "MUNICIPALITY",
    "Form",
    "Kind",
    "Question",
    "Rows",
    "Slot",
    "around",
    "is_scale",
    "known_towns",
    "new_household_id",
    "occupation_code",
    "occupations",
    "own_question",
    "person_by_person",
    "point_of",
    "progress",
    "put_into",
    "questions",
    "role_at",
    "sections",
    "seeded",
    "slots",
]

open_to(
    globals(),
    {
        ANSWERING: (
            around,
            is_scale,
            known_towns,
            new_household_id,
            occupation_code,
            occupations,
            own_question,
            person_by_person,
            point_of,
            progress,
            put_into,
            questions,
            role_at,
            sections,
            seeded,
            slots,
        ),
    },
)
