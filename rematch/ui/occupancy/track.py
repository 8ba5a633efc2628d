"""How the forecast would have done: beside plain means, also where they were better."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from rematch.service.process import ArrivedHousehold, TrackRecord, track_records
from rematch.ui import tables
from rematch.ui.words import READING_WIDTH, number, percent, t

OPENED = "occupancy_track"


def panel(known: Sequence[ArrivedHousehold], until: date) -> None:
    """Worked out when it is opened."""
    with st.expander(t("occupancy.track.title"), key=OPENED, on_change="rerun") as opened:
        if not opened.open:
            return
        st.markdown(t("occupancy.method.forecast"), width=READING_WIDTH)
        st.markdown(t("occupancy.track.text"), width=READING_WIDTH)
        found = track_records(known, until)
        if not found:
            st.info(t("occupancy.track.none"), width=READING_WIDTH)
            return
        st.markdown(_verdict(found), width=READING_WIDTH)
        tables.with_files([_row(one) for one in found], "rematch-track", t("occupancy.track.table"))


def _verdict(found: Sequence[TrackRecord]) -> str:
    """For which aims ours missed by less than the plain mean of all weeks, and for which by more."""
    errors = {(one.aim, one.foreseer): one.error for one in found}
    aims = list(dict.fromkeys(one.aim for one in found))
    better = [aim for aim in aims if errors[aim, "discounted"] < errors[aim, "mean_of_all"]]
    return t("occupancy.track.verdict", better=number(len(better)), all=number(len(aims)))


def _row(one: TrackRecord) -> tables.Row:
    low, high = one.coverage
    return {
        "foreseen": t(f"occupancy.aim.{one.aim}"),
        "foreseer": t(f"occupancy.foreseer.{one.foreseer}"),
        "mean_error": number(one.error, 2),
        "pinball_loss": number(one.pinball, 2),
        "trials": len(one.trials),
        "covered": one.covered,
        "trials_apart": len(one.apart),
        "coverage_between": t("occupancy.range", low=percent(low), high=percent(high)),
    }
