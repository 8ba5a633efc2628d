"""What is missing or odd: unknown answers by field, and what the checks of a load remark."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import DataErrors, Finding
from rematch.identity import Identity
from rematch.report.files.folder import folder_files
from rematch.report.wording.missing import Missing, Unanswered, missing_answers, special_fields, unanswered
from rematch.service.intake import read_files
from rematch.texts import problem
from rematch.ui import downloads
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import number, percent, t

if TYPE_CHECKING:
    from rematch.instance.cohort_data import CohortData

MOST = 12
"""Profiles with the most open questions that are listed."""


def panel() -> None:
    """Unknown answers by field on the left, remarks on the right."""
    fields, remarks = st.columns([3, 2], gap="large")
    with fields:
        _fields(missing_answers(here().profiles, here().catalogue))
    with remarks:
        _remarks()
        _profiles(unanswered(here().profiles, here().catalogue)[:MOST])


def _fields(found: tuple[Missing, ...]) -> None:
    unknown, asked = sum(entry.unknown for entry in found), sum(entry.asked for entry in found)
    st.markdown(f"## {t('profiles.missing')}")
    st.markdown(
        t(
            "profiles.missing.all",
            unknown=unknown,
            asked=asked,
            share=percent(unknown / asked if asked else 0.0, 1),
        )
    )
    special = special_fields(here().catalogue)
    rows = [_row(entry, entry.field.id in special) for entry in found if entry.unknown]
    if not rows:
        st.success(t("profiles.missing.none"))
        return
    config = st.column_config
    st.dataframe(
        [{**row, "share": round(entry.share, 2)} for row, entry in zip(rows, found, strict=False)],
        hide_index=True,
        height=560,
        alt=t("profiles.missing"),
        column_config={
            "field": config.TextColumn(t("profiles.column.field"), width=250),
            "of": config.TextColumn(t("profiles.column.of"), width=100),
            "unknown": config.TextColumn(t("profiles.column.unknown_of"), width="small"),
            "share": config.ProgressColumn(
                t("profiles.column.share"), format="percent", min_value=0, max_value=1, width="small"
            ),
        },
    )
    labels = {"field": "profiles.column.field", "of": "profiles.column.of"}
    named = [
        {
            t(labels[name]) if name in labels else t("profiles.column.unknown_of"): cell
            for name, cell in row.items()
        }
        for row in rows
    ]
    downloads.as_csv(named, "rematch-unknown")


def _row(entry: Missing, special: bool) -> dict[str, str]:
    label = entry.field.label.in_(state.language())
    return {
        "field": t("profiles.special", label=label) if special else label,
        "of": t(f"profiles.of.{entry.field.of}"),
        "unknown": t("figure.of", part=entry.unknown, whole=entry.asked),
    }


def _profiles(found: tuple[Unanswered, ...]) -> None:
    """Who should be asked again first."""
    if not found:
        return
    st.markdown(f"## {t('profiles.most_open')}")
    fields, lang = here().catalogue.field_by_id, state.language()
    rows = [
        {
            t("profiles.column.who"): _who(entry),
            t("profiles.column.unknown_of"): len(entry.fields),
            t("profiles.column.open"): ", ".join(fields[name].label.in_(lang) for name in entry.fields),
        }
        for entry in found
    ]
    st.dataframe(rows, hide_index=True, alt=t("profiles.most_open"))


def _who(entry: Unanswered) -> str:
    if entry.member is None:
        return entry.name
    return t("profiles.member", household=entry.name, number=entry.member)


def _remarks() -> None:
    st.markdown(f"## {t('profiles.odd')}")
    findings = _checked(here().cohort_data.identity, here().cohort_data)
    if not findings:
        st.markdown(f":material/task_alt: {t('profiles.odd.none')}")
        return
    rows = [_finding(finding) for finding in findings]
    st.dataframe(rows, hide_index=True, alt=t("profiles.odd"))
    st.markdown(f":small[{t('profiles.odd.rows')}]")
    downloads.as_csv(rows, "rematch-remarks")


@cached.of_people(8)
def _checked(about: Identity, _data: "CohortData") -> tuple[Finding, ...]:
    """The remarks of the checks every load goes through, made again from the stored profiles."""
    files = folder_files(_data.profiles, _data.catalogue)
    try:
        return read_files({name: text.encode() for name, text in files.items()}, _data.catalogue)[1]
    except DataErrors as errors:
        return errors.findings


def _finding(finding: Finding) -> dict[str, str]:
    words = problem(finding, state.language())
    return {
        t("load.problem.file"): finding.file,
        t("load.problem.row"): t("load.whole_file") if finding.row is None else number(finding.row),
        t("load.problem.column"): finding.column or "",
        t("load.problem.what"): words.what,
        t("load.problem.todo"): words.todo,
    }
