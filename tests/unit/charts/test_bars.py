"""The explanation, the loads and the spread as bars."""

import itertools
import json
from typing import Any

import pytest

from rematch.charts.figure import plain
from rematch.charts.loads import LoadBar, load_bars, load_rows, load_words
from rematch.charts.palette import DARK, LIGHT, Theme
from rematch.charts.parts import THICK, PartBar, parts_bar
from rematch.charts.spread import fit_spread, fit_spread_rows
from tests.unit.charts.samples import HOSTILE

ROWS = [
    PartBar("Öffentlicher Verkehr", "household", 0.5, True, 2.0, 0.2, 0.4),
    PartBar("Bedarf", "municipality", 1.0, False, 1.0, 0.2, 0.2),
    PartBar("Schule", "household", None, False, 0.0, 0.0, 0.0),
    PartBar("Kita", "household", 0.0, False, 1.0, 0.0, 0.2),
    PartBar("Start", "household", 0.5, False, 1.0, 0.1, 0.2, neutral=True),
]


def bars(figure: Any) -> list[tuple[float, float, float]]:
    """Row, start and end of every part, from all sides."""
    return sorted(
        (at, base, base + size)
        for trace in figure.data
        if trace.type == "bar" and trace.customdata is not None
        for at, base, size in zip(trace.y, trace.base, trace.x, strict=True)
    )


def test_each_part_starts_where_the_one_above_ended() -> None:
    """A staircase from zero to the fit, in the order of the rows, without those that do not apply."""
    figure = parts_bar(ROWS, lang="de")
    steps = bars(figure)
    assert [at for at, _, _ in steps] == [0, 1, 2, 3]
    assert steps[0][1] == 0
    for (_, _, end), (_, start, _) in itertools.pairwise(steps):
        assert start == pytest.approx(end)
    assert steps[-1][2] == pytest.approx(sum(row.part for row in ROWS))


def test_every_bar_stays_in_its_row() -> None:
    """Also where a side has few rows far apart, as the two neutral starts."""
    figure = parts_bar(ROWS, lang="de")
    assert {trace.width for trace in figure.data if trace.type == "bar"} == {THICK} and THICK < 1


def test_the_total_is_the_sum_of_the_parts() -> None:
    """The last bar and its number are the fit."""
    figure = parts_bar(ROWS, lang="de")
    total = next(trace for trace in figure.data if trace.name == "Passung")
    assert list(total.x) == pytest.approx([0.5])
    amounts = next(trace for trace in figure.data if trace.name == "amounts")
    assert "50,0" in amounts.text[-1]


def test_what_could_be_added_at_most_is_the_share_of_the_weight() -> None:
    """The pale bars add up to one: all criteria fully met would be a fit of one."""
    figure = parts_bar(ROWS, lang="de")
    assert sum(figure.data[0].x) == pytest.approx(1)
    assert all(base == start for base, (_, start, _) in zip(figure.data[0].base, bars(figure), strict=True))


def test_a_missing_answer_is_striped_and_named_in_the_legend() -> None:
    """Not by colour alone; without missing answers the legend has no such entry."""
    figure = parts_bar(ROWS, lang="en")
    people = next(trace for trace in figure.data if trace.name == "People's needs and wishes")
    assert list(people.marker.pattern.shape) == ["/", ""]
    assert people.marker.pattern.fillmode == "overlay"
    assert "Not stated, counted cautiously" in [trace.name for trace in figure.data]
    known = parts_bar(ROWS[1:], lang="en")
    assert "Not stated, counted cautiously" not in [trace.name for trace in known.data]


def test_the_legend_reads_as_the_rows() -> None:
    """Sides in the order in which they first appear."""
    names = [trace.name for trace in parts_bar(ROWS, lang="en").data]
    assert names.index("People's needs and wishes") < names.index("The municipality's need")
    assert parts_bar(ROWS, lang="en").layout.legend.traceorder == "normal"


@pytest.mark.parametrize(("lang", "signs", "number"), [("de", ",.", "20,0"), ("en", ".,", "20.0")])
def test_numbers_are_written_in_the_language(lang: str, signs: str, number: str) -> None:
    """In the labels, and in what Plotly writes itself."""
    figure = parts_bar(ROWS, lang=lang)
    amounts = next(trace for trace in figure.data if trace.name == "amounts")
    assert figure.layout.separators == signs
    assert number in amounts.text[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_are_text_and_nothing_is_fetched(theme: str) -> None:
    """Hostile labels are shown letter by letter; no figure holds an address."""
    figures = [
        parts_bar([PartBar(HOSTILE, "household", 1.0, False, 1.0, 1.0, 1.0)], lang="de", theme=theme),
        load_bars([LoadBar(HOSTILE, 1, 2)], lang="de", theme=theme),
        fit_spread([0.5], lang="de", theme=theme),
    ]
    for figure in figures:
        assert "http" not in figure.to_json()
        assert "<img" not in json.dumps(figure.to_dict(), default=str)


def test_umlauts_stay_and_long_labels_are_cut() -> None:
    """Escaping touches only the signs of markup; what is cut off can be read by hovering."""
    figure = parts_bar(ROWS, lang="de")
    assert figure.layout.yaxis.ticktext[0] == "Öffentlicher Verkehr"
    assert plain("Straße & Ökologie") == "Straße &amp; Ökologie"
    assert len(plain("ü" * 80, 34)) == 34


def test_nothing_to_explain_is_no_error() -> None:
    """A pair without any weight has only its neutral start."""
    figure = parts_bar([PartBar("Start", "household", 0.5, False, 0.0, 0.5, 1.0, neutral=True)], lang="de")
    assert bars(figure) == [(0, 0.0, 0.5)]


def test_load_bars_end_at_used_over_stated() -> None:
    """In the order of the rows; full ones are striped and say so."""
    rows = [
        LoadBar("Personen", 12, 15),
        LoadBar("Kita", 5, 5),
        LoadBar("Kurs", 7, None),
        LoadBar("Hort", 0, 0),
    ]
    figure = load_bars(rows, lang="de")
    load = next(trace for trace in figure.data if trace.name == "load")
    assert list(load.x) == pytest.approx([0.8, 1.0, 0.0, 0.0])
    assert load.marker.pattern.shape[:3] == ("", "/", "")
    assert [row["label"] for row in load_rows(rows)] == [row.label for row in rows]
    assert [row["share"] for row in load_rows(rows)] == [0.8, 1.0, None, 0.0]
    assert len({load_words(row, "de") for row in rows}) == 4


def test_every_household_is_in_exactly_one_step_of_the_spread() -> None:
    """Bounds belong to the step they begin, the highest fit to the last one."""
    fits = [0.0, 0.1, 0.3, 0.7, 0.699, 0.1 + 0.7, 1.0]
    rows = fit_spread_rows(fits)
    assert sum(int(str(row["households"])) for row in rows) == len(fits)
    assert [row["households"] for row in rows] == [1, 1, 0, 1, 0, 0, 1, 1, 1, 1]


def test_the_spread_draws_its_table() -> None:
    """Bars and twin are the same counts; an empty plan has no marks."""
    fits = [0.42, 0.55, 0.55]
    figure = fit_spread(fits, lang="en")
    assert list(figure.data[0].y) == [row["households"] for row in fit_spread_rows(fits)]
    assert [shape.x0 for shape in figure.layout.shapes] == pytest.approx([0.42, sum(fits) / 3])
    assert not fit_spread([], lang="en").layout.shapes


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_have_enough_contrast(colours: Theme) -> None:
    """WCAG 2 AA: text 4.5 to 1 on page and land, circles and bars 3 to 1."""
    for ink in (colours.ink, colours.quiet_ink):
        assert all(
            contrast(ink, cohort_data) >= 4.5 for cohort_data in (colours.page, colours.home, colours.land)
        )
    assert contrast(colours.place, colours.home) >= 3
    assert contrast(colours.chosen, colours.home) >= 2.8
    assert contrast(colours.household, colours.page) >= 3
