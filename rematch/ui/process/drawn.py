"""The process on the Method page: each small machine as a figure and as the table it is carried out from.

Below them the dated rules.
"""

from collections.abc import Iterable

import streamlit as st

from rematch.charts.machine import DrawnState, DrawnStep, machine_chart
from rematch.service.papers import DatedRule, dated_rules
from rematch.service.process import (
    AT_A_TIME,
    MACHINES,
    MOST_FUTURES,
    WITHIN,
    Machine,
    State,
    Transition,
    states,
    transitions,
)
from rematch.texts import ended, wording
from rematch.ui import figures, tables
from rematch.ui.shell import state, theme
from rematch.ui.words import READING_WIDTH, day, listing, number, t

LANES = ("office", "household", "municipality")


def panel() -> None:
    """All machines, one after the other."""
    st.header(t("method.process.title"), anchor="process")
    st.markdown(t("method.process.text"), width=READING_WIDTH)
    for machine in MACHINES:
        _machine(machine)
    st.subheader(t("method.coming.title"))
    words = {"step": number(AT_A_TIME), "most": number(MOST_FUTURES), "within": number(WITHIN, 2)}
    st.markdown(t("method.coming.text", **words), width=READING_WIDTH)


def _machine(machine: Machine) -> None:
    name, rows = t(f"process.machine.{machine}"), transitions(machine)
    st.subheader(name)
    figure = machine_chart(
        [_state(one) for one in states(machine).values()],
        [DrawnStep(row.start, row.to, at, _called(row)) for at, row in enumerate(rows, start=1)],
        {lane: t(f"process.lane.{lane}") for lane in LANES},
        lang=state.language(),
        theme=theme.name(),
    )
    alt = t("method.process.alt", machine=name)
    result = t("method.process.result", states=len(states(machine)), steps=len(rows))
    figures.show(figure, f"machine_{machine}", alt=alt, result=result, people=False)
    told = [_row(at, row) for at, row in enumerate(rows, start=1)]
    tables.show(told, f"rematch-process-{machine}", called=alt)


def _state(one: State) -> DrawnState:
    return DrawnState(one.name, t(f"process.{one.machine}.{one.name}"), one.lane, one.ended)


def _row(at: int, row: Transition) -> dict[str, str]:
    return {
        "step_number": str(at),
        "step_from": t(f"process.{row.machine}.{row.start}") if row.start else "–",
        "step": _called(row),
        "step_to": t(f"process.{row.machine}.{row.to}"),
        "step_holds": _holds(row),
        "step_role": _roles(row),
        "step_needs": _joined(t(f"process.need.{one}") for one in row.needs),
        "step_reasons": _joined(t(f"process.party.{one}") for one in row.parties),
        "step_effects": _joined(
            f"{t(f'process.machine.{one.machine}')}: {t(f'process.step.{one.machine}.{one.event}')}"
            for one in row.effects
        ),
    }


def _called(row: Transition) -> str:
    return t(f"process.step.{row.machine}.{row.event}")


def _roles(row: Transition) -> str:
    return listing(t(f"login.role.{one}") for one in sorted(row.roles)) or t("method.process.follows")


def _holds(row: Transition) -> str:
    held = states(row.machine)[row.to].holds
    return t(f"process.hold.{held}") if held else "–"


def _joined(words: Iterable[str]) -> str:
    return listing(words) or "–"


def rules() -> None:
    """What papers name of the law, from where, of which day: a row for each, in the order of the file."""
    st.subheader(t("papers.rules"))
    st.markdown(t("papers.rules.method"), width=READING_WIDTH)
    tables.show([_rule(one) for one in dated_rules()], "rematch-rules", called=t("papers.rules"))


def _rule(rule: DatedRule) -> dict[str, str]:
    words = wording(rule.office or rule.text, state.language())
    return {
        "rule_text": ended(words.replace("{until}", day(rule.until))),
        "rule_law": rule.law or "–",
        "rule_land": t(f"land.{rule.land}") if rule.land else t("papers.rules.everywhere"),
        "rule_until": day(rule.until),
        "rule_source": rule.source,
        "rule_read": day(rule.checked),
    }
