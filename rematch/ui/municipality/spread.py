"""Where the round's households find a good fit: this municipality beside the others, without their names."""

import streamlit as st

from rematch.charts.bands import BandBar, band_bars
from rematch.charts.spread import fit_spread, fit_spread_rows
from rematch.report.wording.words import fit_words
from rematch.service.municipality import GOOD_FIT, Preview, ShownAmount
from rematch.ui import figures, tables
from rematch.ui.municipality.amounts import amount_words
from rematch.ui.municipality.choose import Shown, mark
from rematch.ui.shell import state, theme
from rematch.ui.words import READING_WIDTH, number, percent, plain, t


def panel(shown: Shown) -> None:
    """Households with a good fit per municipality; on invented people also how fits spread here.

    Nothing of a small round of real people.
    """
    seen = shown.view
    if seen.good_here is None:
        return
    st.markdown(f"## {t('preview.spread')}")
    st.markdown(f":small[{t('preview.spread.how', fit=percent(GOOD_FIT))}]", width=READING_WIDTH)
    if not seen.fits:
        _places(shown, seen.good_here)
        return
    left, right = st.columns(2, gap="large")
    with left:
        _places(shown, seen.good_here)
    with right:
        _fits(shown)


def _places(shown: Shown, here: ShownAmount) -> None:
    bars = _bars(shown.view, here)
    rows = [{"municipality": bar.label, "households": bar.words} for bar in bars]
    figures.show(
        band_bars(bars, lang=state.language(), theme=theme.name()),
        "preview_places",
        alt=t("preview.spread.alt"),
        rows=rows,
        result=figures.foremost([(bar.label, bar.words) for bar in bars]),
        mark=mark(shown),
    )
    with st.popover(
        t("preview.table"), icon=":material/table:", key="preview_spread_table", on_change="rerun"
    ) as opened:
        if opened.open:
            tables.show(rows, None)


def _bars(seen: Preview, here: ShownAmount) -> list[BandBar]:
    """From the most to the least; the others have no name, and equal ones stand behind the own."""
    others = [_bar(t("preview.other"), amount) for amount in seen.good_elsewhere]
    own = _bar(seen.name, here, chosen=True)
    return sorted([own, *others], key=lambda bar: -bar.low)


def _bar(label: str, amount: ShownAmount, *, chosen: bool = False) -> BandBar:
    return BandBar(label, amount.at_least, amount.most, amount_words(amount), chosen)


def _fits(shown: Shown) -> None:
    seen = shown.view
    rows = [
        {
            "fit": f"{percent(float(str(row['from'])))} – {percent(float(str(row['to'])))}",
            "households": number(float(str(row["households"]))),
        }
        for row in fit_spread_rows(seen.fits)
    ]
    figures.show(
        fit_spread(seen.fits, lang=state.language(), theme=theme.name()),
        "preview_fits",
        alt=t("preview.fits.alt", municipality=seen.name),
        rows=rows,
        result=figures.most_in(rows, "fit", "households"),
        mark=mark(shown),
    )
    st.markdown(f":small[{t('preview.fits.how', municipality=plain(seen.name))}]")
    if seen.mean_fit is not None:
        words = fit_words(seen.mean_fit, seen.mean_people, seen.mean_town, state.language())
        st.markdown(f":small[{t('preview.fits.mean', fit=words)}]")
    with st.popover(
        t("preview.table"), icon=":material/table:", key="preview_fits_table", on_change="rerun"
    ) as opened:
        if opened.open:
            tables.show(rows, None)
