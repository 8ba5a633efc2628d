"""What is missing or odd: unknown answers by field, and what the checks of a load remark."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import DataErrors, Finding
from rematch.identity import Identity
from rematch.report.files.folder import folder_files
from rematch.report.wording.missing import Missing, Unanswered, missing_answers, special_fields, unanswered
from rematch.service.intake import read_files
from rematch.texts import problem
from rematch.ui import downloads, tables
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
    heads = {
        "field": t("profiles.column.field"),
        "of": t("profiles.column.of"),
        "unknown": t("profiles.column.unknown_of"),
        "share": t("profiles.column.share"),
    }
    widths = {"field": 250, "of": 100}
    text = st.column_config.TextColumn
    config = {column: text(head, width=widths.get(column, "small")) for column, head in heads.items()}
    tables.titled(rows, t("profiles.missing"), heads, height=560, column_config=config)
    named = [{heads[column]: cell for column, cell in row.items()} for row in rows]
    downloads.as_csv(named, "rematch-unknown")


def _row(entry: Missing, special: bool) -> dict[str, str]:
    label = entry.field.label.in_(state.language())
    return {
        "field": t("profiles.special", label=label) if special else label,
        "of": t(f"profiles.of.{entry.field.of}"),
        "unknown": t("figure.of", part=entry.unknown, whole=entry.asked),
        "share": percent(entry.share),
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
    tables.titled(rows, t("profiles.most_open"))


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
    tables.titled(rows, t("profiles.odd"))
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
