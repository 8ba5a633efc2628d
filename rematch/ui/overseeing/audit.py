"""What is on record: the journal, releases with their answers, runs, and whether all that holds."""

from collections.abc import Sequence

import streamlit as st

from rematch.errors import RematchError
from rematch.model import CohortId
from rematch.service.administration import ACTIONS
from rematch.ui import tables
from rematch.ui.municipality import answer
from rematch.ui.shell import cached
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, listing, moment, number, plain, t, told

VERDICT = "audit_verdict"
MOST = 500
"""Lines of the journal on the page, the newest first; the file to take along has them all."""


def title() -> None:
    """The page's title, and whether the journal is as it was written."""
    st.title(t("nav.audit"))
    st.markdown(t("audit.lead"), width=READING_WIDTH)
    broken, head = cached.store().verify_journal(), cached.store().journal_head()
    if broken is None:
        st.success(t("audit.sound", head=head), icon=":material/task_alt:", width=READING_WIDTH)
    else:
        st.error(t("audit.broken", line=broken), icon=":material/error:", width=READING_WIDTH)


def journal() -> None:
    """Its lines, the newest first; all of them with their details in the file."""
    st.markdown(f"## {t('audit.journal')}")
    lines = cached.store().journal()
    rows = [
        {
            "number": one.seq,
            "at": moment(one.at),
            "by": one.viewer,
            "role": t(f"login.role.{one.role}"),
            "action": t(f"audit.action.{one.action}") if one.action in ACTIONS else one.action,
            "cohort": one.cohort or "–",
            "run": one.run or "–",
            "details": ", ".join(f"{name}: {said}" for name, said in one.details.items()),
        }
        for one in reversed(lines)
    ]
    shown = [{name: said for name, said in row.items() if name != "details"} for row in rows[:MOST]]
    tables.show(shown, None, called=t("audit.journal"))
    if rows:
        tables.take_along(rows, "rematch-journal")


def cohorts() -> None:
    """Of each cohort its releases, answers and runs; a run is checked when it is asked for."""
    for one in here().cohorts:
        st.markdown(f"## {plain(one.name)}")
        _releases(one.cohort)
        _runs(one.cohort)


def _releases(cohort: CohortId) -> None:
    released = cached.store().releases(cohort)
    st.markdown(f"### {t('audit.releases')}")
    if not released:
        st.markdown(t("audit.no_releases"))
        return
    tables.show(
        [
            {
                "number": one.number,
                "at": moment(one.at),
                "by": one.by or "–",
                "state_of_release": t(f"release.state.{one.state}"),
                "run": one.run,
                "reason": one.reason or "–",
            }
            for one in reversed(released)
        ],
        None,
        called=t("audit.releases"),
    )
    replies = cached.store().replies(cohort)
    if replies:
        st.markdown("\n".join(f"- {answer.line(reply, reply.ags)}" for reply in replies))


def _runs(cohort: CohortId) -> None:
    runs = cached.store().runs(cohort)
    st.markdown(f"### {t('audit.runs', count=len(runs))}")
    if not runs:
        return
    ids = [run.run_id for run in reversed(runs)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(t("audit.run"), ids, key=f"audit_run_{cohort}", width=360)
        st.button(
            t("audit.check"),
            icon=":material/verified:",
            on_click=_check,
            args=(chosen,),
            key=f"audit_check_{cohort}",
        )
    verdict = st.session_state.get(VERDICT)
    if verdict is not None and verdict[0] in ids:
        (st.success if verdict[1] else st.error)(verdict[2], width=READING_WIDTH)


def _check(run: str) -> None:
    """A run checked without a solver, as `verify` on the command line does."""
    from rematch.service.session import check_run  # noqa: PLC0415  the service imports the solver

    try:
        found = check_run(cached.store(), run)
    except RematchError as fault:
        st.session_state[VERDICT] = (run, False, told(fault))
        return
    differs: Sequence[str] = [t(f"cli.check.differs.{name}") for name in found.differs]
    words = t("audit.run.ok" if found.ok else "audit.run.failed", run=run)
    broken = t("audit.run.broken", count=number(len(found.check.violations))) if not found.ok else ""
    st.session_state[VERDICT] = (run, found.ok, " ".join(filter(None, [words, broken, listing(differs)])))
