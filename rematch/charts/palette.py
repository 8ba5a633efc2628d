"""Colours of the figures, light and dark: Okabe-Ito hues that stay apart for every kind of colour vision."""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True)
class Theme:
    """Hex colours of one theme."""

    page: str
    ink: str
    quiet_ink: str
    line: str
    track: str
    track_line: str
    sea: str
    land: str
    land_line: str
    home: str
    home_line: str
    origin: str
    place: str
    place_body: str
    chosen: str
    household: str
    municipality: str
    neutral: str
    least: str


LIGHT = Theme(
    page="#fbfaf7",
    ink="#1f2a30",
    quiet_ink="#4f5b62",
    line="#d9d5c9",
    track="#e6e2d8",
    track_line="#84806f",
    sea="#e9eff1",
    land="#f4f1ea",
    land_line="#dcd6c8",
    home="#e6dfd1",
    home_line="#ffffff",
    origin="#5d6b73",
    place="#0072b2",
    place_body="#ffffff",
    chosen="#c85400",
    household="#0072b2",
    municipality="#a66f00",
    neutral="#6c757b",
    least="#c85400",
)

DARK = Theme(
    page="#0e1417",
    ink="#e6ebec",
    quiet_ink="#a9b4b9",
    line="#324047",
    track="#2b373d",
    track_line="#77878f",
    sea="#151e23",
    land="#222d32",
    land_line="#37454c",
    home="#313d42",
    home_line="#566469",
    origin="#a9b4b9",
    place="#56b4e9",
    place_body="#0e1417",
    chosen="#f0803c",
    household="#56b4e9",
    municipality="#e69f00",
    neutral="#8a949a",
    least="#f0803c",
)


def theme_named(name: ThemeName) -> Theme:
    """The colours of a theme by its name."""
    return DARK if name == "dark" else LIGHT


def rgba(colour: str, alpha: int = 255) -> list[int]:
    """A hex colour as deck.gl wants it: red, green, blue, alpha, each 0 to 255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)] + [alpha]


def css(colour: str, alpha: float) -> str:
    """A hex colour with transparency, as Plotly wants it; alpha in [0, 1]."""
    red, green, blue, _ = rgba(colour)
    return f"rgba({red},{green},{blue},{alpha:g})"
