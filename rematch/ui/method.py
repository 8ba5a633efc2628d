"""The method page's panels, made from the catalogue in force."""

from itertools import count, takewhile
from typing import TYPE_CHECKING

import streamlit as st

from rematch import texts
from rematch.service.explanation import Misreporting, Weightings
from rematch.ui import conditions, downloads
from rematch.ui.shell.context import here
from rematch.ui.shell.state import language
from rematch.ui.words import number, percent, plain, t

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Criterion, Group

READING_WIDTH = 860
PARTS = (
    "steps",
    "fit",
    "measures",
    "criteria",
    "hard",
    "resources",
    "fairness",
    "proof",
    "explanation",
    "process",
    "data",
    "limits",
    "refuses",
    "privacy",
    "repeat",
    "sources",
)
JOINS = ("mean", "least", "any", "sum")
MEASURED_BY = "python -m rematch.bench.weightings"
MISREPORTED_BY = "python -m rematch.bench.misreporting"
MISREPORTS = {
    "before": "exclude all others, unasked why (the rule before)",
    "excluding": "exclude all others, other reasons",
    "one": "one wish",
    "alone": "one wish, all else unimportant",
    "essential": "everything essential",
}
"""The reports that are told, by what the text calls them."""
REPEAT = """python -m rematch plan --cohort session --scenario scenario.json
python -m rematch status
python -m rematch verify RUN --again"""


def title() -> None:
    """What this page is."""
    criteria = here().catalogue.criteria
    on = sum(criterion.in_force for criterion in criteria)
    st.title(t("nav.method"))
    st.markdown(t("method.lead", criteria=t("method.count", count=len(criteria)), on=on), width=READING_WIDTH)
    links = " · ".join(f"[{t(f'method.{part}.title')}](#{part})" for part in PARTS)
    st.markdown(f"**{t('method.contents.title')}:** {links}", width=READING_WIDTH)


def steps() -> None:
    """How a plan comes about."""
    st.header(t("method.steps.title"), anchor="steps")
    _numbered("method.steps")


def fit() -> None:
    """The fit as a formula."""
    st.header(t("method.fit.title"), anchor="fit")
    st.markdown(t("method.fit.text"), width=READING_WIDTH)
    for formula in ("fit", "value"):
        st.latex(texts.formula(formula), width=READING_WIDTH)
    for code in ("method.fit.two", "method.fit.kappa", "method.fit.priority", "method.fit.unknown"):
        st.markdown(t(code), width=READING_WIDTH)
    st.markdown(weights_words(Weightings.kept()), width=READING_WIDTH)


def weights_words(found: "Weightings") -> str:
    """What weights do to the demo session's plan, by the figures the script left."""
    return t(
        "method.fit.weights",
        cohort=plain(found.cohort),
        draws=number(found.draws),
        moved=percent(found.moved),
        ever=percent(found.ever),
        median=percent(found.loss_median, 1),
        most=percent(found.loss_most, 1),
        command=f"`{MEASURED_BY}`",
    )


def misreporting_words(found: Misreporting) -> str:
    """What misreporting pays, and that it pays more than it should."""
    told = {name: found.reports[report] for name, report in MISREPORTS.items()}
    return t(
        "method.hard.misreporting",
        sessions=found.sessions,
        households=found.households,
        missed=found.missed,
        command=f"`{MISREPORTED_BY}`",
        **{name: percent(one.won) for name, one in told.items()},
    )


def measures() -> None:
    """Each measure in words and as a formula, and how members are joined."""
    st.header(t("method.measures.title"), anchor="measures")
    st.markdown(t("method.measures.text"), width=READING_WIDTH)
    with st.container(width=READING_WIDTH):
        for name in _measures_in_use():
            words, formula = st.columns([3, 2], vertical_alignment="center")
            words.markdown(f"{t(f'method.measure.{name}')}  \n:small[{t(f'method.where.{name}')}]")
            formula.latex(texts.formula(f"measure.{name}"))
    conditions.panel()
    st.subheader(t("method.members.title"), anchor="members")
    st.markdown(t("method.members.text"), width=READING_WIDTH)
    st.markdown("\n".join(f"- {t(f'method.members.{join}')}" for join in JOINS))


def criteria() -> None:
    """The whole catalogue, group by group."""
    st.header(t("method.criteria.title"), anchor="criteria")
    st.markdown(t("method.criteria.text"), width=READING_WIDTH)
    catalogue = here().catalogue
    for group in catalogue.groups:
        _group(group)
    downloads.as_csv([_row(criterion) for criterion in catalogue.criteria], "rematch-criteria")


def hard_rules() -> None:
    """What rules a pair out."""
    st.header(t("method.hard.title"), anchor="hard")
    st.markdown(f"{t('method.hard.text')} {t('method.hard.protective')}", width=READING_WIDTH)
    st.markdown(t("method.hard.exclusions"), width=READING_WIDTH)
    st.markdown(misreporting_words(Misreporting.kept()), width=READING_WIDTH)
    ruling = [c for c in here().catalogue.criteria if c.hard != "never"]
    rows = [
        {
            t("method.criteria.criterion"): criterion.label.in_(language()),
            t("method.criteria.excludes"): t(f"method.excludes.{criterion.hard}"),
            t("method.criteria.state"): _state(criterion),
        }
        for criterion in ruling
    ]
    _table(rows)
    downloads.as_csv(rows, "rematch-hard-rules")


def resources() -> None:
    """What a municipality has a limited number of."""
    st.header(t("method.resources.title"), anchor="resources")
    st.markdown(t("method.resources.text"), width=READING_WIDTH)
    rows = [
        {
            t("method.resources.resource"): resource.label.in_(language()),
            t("method.resources.binds"): t(f"method.resources.{resource.binds}"),
        }
        for resource in here().catalogue.resources
    ]
    _table(rows)
    downloads.as_csv(rows, "rematch-resources")
    st.markdown(t("method.resources.order"), width=READING_WIDTH)


def fairness() -> None:
    """What may be demanded for the worst off before the sum counts."""
    st.header(t("method.fairness.title"), anchor="fairness")
    st.markdown(t("method.fairness.text"), width=READING_WIDTH)
    st.latex(texts.formula("fairness"), width=READING_WIDTH)
    _numbered("method.fairness")


def explanation() -> None:
    """How good a plan is proven to be, what is said about it, and how data comes in and goes."""
    for part in ("proof", "explanation", "data"):
        st.header(t(f"method.{part}.title"), anchor=part)
        _numbered(f"method.{part}", mark="-")


def limits() -> None:
    """What the numbers do not say, what is refused, privacy, how to repeat a run, sources."""
    for part in ("limits", "refuses", "privacy"):
        st.header(t(f"method.{part}.title"), anchor=part)
        _numbered(f"method.{part}", mark="-")
    st.header(t("method.repeat.title"), anchor="repeat")
    st.markdown(t("method.repeat.text"), width=READING_WIDTH)
    st.code(REPEAT, language="bash", width=READING_WIDTH)
    st.header(t("method.sources.title"), anchor="sources")
    letters = sorted({letter for c in here().catalogue.criteria for letter in c.source.split(",")})
    st.markdown("\n".join(f"- **{letter}** {t(f'method.sources.{letter}')}" for letter in letters))


def _measures_in_use() -> list[str]:
    """In the order in which the catalogue's schema names them."""
    used = [criterion.measure for criterion in here().catalogue.criteria if criterion.measure]
    return [measure.value for measure in type(used[0]) if measure in used]


def _group(group: "Group") -> None:
    criteria = here().catalogue.in_group(group.id)
    label = t("method.criteria.group", group=plain(group.label.in_(language())), count=len(criteria))
    with st.expander(label):
        _table([_row(criterion) for criterion in criteria])


def _row(criterion: "Criterion") -> dict[str, str]:
    lang = language()
    measure = criterion.measure.value if criterion.measure else "rule"
    return {
        t("method.criteria.criterion"): criterion.label.in_(lang),
        t("method.criteria.question"): criterion.question.in_(lang),
        t("method.criteria.side"): t(f"method.side.{criterion.side}"),
        t("method.criteria.measure"): t(f"method.name.{measure}"),
        t("method.criteria.excludes"): t(f"method.excludes.{criterion.hard}"),
        t("method.criteria.weight"): number(criterion.weight if criterion.weighed else None, 1),
        t("method.criteria.state"): _state(criterion),
        t("method.criteria.source"): criterion.source,
    }


def _state(criterion: "Criterion") -> str:
    state = t("method.criteria.on" if criterion.in_force else "method.criteria.off")
    return f"{state}, {t('method.criteria.art9')}" if criterion.art9 else state


def _table(rows: list[dict[str, str]]) -> None:
    shown = [{column: plain(cell) for column, cell in row.items()} for row in rows]
    st.table(shown, border="horizontal", hide_index=True)


def _numbered(code: str, mark: str = "1.") -> None:
    lines = takewhile(lambda name: texts.has(name, language()), (f"{code}.{i}" for i in count(1)))
    st.markdown("\n".join(f"{mark} {t(line)}" for line in lines), width=READING_WIDTH)
