"""Figures a script measures on shipped data and a page tells: kept in `data/`, with what they hang on."""

from functools import cache
from pathlib import Path
from typing import ClassVar, Self

from rematch import DATA_DIR
from rematch.instance import CohortData
from rematch.model import Frozen
from rematch.scoring import FIT_VERSION


class KeptFigures(Frozen):
    """What they were measured on: where one of these changes they are measured again."""

    NAME: ClassVar[str]

    data_fingerprint: str
    catalogue_fingerprint: str
    fit_version: int

    @classmethod
    def file(cls) -> Path:
        """Where they are kept."""
        return DATA_DIR / f"{cls.NAME}.json"

    @classmethod
    @cache
    def kept(cls) -> Self:
        """The figures as the script left them."""
        return cls.model_validate_json(cls.file().read_bytes())

    def keep(self) -> None:
        """Put these in their place."""
        self.file().write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")


def measured_on(known: CohortData) -> dict[str, str | int]:
    """The fields that say so."""
    return {
        "data_fingerprint": known.data_fingerprint,
        "catalogue_fingerprint": known.catalogue.fingerprint,
        "fit_version": FIT_VERSION,
    }


class Reported(Frozen):
    """Of those who told a report: the share that won its best place, and the mean change of true fit."""

    won: float
    fit_gain: float


class Misreporting(KeptFigures):
    """What misreporting pays: the demo session and generated ones; `missed` their best place by the truth."""

    NAME = "misreporting"

    sessions: int
    households: int
    missed: int
    reports: dict[str, Reported]
