"""A municipality in a round: what it may do by itself, what is noted for it, and what is refused."""

from datetime import timedelta

import pytest

from rematch.errors import RematchError
from rematch.model import Ags, ViewerRole
from rematch.process.machines import transitions
from rematch.process.needs import ProcessStep
from rematch.process.outcomes import Refused
from rematch.process.partners.desk import PartnerDesk
from rematch.process.partners.standing import PartnerStanding, own_invitations, partner_standings
from rematch.process.partners.statements import RECENT_DAYS, subject_of
from rematch.rights import acting
from tests.builders import of_town
from tests.rounds import FIRST_DAY, LAST_DAY, ToldProcess, cohort, made, noon

TOWN, OTHER = (one.ags for one in cohort().municipalities[:2])
SAID = {"words": "Frau Berg am Telefon."}


def standing(told: ToldProcess, ags: Ags = TOWN) -> PartnerStanding:
    found = partner_standings(told.history, cohort(), told.desk.catalogue, 1, noon(told.day))
    return next(one for one in found if one.ags == ags)


def missing(told: ToldProcess, event: str, **said: object) -> tuple[str, ...]:
    """What a step on the municipality waits for; refused, it keeps nothing."""
    before = told.history
    with pytest.raises(Refused) as refused:
        told.take("partner", subject_of(1, TOWN), event, **said)
    assert told.history == before
    return refused.value.missing


def step(event: str, ags: Ags = TOWN, **said: object) -> ProcessStep:
    whole = {"machine": "partner", "subject": subject_of(1, ags), "event": event, **said}
    return ProcessStep.model_validate(whole)


@pytest.fixture
def invited(told: ToldProcess) -> ToldProcess:
    """A round with one municipality invited."""
    told.desk.open_round("Frühjahr", noon(told.day))
    told.take("partner", subject_of(1, TOWN), "invite", last_day=LAST_DAY)
    return told


@pytest.fixture
def desk(invited: ToldProcess) -> PartnerDesk:
    return PartnerDesk(invited.store, invited.cohort, invited.desk.catalogue, "Berg")


def test_from_invitation_to_a_pledge_by_the_municipality_itself(
    invited: ToldProcess, desk: PartnerDesk
) -> None:
    """It says its statements hold, pledges, and stands confirmed in its own name; nobody else is invited."""
    with acting(of_town(invited.cohort, TOWN, name="berg")):
        desk.answer(TOWN, step("begin"), noon(invited.day))
        desk.answer(TOWN, step("restate"), noon(invited.day))
        desk.answer(TOWN, step("confirm", pledge=(5, 10)), noon(invited.day))
    found = standing(invited)
    assert (found.state, found.pledge, found.statements.recent) == ("confirmed", (5, 10), True)
    last = invited.history.events[-1]
    assert (last.role, last.by) == (ViewerRole.MUNICIPALITY, "Berg")
    assert standing(invited, OTHER).state == ""


def test_nobody_is_invited_to_no_round_or_outside_the_cohort(told: ToldProcess) -> None:
    """Without a round, and for an AGS that is not there, the refusal says which it is; a day is needed."""
    assert missing(told, "invite", last_day=LAST_DAY) == ("going",)
    told.desk.open_round("Frühjahr", noon(told.day))
    assert missing(told, "invite") == ("last_day",)
    with pytest.raises(Refused) as refused:
        told.take("partner", subject_of(1, Ags("99999999")), "invite", last_day=LAST_DAY)
    assert refused.value.missing == ("known",)


def test_a_pledge_needs_two_numbers_recent_statements_and_who_said_so(invited: ToldProcess) -> None:
    """All that is missing is said at once; minimum above maximum, and nobody at most, are no pledge."""
    assert missing(invited, "confirm") == ("pledge", "recent", "on_behalf")
    invited.take("partner", subject_of(1, TOWN), "restate", **SAID)
    for wrong in ((6, 5), (0, 0), (-1, 5)):
        assert missing(invited, "confirm", pledge=wrong, **SAID) == ("pledge",)
    invited.take("partner", subject_of(1, TOWN), "confirm", pledge=(0, 4), **SAID)
    assert standing(invited).pledge == (0, 4)


def test_what_is_noted_on_its_behalf_says_so(invited: ToldProcess) -> None:
    """The event holds the coordinator's role and who in the municipality said it."""
    assert missing(invited, "begin") == ("on_behalf",)
    invited.take("partner", subject_of(1, TOWN), "begin", **SAID)
    last = invited.history.events[-1]
    assert (last.role, last.words) == (ViewerRole.COORDINATOR, SAID["words"])


def test_past_its_last_day_an_answer_is_overdue_and_a_pledge_is_refused(invited: ToldProcess) -> None:
    """Computed from the day and stored nowhere; asked again it has a new day and may pledge."""
    invited.take("partner", subject_of(1, TOWN), "restate", **SAID)
    invited.day = LAST_DAY
    assert not standing(invited).overdue
    before = invited.history
    invited.later(1)
    assert standing(invited).overdue
    assert invited.history == before
    assert missing(invited, "confirm", pledge=(5, 10), **SAID) == ("in_time",)
    new = invited.day + timedelta(days=7)
    invited.take("partner", subject_of(1, TOWN), "ask_again", last_day=new)
    assert (standing(invited).state, standing(invited).last_day) == ("asked_again", new)
    invited.take("partner", subject_of(1, TOWN), "confirm", pledge=(5, 10), **SAID)
    assert not standing(invited).overdue


def test_a_reminder_is_noted_once_a_day_of_a_matter_and_never_after_an_answer(invited: ToldProcess) -> None:
    """Of the same matter no second one that day; of another, or the next day, one; none to who answered."""
    subject = subject_of(1, TOWN)
    assert missing(invited, "remind") == ("reason",)
    invited.take("partner", subject, "remind", reason="answer_due")
    assert missing(invited, "remind", reason="answer_due") == ("not_reminded",)
    invited.take("partner", subject, "remind", reason="statements_due")
    invited.later(1).take("partner", subject, "remind", reason="answer_due")
    assert standing(invited).reminded == invited.day
    assert standing(invited).state == "invited"
    invited.take("partner", subject, "decline", reason="no_places_now", **SAID)
    with pytest.raises(RematchError) as refused:
        invited.later(1).take("partner", subject, "remind", reason="answer_due")
    assert refused.value.code == "step.no_such_step"


def test_a_reminder_leaves_the_state_in_the_table_too() -> None:
    """Every row of a reminder leads where it starts, and none starts from an answer."""
    rows = [row for row in transitions("partner") if row.event == "remind"]
    assert all(row.start == row.to for row in rows)
    assert not {row.start for row in rows} & {"confirmed", "declined", "withdrawn", ""}


def test_who_declines_says_why_and_may_be_invited_again(invited: ToldProcess) -> None:
    """The reason is the municipality's; a new invitation has words and a day."""
    subject = subject_of(1, TOWN)
    assert missing(invited, "decline", reason="plan_changed", **SAID) == ("reason",)
    invited.take("partner", subject, "decline", reason="not_this_round", **SAID)
    assert missing(invited, "reopen") == ("words", "last_day")
    invited.take("partner", subject, "reopen", words="Der Rat hat neu beschlossen.", last_day=LAST_DAY)
    assert standing(invited).state == "invited"


def test_of_a_closed_round_nothing_is_answered_and_no_invitation_is_shown(
    invited: ToldProcess, desk: PartnerDesk
) -> None:
    """After the round is closed a municipality sees it no more."""
    invited.take("round", "1", "decide", words="Einstimmig.", run=made()[1].run_id)
    invited.take("round", "1", "close")
    assert missing(invited, "begin", **SAID) == ("going",)
    assert own_invitations(invited.store, invited.cohort, TOWN, invited.desk.catalogue) == ()


def test_statements_grow_old_after_their_days_and_no_earlier(invited: ToldProcess) -> None:
    """Said to hold on a day they are recent for RECENT_DAYS more, and old the day after."""
    invited.take("partner", subject_of(1, TOWN), "restate", **SAID)
    invited.later(RECENT_DAYS)
    assert standing(invited).statements.recent
    invited.later(1)
    found = standing(invited).statements
    assert set(found.old.values()) == {FIRST_DAY}
    assert not found.undated
    assert set(found.never).isdisjoint(found.old)


def test_another_municipality_is_neither_stepped_nor_seen(invited: ToldProcess, desk: PartnerDesk) -> None:
    """By its own door, by naming another's subject, or by another machine: refused, and nothing kept."""
    before = invited.history
    steps = [
        (TOWN, step("begin")),
        (OTHER, step("begin")),
        (OTHER, ProcessStep(machine="round", subject="1", event="close")),
    ]
    with acting(of_town(invited.cohort, OTHER)):
        for ags, wanted in steps:
            with pytest.raises(RematchError) as refused:
                desk.answer(ags, wanted)
            assert refused.value.code == "viewer.not_own"
        with pytest.raises(RematchError) as refused:
            own_invitations(invited.store, invited.cohort, TOWN, invited.desk.catalogue)
        assert refused.value.code == "viewer.not_own"
        assert own_invitations(invited.store, invited.cohort, OTHER, invited.desk.catalogue) == ()
    assert invited.history == before


def test_what_is_the_coordinators_is_refused_to_a_municipality(
    invited: ToldProcess, desk: PartnerDesk
) -> None:
    """It invites, reminds, asks again and withdraws nobody, itself included, and takes no pledge over."""
    with acting(of_town(invited.cohort, TOWN)):
        for event in ("remind", "ask_again", "withdraw"):
            with pytest.raises(RematchError) as refused:
                desk.answer(TOWN, step(event, last_day=LAST_DAY, reason="other_office"), noon(invited.day))
            assert refused.value.code == "viewer.may_not"
        with pytest.raises(RematchError) as refused:
            desk.take_over(1)
        assert refused.value.code == "viewer.may_not"


def test_a_pledge_is_in_the_profile_once_a_coordinator_takes_it_over(
    invited: ToldProcess, desk: PartnerDesk
) -> None:
    """Confirmed it changes no profile; taken over the profile has it, nothing else is another, once."""
    invited.take("partner", subject_of(1, TOWN), "restate", **SAID)
    invited.take("partner", subject_of(1, TOWN), "confirm", pledge=(5, 9), **SAID)
    assert invited.store.load_profiles(invited.cohort) == cohort()
    assert standing(invited).differs
    assert desk.take_over(1, noon(invited.day)) == (TOWN,)
    after = invited.store.load_profiles(invited.cohort)
    first, *others = after.municipalities
    assert first == cohort().municipalities[0].model_copy(update={"pledge_min": 5, "pledge_max": 9})
    assert tuple(others) == cohort().municipalities[1:]
    assert after.households == cohort().households
    assert desk.take_over(1, noon(invited.day)) == ()


def test_a_pledge_is_in_force_only_while_it_is_confirmed(invited: ToldProcess) -> None:
    """Asked again, a municipality has no pledge in force until it confirms anew."""
    invited.take("partner", subject_of(1, TOWN), "restate", **SAID)
    invited.take("partner", subject_of(1, TOWN), "confirm", pledge=(5, 9), **SAID)
    invited.take("partner", subject_of(1, TOWN), "ask_again", last_day=LAST_DAY)
    assert standing(invited).pledge is None


def test_events_of_partners_name_no_household_and_stay_when_one_is_erased(invited: ToldProcess) -> None:
    """A household's erasure leaves them, also where an offer has the round's number; words lose its name."""
    gone = cohort().households[0].id
    words = f"Wegen {gone} noch einmal gefragt."
    invited.take("partner", subject_of(1, TOWN), "begin", words=words)
    before = [one for one in invited.history.events if one.machine == "partner"]
    invited.store.erase_household(invited.cohort, gone, invited.desk.viewer)
    after = [one for one in invited.history.events if one.machine == "partner"]
    assert [one.event for one in after] == [one.event for one in before]
    assert gone not in str(after)
