"""Moves told as chains: each household goes where the next one made room."""

from dataclasses import replace

import numpy as np
import pytest

from rematch.instance.cohort_data import prepare_cohort
from rematch.optimise import verify
from rematch.planning.chains import Chain, chains
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from tests import builders, demo


@pytest.fixture(scope="module")
def steps() -> list[Changes]:
    """Several steps of the session cohort that move somebody."""
    found = [Changes(demo.cold(), demo.moved(criterion, 0.0)) for criterion, _, _ in list(demo.steps())[::2]]
    return [step for step in found if step.moves]


def places(caps: list[int], before: list[int], after: list[int]) -> tuple[Chain, ...]:
    """Chains of single people between places of so many persons each; -1 is nowhere."""
    households = [builders.household(f"h{i}") for i in range(len(before))]
    municipalities = [
        builders.municipality(f"0{j}000000", capacity={"persons": room}) for j, room in enumerate(caps, 1)
    ]
    known = prepare_cohort(builders.profiles(households, municipalities), builders.catalogue(), "chains")
    report = replan(known, Scenario())

    def planned(assignment: list[int]):  # type: ignore[no-untyped-def]
        plan = np.array(assignment)
        solution = replace(report.solution, assignment=plan)
        return replace(report, solution=solution, check=verify(report.instance.problem, plan))

    return chains(Changes(planned(before), planned(after)))


def who(chain: Chain) -> list[str]:
    return [move.household for move in chain.moves]


def test_chains_partition_the_moves(steps: list[Changes]) -> None:
    """Every household whose place is another one is in exactly one chain, and nobody else is."""
    for step in steps:
        told = [move.household for chain in chains(step) for move in chain.moves]
        before, after = ({line.household: line.ags for line in r.placements} for r in (step.old, step.new))
        assert sorted(told) == sorted(name for name in before if before[name] != after[name])


def test_each_goes_where_the_next_made_room_it_needed(steps: list[Changes]) -> None:
    """The next one left that place, which without its leaving had no room for the one before."""
    links = 0
    for step in steps:
        problem, row = step.new.instance.problem, step.new.instance.cohort_data.row
        for chain in chains(step):
            following = [*chain.moves[1:], *(chain.moves[:1] if chain.closed else ())]
            for move, maker in zip(chain.moves, following, strict=False):
                links += 1
                assert maker.before == move.after is not None
                j = step.new.instance.cohort_data.column[move.after]
                arrivals = [row[m.household] for m in step.moves if m.after == move.after]
                crowded = step.old.assignment.copy()
                crowded[arrivals] = j
                crowded[[i for i in range(problem.n) if i not in arrivals and crowded[i] != j]] = -1
                assert not verify(problem, crowded).ok
    assert links


def test_a_row_of_moves_is_one_chain_from_who_began_it() -> None:
    """h0 takes h1's place, h1 takes h2's, and h2 finds free room."""
    (chain,) = places([1, 1, 1, 1], [0, 1, 2], [1, 2, 3])
    assert who(chain) == ["h0", "h1", "h2"] and not chain.closed


def test_an_exchange_is_a_closed_chain() -> None:
    """Two who swap full places make a ring of two."""
    (chain,) = places([1, 1], [0, 1], [1, 0])
    assert sorted(who(chain)) == ["h0", "h1"] and chain.closed


def test_who_finds_free_room_moves_alone() -> None:
    """Where there was room anyway nobody made it, even if somebody left."""
    found = places([3, 3], [0, 1], [1, 0])
    assert [(len(chain.moves), chain.closed) for chain in found] == [(1, False), (1, False)]


def test_one_who_loses_the_place_ends_the_chain() -> None:
    """A household that is unplaced afterwards made room for the one that came."""
    (chain,) = places([1], [-1, 0], [0, -1])
    assert who(chain) == ["h0", "h1"] and chain.moves[-1].after is None


def test_those_that_win_most_come_first(steps: list[Changes]) -> None:
    """The order in which they are told: by fit x persons won together."""
    for step in steps:
        won = [sum(move.persons * move.gain for move in chain.moves) for chain in chains(step)]
        assert won == sorted(won, reverse=True)
