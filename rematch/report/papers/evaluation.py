"""What the answers say in sum: the rows of the page's tables, and the same as a report to pass on."""

from collections.abc import Iterator, Mapping
from datetime import date

from rematch.model import Cohort
from rematch.process.evaluation.figures import ShareFigure
from rematch.process.evaluation.questions import AskedQuestion
from rematch.process.evaluation.results import HELD, EvaluationResults, WaveResult
from rematch.report.papers.minutes import mark
from rematch.report.papers.typesetting import Block, Heading, Lines, Paper, PaperTable, Points, pdf
from rematch.texts import number, percent, say

NOTHING = "–"
NOT_HERE = ("person", "towns", "effect", "time")
"""What is not shown, each with words for why."""
Row = dict[str, str]


def evaluation_pdf(told: EvaluationResults, cohort: Cohort, lang: str, day: date) -> bytes:
    """The report in a language of the screens, of a day. It has sums alone, and names nobody."""
    return pdf(evaluation_paper(told, cohort, lang, day))


def evaluation_paper(told: EvaluationResults, cohort: Cohort, lang: str, day: date) -> Paper:
    """The same as a paper."""
    return Paper(
        title=say("papers.evaluation.title", lang, name=cohort.name),
        mark=mark(cohort.invented, lang, day),
        lang=lang,
        day=day,
        blocks=[
            Lines([say("evaluation.lead", lang)]),
            *_told(told, lang),
            Heading(say("evaluation.results.why_title", lang)),
            Points([say(f"evaluation.results.why_{one}", lang) for one in NOT_HERE]),
        ],
    )


def _told(told: EvaluationResults, lang: str) -> Iterator[Block]:
    if not anything(told):
        yield Lines([say("evaluation.results.none", lang)])
        return
    yield from _table("evaluation.results.stages", stage_rows(told, lang), lang, wide=(1,))
    yield Lines([say("evaluation.results.stages_how", lang)])
    shown = [wave for wave in told.waves if any_figure(wave)]
    for wave in shown:
        title = say("evaluation.wave", lang, count=wave.wave)
        yield from _table(title, figure_rows(told, wave, lang), lang)
    if shown:
        yield Lines([say("evaluation.results.how", lang)])
    if rows := held_rows(told, lang):
        yield from _table("evaluation.results.held", rows, lang, wide=(1,))
        yield Lines([say("evaluation.results.held_how", lang, held=percent(HELD, lang))])
    if rows := compared_rows(told, lang):
        yield from _table("evaluation.results.compared", rows, lang, wide=(1,))
        yield Lines([say("evaluation.results.compared_how", lang)])


def _table(title: str, rows: list[Row], lang: str, wide: tuple[int, ...] = (0,)) -> Iterator[Block]:
    yield Heading(say(title, lang) if title.startswith("evaluation.") else title)
    heads = [say(f"column.{column}", lang) for column in rows[0]]
    yield PaperTable(heads, [tuple(row.values()) for row in rows], wide=wide)


def anything(told: EvaluationResults) -> bool:
    """Whether there is anything that may be shown."""
    return any(stage.persons for wave in told.waves for stage in wave.stages)


def any_figure(wave: WaveResult) -> bool:
    """Whether any answer of a wave may be shown."""
    return any(figure.standing != "hidden" for figure in wave.figures.values())


def stage_rows(told: EvaluationResults, lang: str) -> list[Row]:
    """How many came how far, of the waves in which anybody is."""
    return [
        {
            "eval_wave": say("evaluation.wave", lang, count=wave.wave),
            "eval_stage": say(f"evaluation.stage.{stage.stage}", lang),
            **_people(stage.persons, stage.households, lang),
        }
        for wave in told.waves
        if any(stage.persons != 0 for stage in wave.stages)
        for stage in wave.stages
    ]


def figure_rows(told: EvaluationResults, wave: WaveResult, lang: str) -> list[Row]:
    """A wave's answers, question by question."""
    return [_figure_row(one, wave.figures[one.id], lang) for one in told.questions]


def _figure_row(question: AskedQuestion, figure: ShareFigure, lang: str) -> Row:
    shown = figure.standing == "shown"
    return {
        "eval_question": question_words(question, figure, lang),
        "eval_share": (
            percent(figure.share, lang) if shown else say(f"evaluation.results.{figure.standing}", lang)
        ),
        "eval_interval": interval_words(figure, lang) if shown else NOTHING,
        "eval_least": NOTHING if figure.least is None else percent(figure.least, lang),
        "eval_most": NOTHING if figure.most is None else percent(figure.most, lang),
        **_people(figure.persons, figure.households, lang),
    }


def held_rows(told: EvaluationResults, lang: str) -> list[Row]:
    """Of those with a high and a low fit, how many have what they need."""
    return [
        {
            "eval_wave": say("evaluation.wave", lang, count=one.wave),
            "eval_area": _questions(told)[one.question].text.in_(lang),
            "eval_high": _of(one.high_met, one.high, lang),
            "eval_low": _of(one.low_met, one.low, lang),
        }
        for one in told.held
    ]


def compared_rows(told: EvaluationResults, lang: str) -> list[Row]:
    """Two waves side by side, among those who answered both."""
    return [
        {
            "eval_months": say(
                "evaluation.results.compared_line", lang, earlier=one.earlier, later=one.later
            ),
            "eval_question": _questions(told)[one.question].text.in_(lang),
            "eval_before": share_words(one.before, lang),
            "eval_after": share_words(one.after, lang),
            **_people(one.before.persons, one.before.households, lang),
        }
        for one in told.compared
    ]


def question_words(question: AskedQuestion, figure: ShareFigure, lang: str) -> str:
    """A question as it was asked, and whether those who left it out are counted, too."""
    text = question.text.in_(lang)
    return say("evaluation.results.all_asked", lang, question=text) if figure.all_asked else text


def share_words(figure: ShareFigure, lang: str) -> str:
    """A share with its interval."""
    return f"{percent(figure.share, lang)} ({interval_words(figure, lang)})"


def interval_words(figure: ShareFigure, lang: str) -> str:
    """Between what it lies."""
    return f"{percent(figure.low, lang)} – {percent(figure.high, lang)}"


def _questions(told: EvaluationResults) -> Mapping[str, AskedQuestion]:
    return {one.id: one for one in told.questions}


def _people(persons: int | None, households: int | None, lang: str) -> Row:
    counts = {"eval_adults": persons, "households": households}
    return {name: NOTHING if count is None else number(count, lang) for name, count in counts.items()}


def _of(met: int, all_of: int, lang: str) -> str:
    return f"{number(met, lang)} / {number(all_of, lang)}" if all_of else NOTHING
