"""Which open answer to ask for next: per field, and on request with the ends of each answer tried."""

from collections.abc import Sequence

import streamlit as st

from rematch.model import FieldId, Value, ViewerRole
from rematch.report.wording.values import SHOWN, value_words
from rematch.service.explanation import Asked, Open, Tried, ask_next, open_answers
from rematch.service.session import PlanReport
from rematch.ui import tables
from rematch.ui.jobs import on_request
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, percent, signed, t

WIDTHS = {"who": 150, "field": 250, "outcome": 490, "proof": 110}
FIELDS = 12
"""Fields in the table."""


def section(report: PlanReport) -> None:
    """Fields by how many households their open answers could move, then the ends tried."""
    st.markdown(f"### {t('matters.open')}")
    found = on_request.once("open", report, open_answers)
    if not found:
        st.markdown(t("matters.open.none"), width=READING_WIDTH)
        return
    st.markdown(t("matters.open.intro"), width=READING_WIDTH)
    tables.show(_by_field(found)[:FIELDS], "open-answers")
    asked = on_request.answer(
        "next", report, ask_next, words=t("matters.open.ask"), icon=":material/contact_support:"
    )
    if asked is not None:
        tables.show([_row(report, one) for one in asked], "ask-next", WIDTHS)
        st.markdown(f":small[{t('matters.open.note')}]", width=READING_WIDTH)


def _by_field(found: Sequence[Open]) -> list[dict[str, str]]:
    """One row a field: who has not answered, how wide it leaves the fit, and whom it could move."""
    fields = dict.fromkeys(one.field for one in found)
    together = {field: [one for one in found if one.field == field] for field in fields}
    return [_field_row(field, ones) for field, ones in sorted(together.items(), key=lambda e: -_could(e[1]))]


def _could(ones: Sequence[Open]) -> int:
    """Of households each is one; of municipalities the one that could move most."""
    return sum(one.could for one in ones) if ones[0].ags is None else max(one.could for one in ones)


def _field_row(field: FieldId, ones: Sequence[Open]) -> dict[str, str]:
    could = _could(ones)
    by_place = ones[0].ags is not None
    return {
        "field": _label(field),
        "open": t("matters.open.municipalities" if by_place else "matters.open.households", count=len(ones)),
        "span": percent(max(one.span for one in ones)),
        "could": t("matters.open.could", count=could) if could else t("matters.open.bars"),
    }


def _row(report: PlanReport, one: Asked) -> dict[str, str]:
    return {
        "who": _who(report, one.open),
        "field": _label(one.open.field),
        "outcome": _outcomes(one),
        "proof": t("fairness.exact" if all(tried.proven for tried in one.tried) else "fairness.limited"),
    }


def _who(report: PlanReport, one: Open) -> str:
    """A household by its id on the coordinator's screen alone."""
    if one.ags is not None:
        return report.instance.cohort_data.name(one.ags)
    known = ViewerRole.COORDINATOR in state.viewer().roles
    return str(one.household) if known else t("matters.open.household")


def _outcomes(one: Asked) -> str:
    """What each answer changes; those that change nothing are counted together."""
    changing = sorted(
        (tried for tried in one.tried if tried.moves or tried.placed or tried.contradicts),
        key=lambda x: -x.moves,
    )
    if not changing:
        return t("matters.open.none_changes", count=len(one.tried))
    told = [_outcome(one.open.field, tried) for tried in changing]
    if len(changing) < len(one.tried):
        told.append(t("matters.open.otherwise"))
    return "; ".join(told)


def _outcome(field: FieldId, tried: Tried) -> str:
    effect = t("matters.moves", count=tried.moves)
    if tried.contradicts:
        effect = t("matters.open.contradicts")
    if tried.placed:
        effect = f"{effect}, {t('matters.open.placed', change=signed(tried.placed))}"
    return t("matters.open.outcome", answer=_answer(tried.answer, field), effect=effect)


def _answer(value: Value, field: FieldId) -> str:
    """An answer in words; of a long list only that it is everything."""
    if isinstance(value, tuple | dict) and not value:
        return t("matters.open.nothing")
    if isinstance(value, tuple | dict) and len(value) > SHOWN:
        return t("matters.open.everything")
    return value_words(value, field, here().catalogue, state.language())


def _label(field: FieldId) -> str:
    found = here().catalogue.field_by_id[field]
    return found.label.in_(state.language())
