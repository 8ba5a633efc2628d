"""Pieces of the screen, each run alone."""

from tests.app.conftest import components_looked_for_once

__all__ = ["components_looked_for_once"]
