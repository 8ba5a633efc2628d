"""A round, an offer and what happened to them: frozen; where they stand is told by what happened."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from rematch.model import Ags, CohortId, CriterionId, FieldId, Frozen, HouseholdId, ResourceId, ViewerRole
from rematch.store.records import now


class OfferRound(Frozen):
    """One round of offers on a cohort, by the name it goes by; numbered in its cohort."""

    cohort: CohortId
    number: int = 0
    name: str = Field(min_length=1, max_length=80)
    opened_at: AwareDatetime = Field(default_factory=now)


class OfferPart(Frozen):
    """What a criterion, or a side's neutral start, adds to an offer's fit; score None: not applicable.

    `unknown`: the score stands for an answer or an offer that nobody stated.
    """

    criterion: CriterionId
    side: Literal["household", "municipality"]
    score: float | None
    part: float
    unknown: bool = False


class Offer(Frozen):
    """A place offered to a household, with all it was made of, never changed.

    `run` is the plan it comes from, with the profiles of that day; `unit` the type of accommodation and
    `needs` what the household takes of each resource there, persons among them, with what it is served;
    `fit` and `people` are the value of the pair and the people's part of it in the plan, `parts` what each
    criterion adds, `stated` the day of each statement of the municipality, `text_version` of the letter.
    `present` is the fingerprint of the household's profile.
    """

    cohort: CohortId
    number: int = 0
    round: int
    household: HouseholdId
    ags: Ags
    run: str
    at: AwareDatetime = Field(default_factory=now)
    persons: int = Field(ge=1)
    unit: ResourceId | None = None
    needs: dict[ResourceId, float] = {}
    fit: float
    people: float
    parts: tuple[OfferPart, ...] = ()
    stated: dict[FieldId, date] = {}
    profile: str
    text_version: str


class ProcessEvent(Frozen):
    """One step of one machine: what `subject` came to (`state`), on which day, and who noted it when.

    `subject` is a round's or an offer's number, a round's and an AGS, a household's id, or an offer's number
    and what is due. `because` is the event it follows from, `origin` the household of which this one was a
    part. `last_day` is the last day to answer, `run` the plan decided on, `profile` the fingerprint of the
    household's profile that somebody looked at again, `pledge` the persons (at least, at most) that a
    municipality pledged.
    """

    cohort: CohortId
    seq: int = 0
    at: AwareDatetime = Field(default_factory=now)
    by: str
    role: ViewerRole
    round: int
    machine: str
    subject: str
    event: str
    state: str
    day: date
    reason: str = ""
    words: str = ""
    last_day: date | None = None
    run: str | None = None
    profile: str | None = None
    because: int | None = None
    origin: HouseholdId | None = None
    pledge: tuple[int, int] | None = None


Outcome = Literal["answered", "declined", "not_asked", "unreached"]
"""What came of a questionnaire: answered; asked, but not answered; reached, but not asked; nobody reached."""


class AnswerSheet(Frozen):
    """What one adult of a household, by number and without a name, answered on which day; no free text.

    `answers` by the id of the question, without those that were left out; none unless it was answered.
    """

    adult: int = Field(ge=1, le=99)
    at: AwareDatetime = Field(default_factory=now)
    by: str
    day: date
    outcome: Outcome = "answered"
    lang: str = ""
    answers: dict[str, str] = {}


class Evaluation(Frozen):
    """The sheets of an offer's household, so many months (`wave`) after it arrived, by the adult's number."""

    cohort: CohortId
    offer: int
    wave: int
    sheets: tuple[AnswerSheet, ...]

    def with_sheets(self, sheets: tuple[AnswerSheet, ...]) -> "Evaluation":
        """The same with further sheets; the later one of an adult counts."""
        kept = {one.adult: one for one in (*self.sheets, *sheets)}
        return self.model_copy(update={"sheets": tuple(kept[adult] for adult in sorted(kept))})
