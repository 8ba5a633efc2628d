"""What the answers say in sum: each wave, the fit beside them, months compared, and what is not here."""

from collections.abc import Iterator

import streamlit as st

from rematch.charts.figure import percent_axis
from rematch.charts.intervals import IntervalBar, interval_bars
from rematch.service.evaluation import (
    HELD,
    AskedQuestion,
    DueItem,
    EvaluationResults,
    ShareFigure,
    WaveResult,
)
from rematch.ui import figures, tables
from rematch.ui.evaluation import due
from rematch.ui.shell import state, theme
from rematch.ui.words import READING_WIDTH, number, percent, t

NOTHING = "–"
WHY = ("person", "towns", "effect", "time")


def panel(found: tuple[DueItem, ...]) -> None:
    """All that may be shown, from the first month on; below it what is not shown, and why."""
    if not found:
        return
    st.markdown(f"## {t('evaluation.results.title')}")
    told = due.desk().results()
    if not any(stage.persons for wave in told.waves for stage in wave.stages):
        st.info(t("evaluation.results.none"))
    else:
        _stages(told)
        drawn = [_wave(told, wave) for wave in told.waves]
        if any(drawn):
            st.caption(t("evaluation.results.how"), width=READING_WIDTH)
        _held(told)
        _compared(told)
    st.markdown(f"### {t('evaluation.results.why_title')}")
    st.markdown("\n".join(f"- {t(f'evaluation.results.why_{one}')}" for one in WHY), width=READING_WIDTH)


def _stages(told: EvaluationResults) -> None:
    st.markdown(f"### {t('evaluation.results.stages')}")
    rows = [
        {
            "eval_wave": due.wave_words(wave.wave),
            "eval_stage": t(f"evaluation.stage.{stage.stage}"),
            "eval_adults": NOTHING if stage.persons is None else number(stage.persons),
            "households": NOTHING if stage.households is None else number(stage.households),
        }
        for wave in told.waves
        if any(stage.persons != 0 for stage in wave.stages)
        for stage in wave.stages
    ]
    tables.with_files(rows, "rematch-evaluation-stages", t("evaluation.results.stages"))
    st.caption(t("evaluation.results.stages_how"), width=READING_WIDTH)


def _wave(told: EvaluationResults, wave: WaveResult) -> bool:
    """A wave's figures, drawn and as a table; whether there are any that may be shown."""
    asked = [(one, wave.figures[one.id]) for one in told.questions]
    if all(figure.standing == "hidden" for _, figure in asked):
        return False
    st.markdown(f"### {due.wave_words(wave.wave)}")
    bars = [_bar(question, figure) for question, figure in asked if figure.share is not None]
    if bars:
        drawn = interval_bars(
            bars, 1.0, present=t("evaluation.results.present"), lang=state.language(), theme=theme.name()
        )
        percent_axis(drawn, state.language())
        figures.show(
            drawn,
            f"evaluation_chart_{wave.wave}",
            alt=t("evaluation.results.chart", wave=due.wave_words(wave.wave)),
            result=figures.foremost([(bar.label, bar.words) for bar in bars]),
        )
    rows = [_figure_row(question, figure) for question, figure in asked]
    called = f"{t('evaluation.results.questions')}, {due.wave_words(wave.wave)}"
    tables.show(rows, None, called=called)
    tables.files(rows, f"rematch-evaluation-{wave.wave}", called)
    return True


def _bar(question: AskedQuestion, figure: ShareFigure) -> IntervalBar:
    words = f"{percent(figure.share)} ({_interval(figure)})"
    share, low, high = figure.share or 0.0, figure.low or 0.0, figure.high or 0.0
    return IntervalBar(_called(question, figure), share, low, high, words)


def _called(question: AskedQuestion, figure: ShareFigure | None = None) -> str:
    text = question.text.in_(state.language())
    if figure is not None and figure.all_asked:
        return t("evaluation.results.all_asked", question=text)
    return text


def _figure_row(question: AskedQuestion, figure: ShareFigure) -> dict[str, str]:
    shown = figure.standing == "shown"
    return {
        "eval_question": _called(question, figure),
        "eval_share": percent(figure.share) if shown else t(f"evaluation.results.{figure.standing}"),
        "eval_interval": _interval(figure) if shown else NOTHING,
        "eval_least": NOTHING if figure.least is None else percent(figure.least),
        "eval_most": NOTHING if figure.most is None else percent(figure.most),
        "eval_adults": NOTHING if figure.persons is None else number(figure.persons),
        "households": NOTHING if figure.households is None else number(figure.households),
    }


def _interval(figure: ShareFigure) -> str:
    return f"{percent(figure.low)} – {percent(figure.high)}"


def _held(told: EvaluationResults) -> None:
    names = {one.id: one for one in told.questions}
    rows = [
        {
            "eval_wave": due.wave_words(one.wave),
            "eval_area": _called(names[one.question]),
            "eval_high": _of(one.high_met, one.high),
            "eval_low": _of(one.low_met, one.low),
        }
        for one in told.held
    ]
    if rows:
        st.markdown(f"### {t('evaluation.results.held')}")
        tables.with_files(rows, "rematch-evaluation-fit", t("evaluation.results.held"))
        st.caption(t("evaluation.results.held_how", held=percent(HELD)), width=READING_WIDTH)


def _of(met: int, all_of: int) -> str:
    return f"{number(met)} / {number(all_of)}" if all_of else NOTHING


def _compared(told: EvaluationResults) -> None:
    rows = list(_compared_rows(told))
    if rows:
        st.markdown(f"### {t('evaluation.results.compared')}")
        tables.with_files(rows, "rematch-evaluation-months", t("evaluation.results.compared"))
        st.caption(t("evaluation.results.compared_how"), width=READING_WIDTH)


def _compared_rows(told: EvaluationResults) -> Iterator[dict[str, str]]:
    names = {one.id: one for one in told.questions}
    for one in told.compared:
        yield {
            "eval_months": t("evaluation.results.compared_line", earlier=one.earlier, later=one.later),
            "eval_question": _called(names[one.question]),
            "eval_before": f"{percent(one.before.share)} ({_interval(one.before)})",
            "eval_after": f"{percent(one.after.share)} ({_interval(one.after)})",
            "eval_adults": NOTHING if one.before.persons is None else number(one.before.persons),
            "households": NOTHING if one.before.households is None else number(one.before.households),
        }
