"""What was pledged beside who has accepted and who lives there; by Bundesland beside the key."""

import streamlit as st

from rematch.charts.loads import LoadBar, load_bars
from rematch.charts.shares import ShareBar, share_bars
from rematch.service.process import (
    KEY_YEAR,
    History,
    PledgeFulfilment,
    fulfilments,
    key_percent,
    relocated_by_state,
)
from rematch.ui import figures, tables
from rematch.ui.occupancy import choice, counted, rows
from rematch.ui.occupancy.window import Period
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, day, percent, signed, t

TOWN = "occupancy_pledge_town"


def panel(history: History, period: Period) -> None:
    """On the last day of the period: each pledge, then the shares of the Bundesländer."""
    st.markdown(f"## {t('occupancy.pledges.title')}")
    st.markdown(t("occupancy.pledges.text", day=day(period.last)), width=READING_WIDTH)
    found = fulfilments(history, here().profiles, period.last)
    bars = [LoadBar(_name(one), one.persons, one.most) for one in found]
    chart = load_bars(bars, lang=state.language(), theme=theme.name())
    figures.show(chart, "occupancy_pledges", alt=t("occupancy.pledges.alt"), result=figures.fullest(bars))
    tables.with_files([_row(one) for one in found], "rematch-pledges", t("occupancy.pledges.table"))
    _listed(found, period)
    _by_land(found)


def _name(one: PledgeFulfilment) -> str:
    return here().cohort_data.name(one.ags)


def _row(one: PledgeFulfilment) -> tables.Row:
    return {
        "municipality": _name(one),
        "pledged_least": one.least,
        "pledged_most": one.most,
        "held_accepted": sum(offer.persons for offer in one.accepted),
        "held_present": sum(offer.persons for offer in one.present),
        "short": one.short,
    }


def _listed(found: tuple[PledgeFulfilment, ...], period: Period) -> None:
    """The households that one pledge's figures count."""
    filled = {one.ags: one for one in found if one.persons}
    if not filled:
        st.markdown(t("occupancy.pledges.nobody"), width=READING_WIDTH)
        return
    ags = choice.town(filled, TOWN, t("occupancy.list"))
    offers = (*filled[ags].accepted, *filled[ags].present)
    listed = [(offer, offer.persons, period.last) for offer in offers]
    rows.households(listed, "rematch-pledges-list", t("occupancy.pledges.list"))


def _by_land(found: tuple[PledgeFulfilment, ...]) -> None:
    """Shares of those relocated beside the key's."""
    if not any(one.persons for one in found):
        return
    st.markdown(f"### {t('occupancy.key.title')}")
    st.markdown(t("occupancy.key.text", year=str(KEY_YEAR)), width=READING_WIDTH)
    shares = relocated_by_state(found, here().profiles, key_percent())
    table: list[tables.Row] = [
        {
            "state": counted.key_words("land", one.state),
            "municipalities": one.municipalities,
            "persons": one.persons,
            "plan_share": percent(one.share, 1),
            "key_share": percent(one.target, 1),
            "deviation": signed(one.deviation, 1),
        }
        for one in shares
    ]
    beside = [t("fairview.key.beside", deviation=row["deviation"]) for row in table]
    bars = [
        ShareBar(str(row["state"]), one.share, one.target, words)
        for row, one, words in zip(table, shares, beside, strict=True)
    ]
    chart = share_bars(bars, lang=state.language(), theme=theme.name(), called=t("occupancy.key.share"))
    furthest = sorted(zip(shares, table, strict=True), key=lambda pair: -abs(pair[0].deviation))
    result = figures.foremost([(str(row["state"]), str(row["deviation"])) for _, row in furthest])
    figures.show(chart, "occupancy_key", alt=t("occupancy.key.alt"), result=result)
    tables.with_files(table, "rematch-key", t("occupancy.key.table"))
