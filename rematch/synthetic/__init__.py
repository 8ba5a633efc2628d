"""The generator of invented cohorts."""

from rematch.synthetic.cohort import generate

__all__ = ["generate"]
