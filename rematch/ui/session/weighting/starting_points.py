"""Starting points for all weights, and on request what each would change on this cohort."""

import streamlit as st

from rematch.service.criteria import presets
from rematch.service.explanation import PresetEffect, preset_effects
from rematch.service.session import PlanReport
from rematch.ui.jobs import on_request
from rematch.ui.shell import state
from rematch.ui.shell.context import here
from rematch.ui.words import percent, plain, signed, t


def panel(report: PlanReport | None) -> None:
    """The choice, what stands behind it, and the way back to the catalogue; closed it computes nothing."""
    with st.expander(
        t("weights.preset"), icon=":material/tune:", key="preset_effects", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        labels = {preset.id: preset.label.in_(state.language()) for preset in presets()}
        st.selectbox(
            t("weights.preset.pick"),
            list(labels),
            index=None,
            format_func=lambda preset: labels[preset],
            placeholder=t("weights.preset.pick"),
            help=t("weights.preset.help"),
            label_visibility="collapsed",
            key="preset",
            on_change=_apply,
        )
        if report is not None and report.scenario == state.scenario():
            _effects(report)
        _reset()


def _reset() -> None:
    """Back to the catalogue's weights; pins and limits stay."""
    scenario = state.scenario()
    moved = len(scenario.weights) + len(scenario.groups)
    st.button(
        t("weights.reset", count=moved) if moved else t("weights.reset.none"),
        icon=":material/restart_alt:",
        disabled=not moved,
        on_click=_take_back,
        key="reset_weights",
        width="stretch",
    )


def _take_back() -> None:
    state.decide(state.scenario().model_copy(update={"weights": {}, "groups": {}}))


def _apply() -> None:
    chosen = st.session_state.pop("preset", None)
    preset = next((preset for preset in presets() if preset.id == chosen), None)
    if preset:
        state.decide(preset.applied(state.scenario(), here().catalogue))


def _effects(report: PlanReport) -> None:
    found = on_request.answer(
        "presets",
        report,
        preset_effects,
        words=t("preset.ask"),
        icon=":material/compare_arrows:",
        help=t("preset.ask.help"),
    )
    if found is not None:
        lines = "\n".join(f"- {effect_words(effect, report)}" for effect in found)
        st.markdown(f"{lines}\n\n:small[{t('preset.note')}]")


def effect_words(effect: PresetEffect, report: PlanReport) -> str:
    """Who would live elsewhere, first wishes met, and the people's own mean fit, each beside the present."""
    name = plain(effect.preset.label.in_(state.language()))
    if effect.moves == 0:
        return t("preset.same", preset=name)
    now, then = report.figures, effect.figures
    points = None
    if now.mean_people is not None and then.mean_people is not None:
        points = signed(100 * (then.mean_people - now.mean_people), 1)
    words = t(
        "preset.line",
        preset=name,
        count=effect.moves,
        wishes=t("figure.of", part=then.first_wishes, whole=then.wishes),
        before=now.first_wishes,
        people=percent(then.mean_people, 1),
        points=points or percent(None),
    )
    return words if effect.proven else f"{words} {t('preset.unproven')}"
