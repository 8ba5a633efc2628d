"""A municipality answers its own questionnaire: kept at once, in force once it is taken over."""

from datetime import timedelta

import pytest

from rematch.errors import RematchError
from rematch.model import Ags, Municipality, ViewerRole
from rematch.process.days import day_of, this_moment
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.needs import ProcessStep
from rematch.process.partners.statements import subject_of
from rematch.rights import LOCAL, acting
from rematch.service.municipality import OWN_FORM, own_profiles
from rematch.texts import say, screen_languages
from rematch.ui.partners.invited import OWN
from rematch.ui.shell import cached
from tests.app.screen import written
from tests.app.test_roles import REAL, LogIn, log_in, towns
from tests.builders import of_town

__all__ = ["log_in", "towns"]

CITY = {"cohort": REAL}


def stored(ags: Ags) -> Municipality:
    with acting(LOCAL):
        profiles = cached.store().load_profiles(REAL)
    return next(one for one in profiles.municipalities if one.ags == ags)


def test_it_sees_its_own_profile_and_nobody_else_s(log_in: LogIn, towns: tuple[Ags, ...]) -> None:
    """Of all municipalities the one it acts for can be chosen; no household and no other form is there."""
    at = log_in("dora", "questionnaire", "de", CITY)
    [choice] = at.selectbox
    assert choice.options == [stored(towns[0]).name]
    page = "\n".join(written(at))
    assert not [name for name in (stored(ags).name for ags in towns[1:]) if name in page]
    assert say("questionnaire.kind.household", "de") not in page


def test_what_it_answers_waits_until_a_coordinator_takes_it_over(
    log_in: LogIn, towns: tuple[Ags, ...]
) -> None:
    """Gone on with after a break; the profile is as it was until it is stored, then it has the answer."""
    own, before = towns[0], stored(towns[0])
    at = log_in("dora", "questionnaire", "de", CITY)
    at.button(key="form_begin").click().run()
    assert not at.exception
    with acting(LOCAL):
        [kept] = [one for one in cached.store().forms(REAL) if one.form == f"{OWN_FORM}{own}"]
    assert "Dora" in kept.viewer
    at.button(key="form_next").click().run()
    [box] = [one for one in at.number_input if one.label == say("intake.column.pledge_max", "de")]
    box.set_value(9).run()
    again = log_in("dora", "questionnaire", "de", CITY)
    again.button(key="form_resume_own").click().run()
    assert not again.exception
    [box] = [one for one in again.number_input if one.label == say("intake.column.pledge_max", "de")]
    assert box.value == 9
    again.button(key="form_finish").click().run()
    assert not again.exception
    assert say("questionnaire.own.kept", "de") in [one.value for one in again.info]
    assert not [one for one in again.button if one.key == "form_store"]
    assert stored(own) == before
    anna = log_in("anna", "questionnaire", "de", CITY)
    [resume] = [one for one in anna.button if str(one.key).startswith("form_resume_")]
    resume.click().run()
    anna.button(key="form_store").click().run()
    assert not anna.exception
    assert stored(own) == before.model_copy(update={"pledge_max": 9})
    with acting(LOCAL):
        assert not [one for one in cached.store().forms(REAL) if one.form == f"{OWN_FORM}{own}"]


@pytest.mark.parametrize("lang", screen_languages())
def test_it_answers_its_invitation_in_its_own_name(log_in: LogIn, towns: tuple[Ags, ...], lang: str) -> None:
    """Only its own invitation is there, with its own steps; a press is noted as the municipality's."""
    own, other = towns[:2]
    with acting(LOCAL):
        desk = ProcessDesk(cached.store(), REAL, cached.catalogue(), LOCAL)
        number = desk.open_round("Juni").number
        last = day_of(this_moment()) + timedelta(days=14)
        for ags in (own, other):
            subject = subject_of(number, ags)
            desk.take(ProcessStep(machine="partner", subject=subject, event="invite", last_day=last))
    at = log_in("dora", "municipality", lang, CITY)
    page = "\n".join(written(at))
    assert say("invited.title", lang, number=number) in page
    assert say("invited.behalf", lang) not in page
    steps = at.button_group(key=f"invited_step_{number}_{own}_invited")
    assert steps.options == [say(f"process.step.partner.{one}", lang) for one in OWN]
    steps.set_value("begin").run()
    [*_, button] = [one for one in at.button if one.label == say("process.step.partner.begin", lang)]
    button.click().run()
    assert not at.exception
    with acting(LOCAL):
        history = history_of(cached.store(), REAL)
    event = history.events[-1]
    assert (event.subject, event.event) == (subject_of(number, own), "begin")
    assert (event.role, event.by) == (ViewerRole.MUNICIPALITY, "Dora")
    assert history.state("partner", subject_of(number, other)) == "invited"


def test_another_s_questionnaire_is_neither_read_nor_written(log_in: LogIn, towns: tuple[Ags, ...]) -> None:
    """By the store's own doors, and with another role beside it too."""
    own, other = towns[:2]
    both = of_town(REAL, own).model_copy(update={"further": frozenset({ViewerRole.AUDITOR})})
    for viewer in (of_town(REAL, own), both):
        with acting(viewer):
            assert [one.ags for one in own_profiles(cached.store(), REAL).municipalities] == [own]
            assert own_profiles(cached.store(), REAL).households == ()
            with pytest.raises(RematchError) as refused:
                cached.store().save_own_form(REAL, other, "{}", viewer)
            assert refused.value.code == "viewer.not_own"
            with pytest.raises(RematchError) as refused:
                cached.store().own_form(REAL, other)
            assert refused.value.code == "viewer.not_own"
