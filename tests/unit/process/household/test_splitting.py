"""A household that becomes two: nobody is lost, both name where they come from, and both are asked anew."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.errors import RematchError
from rematch.intake.folder.read import read_files
from rematch.model import Household, HouseholdId, Viewer
from rematch.process.history import History
from rematch.process.household.splitting import split
from rematch.process.outcomes import Refused
from rematch.release.gate import InForce
from rematch.release.publish import publish
from rematch.report.files.folder import folder_files
from rematch.scenario import Scenario
from tests import builders
from tests.rounds import ToldProcess, cohort, noon


def large() -> Household:
    """The first household that has somebody to part with and agreed."""
    return next(one for one in cohort().households if one.size > 1 and one.consent)


def test_nobody_is_lost_or_counted_twice() -> None:
    """The two have all members between them, under their numbers, and stand where the one stood."""
    whole = large()
    after, (staying, leaving) = split(cohort(), whole.id, [whole.members[-1].number])
    assert (*staying.members, *leaving.members) == whole.members
    assert leaving.members == whole.members[-1:]
    ids = [one.id for one in after.households]
    at = [one.id for one in cohort().households].index(whole.id)
    assert ids[at : at + 2] == [staying.id, leaving.id]
    assert whole.id not in ids
    assert after.persons == cohort().persons


def test_neither_has_agreed_to_anything() -> None:
    """Consent was the whole's; of the two nothing is left of when, to what and who noted it."""
    whole = large()
    _, parts = split(cohort(), whole.id, [1])
    for one in parts:
        assert not one.consent
        assert {getattr(one, f"consent_{part}") for part in ("date", "version", "language", "scope")} == {
            None
        }


def test_who_was_linked_with_it_is_linked_with_both() -> None:
    """A link is no word shorter for it: whoever was to be near, together or apart is so of both."""
    whole = builders.household("H", members=(builders.member(1), builders.member(2)))
    friend = builders.household("F", linked_soft=("G", "H"), apart=("H",))
    other = builders.household("G")
    after, parts = split(builders.profiles(households=(whole, friend, other)), whole.id, [2])
    both = tuple(one.id for one in parts)
    linked = next(one for one in after.households if one.id == "F")
    assert (linked.linked_soft, linked.apart) == (("G", *both), both)


@pytest.mark.parametrize("leaving", [[], [99], [one.number for one in large().members]])
def test_somebody_is_in_both(leaving: list[int]) -> None:
    """Nobody, a stranger or everybody cannot part."""
    with pytest.raises(RematchError, match=r"step\.no_split"):
        split(cohort(), large().id, leaving)


def test_a_number_that_is_there_is_not_given_again() -> None:
    """Where the first number is taken the next ones are used."""
    whole = builders.household("H", members=(builders.member(1), builders.member(2)))
    _, parts = split(builders.profiles(households=(whole, builders.household("H-1"))), whole.id, [2])
    assert [one.id for one in parts] == ["H-2", "H-3"]


def test_what_it_comes_to_is_read_back_as_it_is() -> None:
    """The two are sound: written to files and read again they are the same."""
    after, _ = split(cohort(), large().id, [1])
    files = {name: text.encode() for name, text in folder_files(after, shipped_catalogue()).items()}
    assert read_files(files, shipped_catalogue())[0] == after


def parted(told: ToldProcess) -> tuple[History, list[str]]:
    ids = told.desk.split(large().id, [1], "Getrennt.", noon(told.day))
    return told.history, list(ids)


def test_both_name_their_origin_and_wait_to_be_asked(decided: ToldProcess) -> None:
    """The old one stands as parted with the words; the new ones are in its round, to be asked first."""
    history, ids = parted(decided)
    assert history.state("household", large().id) == "parted"
    assert history.of("household", large().id)[-1].words == "Getrennt."
    assert [history.origin(one) for one in ids] == [large().id, large().id]
    assert {history.state("household", one) for one in ids} == {"to_ask"}
    assert {one.id for one in decided.store.load_profiles(decided.cohort).households} >= set(ids)


def test_who_has_an_offer_is_not_split(decided: ToldProcess) -> None:
    """The offer is withdrawn or answered first; a split without words is refused, too, and keeps nothing."""
    decided.offered(large().id)
    before = decided.history, decided.store.data_fingerprint(decided.cohort)
    with pytest.raises(Refused) as refused:
        decided.desk.split(large().id, [1], " ", noon(decided.day))
    assert refused.value.missing == ("words", "no_open_offer")
    assert (decided.history, decided.store.data_fingerprint(decided.cohort)) == before


def test_with_consent_a_part_comes_into_the_round_and_without_it_does_not(decided: ToldProcess) -> None:
    """Asked anew and agreed, it waits for the next plan; the other one is still to be asked."""
    _, (staying, leaving) = parted(decided)
    with pytest.raises(Refused):
        decided.desk.enter(1, [staying], noon(decided.day))
    now = decided.store.load_profiles(decided.cohort)
    agreed = tuple(
        one.model_copy(update={"consent": True}) if one.id == staying else one for one in now.households
    )
    new = now.model_copy(update={"households": agreed})
    decided.store.save_profiles(new, decided.desk.catalogue.fingerprint, Viewer())
    decided.desk.enter(1, [staying], noon(decided.day))
    history = decided.history
    assert [history.state("household", one) for one in (staying, leaving)] == ["waiting", "to_ask"]


def test_profiles_changed_in_between_are_not_lost(decided: ToldProcess, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Somebody saves the profiles between looking and keeping: the split is refused, their change stays."""
    store, now = decided.store, decided.store.load_profiles(decided.cohort)
    fewer = now.model_copy(update={"households": now.households[:-1]})
    kept = store.add_events

    def late(*args: object, **named: object) -> object:
        store.save_profiles(fewer, decided.desk.catalogue.fingerprint, Viewer())
        return kept(*args, **named)

    monkeypatch.setattr(store, "add_events", late)
    with pytest.raises(RematchError, match=r"store\.changed_meanwhile"):
        decided.desk.split(large().id, [1], "Getrennt.", noon(decided.day))
    assert store.load_profiles(decided.cohort) == fewer
    assert decided.history.state("household", large().id) != "parted"


def test_erasing_one_erases_what_is_kept_of_the_whole(decided: ToldProcess) -> None:
    """The old one's offers and events go with either part; the other stays, without the old name."""
    offer = decided.offered(large().id)
    decided.take("offer", offer.number, "decline", reason="not_now")
    _, (staying, leaving) = parted(decided)
    decided.store.erase_household(decided.cohort, leaving, Viewer())
    history = decided.history
    assert not history.offers_of(large().id)
    assert not history.of("household", large().id)
    assert history.state("household", staying) == "to_ask"
    assert history.origin(staying) is None
    versions = decided.store.revisions(decided.cohort)
    known = [decided.store.load_profiles(decided.cohort, one.data).households for one in versions]
    assert not [one for households in known for one in households if one.id in (large().id, leaving)]


def test_words_about_the_whole_are_made_unreadable_with_a_part(decided: ToldProcess) -> None:
    """A release names the old household: that is shown before either part is erased, and gone after."""
    store, catalogue = decided.store, decided.desk.catalogue
    now = InForce(Scenario(), store.data_fingerprint(decided.cohort), catalogue.fingerprint)
    [run] = store.runs(decided.cohort)
    assert publish(store, run.run_id, now, Viewer(), reason=f"Wegen {large().id}.").release
    _, (staying, _) = parted(decided)
    [named] = store.words_naming(decided.cohort, HouseholdId(staying))
    assert large().id in named.words
    store.erase_household(decided.cohort, HouseholdId(staying), Viewer())
    assert large().id not in store.releases(decided.cohort)[0].reason
