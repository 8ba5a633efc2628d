"""What a shared address carries: language, cohort, session, weights and municipality, never a household."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rematch.model import Ags, CohortId, CriterionId
from rematch.scenario import MAX_GROUP_WEIGHT, MAX_WEIGHT
from rematch.service.working import SessionKey
from rematch.texts import screen_languages

_SESSION = re.compile(r"\d{1,9}-[0-9a-f]{6}", re.ASCII)


@dataclass(frozen=True)
class Address:
    """The parameters of one visit's address; what is None or empty is left out."""

    lang: str | None = None
    cohort: CohortId | None = None
    ags: Ags | None = None
    session: SessionKey | None = None
    weights: Mapping[CriterionId, float] = field(default_factory=dict)
    groups: Mapping[str, float] = field(default_factory=dict)


def read(params: Mapping[str, str]) -> Address:
    """Take what is well formed and leave the rest; an address is typed by anybody."""
    lang = params.get("lang")
    ags = params.get("ags", "")
    weights = _numbers(params.get("w", ""), MAX_WEIGHT)
    return Address(
        lang=lang if lang in screen_languages() else None,
        cohort=CohortId(params["cohort"]) if params.get("cohort") else None,
        ags=Ags(ags) if len(ags) == 8 and ags.isascii() and ags.isdigit() else None,
        weights={CriterionId(name): weight for name, weight in weights.items()},
        groups=_numbers(params.get("g", ""), MAX_GROUP_WEIGHT),
        session=SessionKey(params["s"]) if _SESSION.fullmatch(params.get("s", "")) else None,
    )


def write(address: Address) -> dict[str, str]:
    """The parameters that `read` understands."""
    params = {
        "lang": address.lang,
        "cohort": address.cohort,
        "ags": address.ags,
        "s": address.session,
        "w": _joined(address.weights.items()),
        "g": _joined(address.groups.items()),
    }
    return {name: value for name, value in params.items() if value}


def _numbers(text: str, most: float) -> dict[str, float]:
    numbers = {}
    for entry in text.split(","):
        name, _, digits = entry.partition(":")
        try:
            number = float(digits)
        except ValueError:
            continue
        if name.isidentifier() and 0 <= number <= most:
            numbers[name] = number
    return numbers


def _joined(numbers: Iterable[tuple[str, float]]) -> str:
    return ",".join(f"{name}:{number:g}" for name, number in sorted(numbers))
