"""Ages by a day of birth, or by its year alone."""

from dataclasses import dataclass
from datetime import date

from rematch.criteria import persons
from rematch.criteria.catalogue import Catalogue

MAX_AGE = 120
_LAST = "12-31"


@dataclass(frozen=True)
class AgeOnDay:
    """Full years on a day; `edges` are the ages from which on something else holds for somebody."""

    day: date
    edges: frozenset[int] = frozenset()

    def since(self, born: str) -> int | None:
        """From a day, or a year: of that the age that is certain; None if they are no age."""
        year, _, rest = born.partition("-")
        age = self.day.year - int(year) - (self.day.isoformat()[5:] < (rest or _LAST))
        age = 0 if age == -1 and not rest else age
        return age if 0 <= age <= MAX_AGE else None

    def question(self, born: str) -> str | None:
        """What is asked about an age by a year alone: it may be a year more, and more may hang on that."""
        age = self.since(born)
        if "-" in born or age is None or self.day.isoformat()[5:] == _LAST or str(self.day.year) in born:
            return None
        return "intake.birth_year_edge" if age + 1 in self.edges else "intake.birth_year"


def edges(catalogue: Catalogue) -> frozenset[int]:
    """The ages from which on somebody goes to another school, is of age, or is asked other questions."""
    needs = [resource.demand.age for resource in catalogue.resources if resource.demand.age]
    own = (persons.SCHOOL_AGE, persons.WORKING_AGE, persons.BOY_AGE, persons.FULL_AGE)
    older = (persons.OLDER_GROUP_AGE, persons.OLDER_AGE)
    return frozenset({*own, *older, *(low for low, _ in needs), *(high + 1 for _, high in needs)})
