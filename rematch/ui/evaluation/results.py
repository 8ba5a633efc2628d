"""What the answers say in sum: each wave, the fit beside them, months compared, and what is not here."""

from functools import partial

import streamlit as st

from rematch.charts.figure import percent_axis
from rematch.charts.intervals import IntervalBar, interval_bars
from rematch.report.papers import evaluation as report
from rematch.service.evaluation import (
    HELD,
    AskedQuestion,
    DueItem,
    EvaluationResults,
    ShareFigure,
    WaveResult,
)
from rematch.service.process import today
from rematch.ui import figures, tables
from rematch.ui.evaluation import due
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, percent, t


def panel(found: tuple[DueItem, ...]) -> None:
    """All that may be shown, from the first month on; below it what is not shown, and why."""
    if not found:
        return
    st.markdown(f"## {t('evaluation.results.title')}")
    told = due.desk().results()
    if not report.anything(told):
        st.info(t("evaluation.results.none"))
    else:
        _stages(told)
        drawn = [_wave(told, wave) for wave in told.waves]
        if any(drawn):
            st.caption(t("evaluation.results.how"), width=READING_WIDTH)
        _held(told)
        _compared(told)
        _take_along(told)
    st.markdown(f"### {t('evaluation.results.why_title')}")
    why = [f"- {t(f'evaluation.results.why_{one}')}" for one in report.NOT_HERE]
    st.markdown("\n".join(why), width=READING_WIDTH)


def _stages(told: EvaluationResults) -> None:
    title = t("evaluation.results.stages")
    st.markdown(f"### {title}")
    tables.with_files(report.stage_rows(told, state.language()), "rematch-evaluation-stages", title)
    st.caption(t("evaluation.results.stages_how"), width=READING_WIDTH)


def _wave(told: EvaluationResults, wave: WaveResult) -> bool:
    """A wave's figures, drawn and as a table; whether there are any that may be shown."""
    if not report.any_figure(wave):
        return False
    st.markdown(f"### {due.wave_words(wave.wave)}")
    asked = [(one, wave.figures[one.id]) for one in told.questions]
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
    called = f"{t('evaluation.results.questions')}, {due.wave_words(wave.wave)}"
    rows = report.figure_rows(told, wave, state.language())
    tables.with_files(rows, f"rematch-evaluation-{wave.wave}", called)
    return True


def _bar(question: AskedQuestion, figure: ShareFigure) -> IntervalBar:
    lang = state.language()
    words, label = report.share_words(figure, lang), report.question_words(question, figure, lang)
    return IntervalBar(label, figure.share or 0.0, figure.low or 0.0, figure.high or 0.0, words)


def _held(told: EvaluationResults) -> None:
    if rows := report.held_rows(told, state.language()):
        title = t("evaluation.results.held")
        st.markdown(f"### {title}")
        tables.with_files(rows, "rematch-evaluation-fit", title)
        st.caption(t("evaluation.results.held_how", held=percent(HELD)), width=READING_WIDTH)


def _compared(told: EvaluationResults) -> None:
    if rows := report.compared_rows(told, state.language()):
        title = t("evaluation.results.compared")
        st.markdown(f"### {title}")
        tables.with_files(rows, "rematch-evaluation-months", title)
        st.caption(t("evaluation.results.compared_how"), width=READING_WIDTH)


def _take_along(told: EvaluationResults) -> None:
    """All of it as one paper, made when it is asked for."""
    st.download_button(
        t("papers.evaluation.get"),
        data=partial(report.evaluation_pdf, told, here().profiles.cohort, state.language(), today()),
        file_name="rematch-evaluation.pdf",
        mime="application/pdf",
        icon=":material/download:",
        on_click="ignore",
        key="papers_evaluation",
    )
