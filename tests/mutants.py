"""Small faults put into the code by hand, one at a time: the tests near by must fail for each.

`make mutants` tells the ones that nobody noticed, and ends with 1 if there is one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parents[1]
AT_ONCE = 2
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "var", "artefacts", "node_modules")
PASSED, FAILED = 0, 1


@dataclass(frozen=True)
class Mutant:
    """One change of a file, and the tests that are to notice it."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def of(file: str, tests: str, *changes: tuple[str, str]) -> list[Mutant]:
    """Mutants of one file that the same tests hold."""
    return [Mutant(f"rematch/{file}.py", old, new, tuple(tests.split())) for old, new in changes]


MUTANTS = [
    *of(
        "scoring",
        "tests/unit/test_scoring.py",
        ("[h.priorities.get(criterion.id, 1) for h", "[h.priorities.get(criterion.id, 2) for h"),
        ("np.where(np.isnan(score), 1.0, score)", "np.where(np.isnan(score), 0.0, score)"),
        ("score[c] = NEUTRAL + NEUTRAL * score[c]", "score[c] = score[c] + 0.0"),
        ("value is None or value in ({}, ())", "value in ({}, ())"),
        ("/= np.where(mean > 0, mean, 1.0)", "/= 1.0"),
    ),
    *of(
        "instance/fit",
        "tests/unit/test_scoring.py",
        ("_share(gain + weighing.kappa / 2,", "_share(gain + weighing.kappa,"),
        ("np.full(whole.shape, NEUTRAL)", "np.zeros(whole.shape)"),
        ("weight = scenario.groups.get(criterion.group, 1.0) * ", "weight = "),
        ("(least, scores.floor)", "(least, 0 * scores.floor)"),
        ("(1.0 - weighing.town_share) * people", "people"),
        ("KAPPA = 5.0", "KAPPA = 4.0"),
        ("return np.array([coordinators - town, town])", "return np.array([coordinators, town])"),
    ),
    *of(
        "instance/greatest_share",
        "tests/unit/instance/test_greatest_share.py",
        ("GREATEST_SHARE * (KAPPA + rest) / left", "GREATEST_SHARE * (KAPPA + rest)"),
        ("np.where(scores.of_town, 0.0, weighing.coordinators)", "weighing.coordinators + 0.0"),
    ),
    *of(
        "criteria/measuring/supply/served",
        "tests/unit/criteria/measuring/supply/test_served.py tests/unit/instance/test_serving.py",
        ("(priority == 0, *named, -priority,", "(*named, -priority,"),
        ("-priority, lot(household, resource, seed))", "-priority, household.id)"),
        ("np.nan_to_num(stated, nan=0.0)", "np.nan_to_num(stated, nan=9.0)"),
        ("self.capacity[place, s] - passed, 0, units)", "self.capacity[place, s], 0, units)"),
    ),
    *of(
        "instance/swings",
        "tests/unit/instance/test_swings.py",
        ("most - least, 0.0", "most, 0.0"),
        ("np.divide(share * allowed,", "np.divide(share * 1.0,"),
        ("known | silent", "known"),
        ("@ instance.cohort_data.persons", "@ np.ones(len(instance.cohort_data.persons))"),
    ),
    *of(
        "instance/weight_shares",
        "tests/unit/instance/test_swings.py",
        ('return "level" if households else "nobody"', 'return "nobody"'),
        ('c.hard != "never"', "True"),
    ),
    *of(
        "whatif/sensitivity/town_share",
        "tests/unit/whatif/sensitivity/test_town_share.py",
        ('update={"town_share": 0.0}', 'update={"town_share": 0.05}'),
    ),
    *of(
        "instance/problem",
        "tests/unit/instance/test_instance.py",
        ("SOFT_LINK_WORTH = 0.02", "SOFT_LINK_WORTH = 0.03"),
    ),
    *of(
        "criteria/measuring/rules",
        "tests/unit/criteria/measuring/test_rules.py",
        ("[not household.consent for", "[household.consent for"),
        ("ready[:, None] > last", "ready[:, None] >= last"),
        ("units[:, None] > there", "units[:, None] >= there"),
        ("(result.score <= criterion.fails_at)", "(result.score < criterion.fails_at)"),
        ("[criterion.binds(household) for", "[household.priorities.get(criterion.id, 1) > 1 for"),
        ("    if resource.protective or", "    if"),
        ('or resource.binds == "served":', ":"),
        ("criterion.protective or criterion.hard ==", "criterion.hard =="),
        ('criterion.protective or criterion.hard == "essential"', "criterion.protective"),
        ("profiles, catalogue, scenario).bars", "profiles, catalogue, scenario).named"),
        ("m.ags in scenario.closed", "False"),
    ),
    *of(
        "criteria/measuring/exclusions",
        "tests/unit/criteria/measuring/test_exclusions.py",
        ("len(taking_part) // SHARE", "taking_part"),
        ("            left -= 1", "            pass"),
        ("ExclusionReason.COURT, ExclusionReason.NOT_ASKED", "ExclusionReason.COURT"),
        ("one.ags in under.taking_part and", ""),
        ("& under.taking_part) -", ") -"),
        ("holds = not rows or", "holds = True or"),
        ("if household.consent and", "if"),
    ),
    *of(
        "criteria/measuring/essential",
        "tests/unit/criteria/measuring/test_rules.py",
        ("amounts <= most", "amounts <= 2 * most"),
        ("wait <= params.longest_wait", "wait >= 0"),
    ),
    *of(
        "explain/here",
        "tests/unit/explain/test_explain.py",
        ("row.lead > 0 and", ""),
        ("others[j] = False", "others[j] = True"),
        ('row.part.side == "household")', 'row.part.side != "neutral")'),
    ),
    *of(
        "planning/changes",
        "tests/unit/planning/test_changes.py",
        ("self.gain > max(unproven, 1e-9)", "self.gain > 1e-9"),
        ("if (household, before) in vetoed:", "if (household, after) in vetoed:"),
    ),
    *of(
        "whatif/causes",
        "tests/unit/whatif/test_causes.py",
        (
            "same = changes.old.assignment == other.assignment",
            "same = changes.new.assignment == other.assignment",
        ),
    ),
    *of(
        "planning/background_proof",
        "tests/unit/planning/test_background_proof.py",
        ("ENOUGH = 0.001", "ENOUGH = 0.01"),
    ),
    *of(
        "explain/not_there",
        "tests/unit/explain/test_explain.py",
        ("instance.fit[i, j] < now.value", "instance.fit[i, j] <= now.value"),
        ("return WhyNotKind.APART", "return WhyNotKind.PREFERRED"),
        ("key=lambda row: row.gain", "key=lambda row: -row.gain"),
    ),
    *of(
        "explain/here",
        "tests/unit/explain/test_explain.py tests/unit/report/wording/test_sentences.py",
        ("(row for row in self.rows if not row.part.unknown)", "iter(self.rows)"),
        ('(row for row in self.rows if row.part.side == "household")', "iter(self.rows)"),
        ("own = self._of_people", "own = self.rows"),
        ("if not row.unsaid]", "]"),
    ),
    *of(
        "explain/forgone",
        "tests/unit/explain/test_forgone.py",
        ("key=lambda j: (score[j],", "key=lambda j: (-score[j],"),
        (" if j != here]", "]"),
    ),
    *of(
        "report/wording/phrases",
        "tests/unit/report/wording/test_phrases.py",
        ("criterion.has if ahead else criterion.lacks", "criterion.has if ahead else criterion.has"),
        ("row.part.unknown and not row", "row.part.unknown and ahead and not row"),
    ),
    *of(
        "report/wording/simple",
        "tests/unit/report/wording/test_simple.py tests/unit/explain/test_forgone.py",
        ("MUCH, SOME = 0.6, 0.4", "MUCH, SOME = 0.7, 0.4"),
        ("(not same or k == len(behind) - 1)", "True"),
        ('say("simple.can", lang)', 'say("simple.people", lang)'),
    ),
    *of(
        "report/wording/balance",
        "tests/unit/report/wording/test_balance.py",
        ("if k < named or _is_wish(d, instance)", "if k < named"),
        ("rest=round(total - town -", "rest=round(total -"),
        ('if d.side == "household" and', "if"),
    ),
    *of(
        "criteria/measuring/supply/rooms",
        "tests/unit/criteria/measuring/supply/test_rooms.py",
        ("rooms == len(field.options)", "rooms > len(field.options)"),
        ("too_few: Flags = sizes[:, None] >", "too_few: Flags = sizes[:, None] >="),
    ),
    *of(
        "criteria/retired",
        "tests/unit/criteria/test_retired.py",
        ('- set(_said([kept, tables.get("resources")]))', ""),
        ('f"{field}_as_of", ', ""),
    ),
    *of(
        "release/profile_effect",
        "tests/unit/release/test_preview.py",
        ("if criterion.art9 or abs(lead)", "if abs(lead)"),
        (" or count < 2 * held * threshold", ""),
    ),
    *of(
        "release/preview",
        "tests/unit/release/test_preview.py",
        ("None if self.masked else exactly(load.households)", "exactly(load.households)"),
        ("as_real or not report.instance.profiles.cohort.invented", "as_real"),
        ("replace(amount, silent=True) if few", "amount if few"),
        ("return self.masked and len(self._round) < SMALL_ROUND", "return False"),
        (" and ags not in own:", " and not own:"),
    ),
    *of(
        "rights/doors",
        "tests/unit/test_rights.py",
        ("if not viewer.roles & grant.roles:", "if not viewer.roles:"),
        ("if not let_in():", "if False:"),
        ("return isinstance(said, Viewer) and said.name != viewer.name", "return False"),
        ("with inside():", "if True:"),
    ),
    *of(
        "ui/working/grounds",
        "tests/app/test_grounds.py",
        ("if not all(said.values()) or found is None:", "if found is None:"),
    ),
    *of(
        "ui/login/claims",
        "tests/unit/ui/login/test_claims.py",
        ('claims.get("is_logged_in") is True', "True"),
        ("and now < _end(claims, asked)", ""),
        ("and bool(subject(claims))", ""),
        ('claims.get("email_verified") is True', "True"),
    ),
    *of(
        "release/fair",
        "tests/unit/release/test_preview.py",
        ("persons.most >= load.pledge_min", "persons.most > load.pledge_min"),
    ),
    *of(
        "release/needs",
        "tests/unit/release/test_preview.py",
        ("line.full if isinstance(amount, Exact) else None", "line.full"),
        ("0.0 if self.served else inf", "inf"),
        ("None if served and line.resource not in said else line.capacity", "line.capacity"),
    ),
    *of(
        "release/left_out",
        "tests/unit/release/test_preview.py",
        ("one.in_force and not one.art9", "one.in_force"),
    ),
    *of(
        "release/gate",
        "tests/unit/release/test_gate.py",
        ("if household in here}", "}"),
        ("if h.id in here)", ")"),
        ('helped = {"unconsidered"} if state == "decided" else', "helped ="),
        ("if reason.strip():", "if reason:"),
        ("not contradiction and instance.scenario", "instance.scenario"),
    ),
    *of(
        "release/publish",
        "tests/unit/release/test_publish.py",
        ("checked.ok and not checked.refit", "True"),
        ("if invented else None", ""),
    ),
    *of(
        "release/bands",
        "tests/unit/release/test_bands.py",
        ("start + 2 * t - 1 <= top", "start + t - 1 <= top"),
        ("around[0] if whole >= before.at_least else around[-1]", "around[-1]"),
        ("total - sum(tops) + top", "total - sum(tops)"),
        ("min(threshold, int(limit) + 1)", "threshold"),
    ),
    *of(
        "process/partners/statements",
        "tests/unit/process/partners/test_steps.py",
        ("since < last}", "since <= last}"),
        ('if e.event == "restate"', 'if e.event == "begin"'),
    ),
    *of(
        "process/partners/accepted",
        "tests/unit/process/partners/test_accepted.py",
        ("if one.ags == ags and is_told(history, one)", "if one.ags == ags"),
        ("if offer is None or offer.ags != ags:", "if offer is None:"),
    ),
    *of(
        "process/partners/desk",
        "tests/unit/process/partners/test_steps.py tests/unit/process/partners/test_accepted.py",
        ('step.machine != "partner" or ags_of(step.subject) != ags', 'step.machine != "partner"'),
        (" or set(done) - RECEIVING:", ":"),
        ("found.ags != ags or not is_told(history, found)", "found.ags != ags"),
    ),
    *of(
        "process/needs",
        "tests/unit/process/partners/test_steps.py",
        ('("remind", case.day, case.step.reason) not in told', "True"),
        ("0 <= said[0] <= said[1] and said[1] > 0", "0 <= said[0] <= said[1]"),
        ("return not case.roles & COORDINATION or _words(case)", "return True"),
    ),
    *of(
        "process/occupancy/daily",
        "tests/unit/process/occupancy/test_daily.py",
        ("and since <= day", "and since < day"),
        ("or day < until)", "or day <= until)"),
        ("max(0, (since - first).days)", "(since - first).days"),
        ("max(begin, (until - first).days)", "max(begin, (until - first).days + 1)"),
    ),
    *of(
        "process/occupancy/stays",
        "tests/unit/process/occupancy/test_stays.py",
        ("min(self.moved_on, last + ONE_DAY)", "self.moved_on"),
        ("> 0 or first <= self.arrived <= last", "> 0"),
        ("one.moved_on and first <= one.moved_on <= last", "one.moved_on and first <= one.moved_on < last"),
    ),
    *of(
        "process/occupancy/occurrences",
        "tests/unit/process/occupancy/test_occurrences.py",
        ('if history.state("offer", offer.number) == IN_ERROR:', "if False:"),
        ("elif one.event == UNDONE and", "elif False and"),
        ("first <= day <= last", "first <= day < last"),
    ),
    *of(
        "process/occupancy/breakdowns",
        "tests/unit/process/occupancy/test_breakdowns.py",
        ("if first <= member.age", "if first < member.age or not first"),
        ("one.offer.unit or UNKNOWN", 'one.offer.unit or ""'),
        ("of.last.year * 12 + of.last.month)", "of.last.year * 12 + of.last.month - 1)"),
    ),
    *of(
        "process/occupancy/passed_on",
        "tests/unit/process/occupancy/test_passed_on.py",
        ("found[-1].extend(begun)", "found.append(begun)"),
        ("and counted.households >= LEAST_HOUSEHOLDS", ""),
        ("counted.persons >= LEAST_PERSONS and ", ""),
    ),
    *of(
        "process/occupancy/pledges",
        "tests/unit/process/occupancy/test_pledges.py",
        ("(*self.accepted, *self.present)", "self.present"),
        ("if one.on(day)]", "]"),
    ),
    *of(
        "process/forecast/weeks",
        "tests/unit/process/forecast/test_weeks.py",
        ("(until - first).days + 1)", "(until - first).days)"),
        ("if one.day <= until]", "]"),
        ("min(MOST, ", "max(0, "),
    ),
    *of(
        "process/forecast/model",
        "tests/unit/process/forecast/test_model.py tests/unit/process/forecast/test_coverage.py",
        ("rng.beta(kept, lost) / discount", "rng.beta(kept, lost)"),
        ("np.maximum(1.0, errors.mean(axis=0))", "np.ones(len(d))"),
        ("level, shape = _moved(level, shape, discount, rng)", "pass"),
        ("np.exp(scores - scores.max())", "np.ones(len(d))"),
        ("level = rng.gamma(shape) * spread", "level = shape * spread"),
    ),
    *of(
        "process/forecast/ahead",
        "tests/unit/process/forecast/test_ahead.py",
        ("until - one.day < RECENT", "until - one.day <= RECENT"),
        ("self.present + np.pad", "np.pad"),
        ("SOON if weeks < FULL", "FAR if weeks < FULL"),
        ("who, week // ahead, PATHS", "who, week % PATHS, PATHS"),
    ),
    *of(
        "optimise/pricing/smallest_prices",
        "tests/unit/optimise/pricing/test_smallest_prices.py",
        ("EASE = 1e-3", "EASE = 0.0"),
        ("model.keep(0.0, 0.0)", "model.keep(0.0, 1e9)"),
    ),
    *of(
        "process/prices/averaging",
        "tests/unit/process/prices/test_averaging.py",
        ("ddof=1", "ddof=0"),
        ("<= within", "<= 0"),
    ),
    *of(
        "instance/limited",
        "tests/unit/instance/test_held_prices.py",
        ("held.share * one.price", "one.price"),
        ("alike.beside_type", '""'),
    ),
    *of(
        "process/forecast/rolling",
        "tests/unit/process/forecast/test_rolling.py",
        ("if one.known <= origin]", "if one.day <= origin]"),
        ("tuple(trials[:: AIMS[aim][0]])", "tuple(trials)"),
        ("counts[-EIGHT:]", "counts"),
        ('level * (FAR if aim == "total_12" else 1)', "level"),
    ),
    *of(
        "intake/quantities/day_list",
        "tests/unit/intake/test_day_list.py",
        ("scalars.whole(line.cells[column], 1.0)", "scalars.whole(line.cells[column])"),
        ("    findings.close()\n    return tuple(entries)", "    return tuple(entries)"),
    ),
    *of(
        "intake/wording/consent",
        "tests/unit/intake/test_consent.py",
        ('if not _any_of("core", said) or _any_of("other", said)', 'if not _any_of("core", said)'),
        ("or not set(said.split())", 'or "" in set(said.split())'),
    ),
    *of(
        "intake/wording/turning",
        "tests/property/test_silent_lists.py",
        ("return not is_plain(text) or says_out", "return says_out"),
        (" or _any_of(said)", ""),
    ),
    *of(
        "intake/sheets/cell_faults",
        "tests/unit/intake/test_rows_and_files.py",
        ("unread = place not in read and place not in gone", "unread = True"),
    ),
    *of(
        "intake/profiles/household_records",
        "tests/unit/intake/test_consent.py",
        ("return tables - asking or tables", "return tables"),
    ),
    *of(
        "intake/folder/names",
        "tests/unit/intake/test_rows_and_files.py",
        ("if same == 1 else town.ags", ""),
    ),
    *of(
        "criteria/switches",
        "tests/unit/criteria/test_switches.py",
        (" or (isinstance(value, tuple) and bool(value))", ""),
    ),
    *of(
        "criteria/measuring/supply/accommodation",
        "tests/unit/instance/test_units.py",
        (".households])[:, None] > beds", ".households])[:, None] > beds + 1"),
    ),
    *of(
        "criteria/measuring/conditions",
        "tests/unit/criteria/measuring/test_conditions.py",
        ("(len(code), -at, one)", "(-len(code), -at, one)"),
        ("min(held.states.values())", "max(held.states.values())"),
        ("max(asked - known, 0)", "max(asked - known, 1)"),
        ("else 0\n    short", "else asked\n    short"),
        ("if need else None\n    if held", "if need is not None else None\n    if held"),
    ),
    *of(
        "criteria/measuring/supply/own_housing",
        "tests/unit/instance/test_own_housing.py",
        ("& checked[:, None]", "& True"),
        ("[0][:, None] == 0", "[0][:, None] >= 0"),
    ),
    *of(
        "criteria/housing/admission",
        "tests/unit/instance/test_units.py",
        ("member.age >= BOY_AGE", "member.age > BOY_AGE"),
        ("return None if any(member.sex is None", "return True if any(member.sex is None"),
        ("who.ready > last", "who.ready >= last"),
        ("(who.protected != one.protected)", "(who.protected & ~one.protected)"),
        ("who.step_free & (one.step_free is not True)", "who.step_free & (one.step_free is False)"),
        ("who.pets & (one.pets is not True)", "who.pets & False"),
        ("(admitted == 0) | (women == 0)", "(women == 0)"),
        ("0 < len(grown) < household.size", "0 < len(grown)"),
    ),
    *of(
        "criteria/housing/unit_classes",
        "tests/unit/instance/test_units.py",
        ("+= unit.count", "+= 1"),
        ("sorted(own, key=_serves_few)", "own"),
        ("left[Likeness(name)] += room", "left[Likeness(name)] += 0"),
    ),
    *of(
        "criteria/measuring/measured",
        "tests/unit/criteria/measuring/test_measured.py",
        ("np.where(minutes, measures.halved(amounts, half), 1.0)", "measures.halved(amounts, half)"),
    ),
    *of(
        "criteria/measuring/measures",
        "tests/unit/criteria/measuring/test_measures.py",
        ("np.where(km <= same_km", "np.where(km < same_km"),
    ),
    *of(
        "criteria/persons",
        "tests/unit/criteria/test_persons.py",
        ("OLDER_AGE = 65", "OLDER_AGE = 66"),
        ("FULL_AGE = 18", "FULL_AGE = 17"),
    ),
    *of(
        "intake/quantities/days",
        "tests/unit/intake/test_values.py",
        ("int(found[1]) > 12", "int(found[1]) > 11"),
    ),
    *of(
        "intake/wording/typos",
        "tests/unit/intake/test_typos.py",
        ("1 if len(word) < 10", "0 if len(word) < 10"),
    ),
    *of(
        "intake/profiles/merge",
        "tests/unit/intake/profiles/test_merge.py",
        ("if name in read or keep_others]", "if name in read]"),
        ("if household.id not in out]", "]"),
        ("read.refused | read.ended", "read.refused"),
        ("dict(getattr(old, column.part)))", "{})"),
        ("cells.pop(column.key, None)", "pass"),
        ("return old.model_copy(update=update)", "return new.model_copy(update=update)"),
    ),
    *of(
        "optimise/served",
        "tests/unit/optimise/test_served_needs.py tests/unit/optimise/test_tried_out.py",
        ("~self.must[part], row", "row"),
        ("part, rest, -self", "part, -self"),
        ("np.where(place == self.before, ", "np.where(place == place, "),
        ("np.floor(problem.served_capacity + ROUNDING)", "problem.served_capacity"),
        ("np.maximum(self.gain - less, 0.0)", "(self.gain - less)"),
        ("np.where(short, 0.0, self", "np.where(short, 1.0, self"),
        ("& ~self.must[:, None]", "& (self.need[:, None] > 0)"),
        ("(must[:, None] > room)", "(must[:, None] >= room)"),
    ),
    *of(
        "optimise/policy/served_rules",
        "tests/unit/optimise/test_tried_out.py",
        ('model.add(("served", e, j), terms, pulp.LpConstraintLE, 0)', "pass"),
        ("[(model.serve[e, j], 1.0)]", "[(model.serve[e, j], 0.5)]"),
    ),
    *of(
        "optimise/exact/depth_first",
        "tests/unit/optimise/exact/test_depth_first.py",
        ("if value <= enough:", "if value <= enough or best is not None:"),
        ("others = (units == units[pair]) & ~fixed", "others = ~fixed"),
        ("return Run(best, np.inf, finished=False)", "return Run(best, worth, finished=True)"),
        ("bound - best[:, None] + reduced", "reduced"),
    ),
    *of(
        "whatif/alternatives/prices",
        "tests/unit/whatif/alternatives/test_marginal_capacity.py::test_a_price_counts_what_whole_households_leave_unused",
        ("max(0.0, bound(kept) - whole)", "0.0"),
    ),
    *of(
        "criteria/measuring/round",
        "tests/unit/criteria/measuring/test_round.py",
        ("if not h.consent or h.id in", "if h.id in"),
        ("linked[other].append(household.id)", "pass"),
    ),
    *of(
        "optimise/exact/columns",
        "tests/unit/optimise/pricing/test_served_pricing.py",
        ("moving[self.serve] = changing[", "moving[self.serve] = free["),
    ),
    *of(
        "optimise/reduced_problem",
        "tests/unit/optimise/test_served_needs.py",
        ('_same(self.served, other.served, "who", "what", "need", "must")', "True"),
    ),
    *of("store/revisions", "tests/unit/store/test_revisions.py", ("KEPT = 20", "KEPT = 19")),
    *of(
        "working/items",
        "tests/unit/working",
        ("if now.get(key) == old.get(key)}", "if True}"),
        ("if k not in free and now.get(k) != value", "if k not in free"),
    ),
    *of(
        "working/steps",
        "tests/unit/working",
        ("step.seat != seat or", ""),
        ("            undone.clear()", "            pass"),
        ("for step in reversed(done)", "for step in done[::-1][:1]"),
    ),
    *of(
        "working/session",
        "tests/unit/working",
        ("            if overtaken or after == before:", "            if after == before:"),
        ("mine is not None and mine == self._control", "False"),
        ("if batch.get(n) is not s}", "if n not in batch}"),
        ("if all(one == seat for one", "if not all(one == seat for one"),
    ),
    *of("working/desk", "tests/unit/working", ("live.token in there", "True")),
    *of("store/sessions", "tests/unit/working", ('["token"] != token', '["token"] is None')),
    *of(
        "ui/direct/desk",
        "tests/unit/ui/direct/test_desk.py tests/app/test_at_once.py",
        ("and self.before is other.before", ""),
        ("over = newer or (lambda: self._turn != turn)", "over = lambda: self._turn != turn"),
        ("if self._run is None or self._run[0] is not plan:", "if True:"),
    ),
    *of(
        "store/store",
        "tests/unit/store/test_profiles.py",
        ("if on_top_of is not None and on_top_of != (", "if on_top_of is None and on_top_of != ("),
    ),
    *of(
        "ui/profiles/edited_rows",
        "tests/unit/ui/profiles/test_edited_rows.py",
        ("there.pop(change.key, None)", "there.get(change.key)"),
        ("elif change.column is not None and change.key in there:", "elif change.column is None:"),
    ),
    *of(
        "optimise/housing",
        "tests/unit/optimise/test_housing_classes.py tests/unit/optimise/test_housing.py",
        ("worth[:, places] = np.maximum(worth[:, places], net)", "worth[:, places] = net"),
    ),
    *of(
        "optimise/policy/regret_rules",
        "tests/unit/optimise/fairness/test_regret.py",
        ("variable.cat = pulp.LpInteger", "pass"),
        ("if row in model.rows:", "if False:"),
        ("[*worth(model, units), *served_again(model, units, number)]", "[*worth(model, units)]"),
        ("aim.addterm(variable, share * number)", "aim[variable] = share * number"),
    ),
    *of(
        "optimise/fairness/regret",
        "tests/unit/optimise/fairness/test_regret.py",
        ("one.scale * (regret + MARGIN)", "one.scale * regret / 2"),
        ("if not worst:", "if heard:"),
        ("bound=min(bound, found.greatest))", "bound=found.greatest)"),
    ),
    *of(
        "workshop/spread",
        "tests/unit/workshop/test_spread.py",
        ("if 0 < left < FEWEST:", "if False:"),
        ("for theirs in of.values() if len(theirs) < FEWEST)", "for theirs in ())"),
        ("both if len(both) >= FEWEST else []", "both"),
    ),
    *of(
        "workshop/results",
        "tests/unit/workshop/test_results.py",
        ("if len(sent) >= FEWEST_BALLOTS else {}", "if sent else {}"),
        ("self.sent(workshop, number) if number <= workshop.revealed else {}", "self.sent(workshop, number)"),
        ("if not reason.hidden)", "if reason)"),
    ),
]


def copied(folder: Path) -> Path:
    """The project beside itself, without what is only of this clone."""
    return Path(shutil.copytree(ROOT, folder, ignore=NOT_COPIED))


def ran(tree: Path, tests: tuple[str, ...]) -> tuple[int, str]:
    """What pytest ended with in this tree, and its last words."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
        cwd=tree,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout[-2000:] + ended.stderr[-2000:]


def noticed(mutant: Mutant, trees: "SimpleQueue[Path]") -> bool:
    """Whether a test fails with this change; raises where the tests could not be run at all."""
    tree = trees.get()
    path = tree / mutant.file
    sound = path.read_text(encoding="utf-8")
    try:
        path.write_text(sound.replace(mutant.old, mutant.new), encoding="utf-8")
        code, said = ran(tree, mutant.tests)
    finally:
        path.write_text(sound, encoding="utf-8")
        trees.put(tree)
    if code not in (PASSED, FAILED):
        raise RuntimeError(f"{told(mutant)}: pytest ended with {code}\n{said}")
    print(".", end="", flush=True)
    return code == FAILED


def told(mutant: Mutant) -> str:
    return f"{mutant.file}: {mutant.old.strip()!r} -> {mutant.new.strip()!r}"


def unfit() -> list[str]:
    """Mutants whose text is not there exactly once."""
    counts = {m: (ROOT / m.file).read_text(encoding="utf-8").count(m.old) for m in MUTANTS}
    return [
        f"{told(mutant)}: {count} times there, not once" for mutant, count in counts.items() if count != 1
    ]


def survivors() -> list[Mutant]:
    """The mutants that no test noticed; the same tests must pass on the code as it is."""
    with tempfile.TemporaryDirectory() as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(AT_ONCE):
            trees.put(copied(Path(folder) / str(number)))
        code, said = ran(Path(folder) / "0", tuple(dict.fromkeys(t for m in MUTANTS for t in m.tests)))
        if code != PASSED:
            raise RuntimeError(f"the tests do not pass on the code as it is\n{said}")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(lambda mutant: noticed(mutant, trees), MUTANTS))
    return [mutant for mutant, killed in zip(MUTANTS, found, strict=True) if not killed]


def main() -> int:
    """0 where every mutant was noticed."""
    if faults := unfit():
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    left = survivors()
    print(f"\n{len(MUTANTS) - len(left)} of {len(MUTANTS)} mutants noticed")
    for mutant in left:
        print(f"survived: {told(mutant)}", file=sys.stderr)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
