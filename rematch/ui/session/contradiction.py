"""Decisions that cannot hold together: which, the least to take back, and the way there in one click."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import Contradiction, RematchError
from rematch.model import ResourceId
from rematch.service.session import Relaxation, relaxation
from rematch.ui.access import live
from rematch.ui.shell import memory, state
from rematch.ui.shell.context import here
from rematch.ui.words import listing, plain, t, told

if TYPE_CHECKING:
    from rematch.planning.report import PlanReport


def panel(fault: RematchError, before: "PlanReport | None") -> None:
    """What contradicts what, the least that would have to go, and both ways out; at first as a toast, too."""
    if memory.recall("refused", state.scenario()) is None:
        memory.remember("refused", state.scenario(), True)
        st.toast(told(_labelled(fault)), icon=":material/block:")
    live.tell("refused", state.scenario(), told(_labelled(fault)))
    with st.container(key="refused"):
        st.error(told(_labelled(fault), bold=True), icon=":material/block:")
        least = _least(before) if isinstance(fault, Contradiction) else None
        if least is not None:
            st.markdown("\n".join([t("relax.least", count=least.count), *_lines(least)]))
        with st.container(horizontal=True, gap="small"):
            if least is not None:
                st.button(
                    t("relax.apply"),
                    icon=":material/lock_open:",
                    help=t("relax.apply.help"),
                    type="primary",
                    on_click=state.decide,
                    args=(least.scenario,),
                    key="relax",
                )
            if state.can_undo():
                st.button(t("session.undo"), icon=":material/undo:", on_click=state.undo, key="undo_refused")


def _labelled(fault: RematchError) -> RematchError:
    """The same mistake with its resource by the name people know."""
    resource = fault.params.get("resource")
    found = here().catalogue.resource_by_id.get(ResourceId(str(resource)))
    if found is None:
        return fault
    return RematchError(fault.code, **{**fault.params, "resource": found.label.in_(state.language())})


def _least(before: "PlanReport | None") -> Relaxation:
    earlier = before.instance if before is not None else None
    return relaxation(here().cohort_data, state.scenario(), earlier=earlier)


def _lines(least: Relaxation) -> list[str]:
    names = {place.ags: plain(place.name) for place in here().profiles.municipalities}
    lines = [
        *(t("relax.pin", household=plain(p.household), municipality=names[p.ags]) for p in least.pins),
        *(
            t("relax.veto", household=plain(veto.household), municipality=names[veto.ags])
            for veto in least.vetoes
        ),
        *(t("relax.apart", households=listing(map(plain, pair))) for pair in least.apart),
        *(
            t("relax.pledge", municipality=names[p.ags], pledged=p.pledged, most=p.most)
            for p in least.pledges
        ),
        *(t("relax.link", households=listing(map(plain, group))) for group in least.links),
    ]
    return [f"- {line}" for line in lines]
