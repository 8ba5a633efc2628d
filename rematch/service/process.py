"""Rounds, offers and what follows: steps to arrival, who lives where, and how many may come."""

from rematch.criteria.catalogue import PERSONS
from rematch.intake.quantities.day_list import DayTable, day_entries, read_day_table
from rematch.planning.distribution_key import KEY_YEAR, StateShare, key_percent
from rematch.process.again import FEW, kept
from rematch.process.days import this_moment, today
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.ended import EndedOffer, by_party, ended_offers
from rematch.process.example import tell
from rematch.process.forecast.ahead import (
    FAR,
    FULL,
    LEAST,
    SOON,
    Likely,
    Outlook,
    likely,
    outlook,
    weeks_ahead,
)
from rematch.process.forecast.rolling import TrackRecord, track_records
from rematch.process.forecast.weeks import WEEK, ArrivedHousehold, arrivals, weekly
from rematch.process.history import Bar, Claim, History
from rematch.process.items import DueItem, Item, due, items
from rematch.process.machines import (
    MACHINES,
    Machine,
    State,
    StepReason,
    Transition,
    reasons_for,
    states,
    steps_from,
    transitions,
)
from rematch.process.needs import Case, ProcessStep, changed_since
from rematch.process.occupancy.breakdowns import (
    AGES,
    BREAKDOWNS,
    LARGE,
    UNKNOWN,
    Basis,
    Breakdown,
    StatisticRow,
    broken_down,
)
from rematch.process.occupancy.daily import HELD, DaySeries, Held, daily, holding
from rematch.process.occupancy.occurrences import OCCURRENCES, Occurrence, Selected, selected
from rematch.process.occupancy.passed_on import (
    LEAST_HOUSEHOLDS,
    LEAST_PERSONS,
    PassedOn,
    passed_on,
)
from rematch.process.occupancy.pledges import PledgeFulfilment, fulfilments, relocated_by_state
from rematch.process.occupancy.stays import Stay, StayCount, stay_counts
from rematch.process.occupancy.waiting import Wait, WaitCount, wait_count
from rematch.process.outcomes import Prepared, Refused
from rematch.process.partners.standing import PartnerStanding, partner_standings
from rematch.process.partners.statements import subject_of as partner_subject
from rematch.process.places import PlaceCount, places
from rematch.process.prices.averaging import AT_A_TIME, WITHIN
from rematch.process.prices.averaging import MOST as MOST_FUTURES
from rematch.process.prices.cost import SHARES, PriceCost, price_costs
from rematch.process.prices.estimate import estimated
from rematch.process.prices.place_prices import NOTHING, PlacePrice, PlacePrices
from rematch.rights import COORDINATION, EVERYBODY, READING, open_to
from rematch.store import Offer, OfferRound, ProcessEvent

__all__ = [
    "AGES",
    "AT_A_TIME",
    "BREAKDOWNS",
    "FAR",
    "FEW",
    "FULL",
    "HELD",
    "KEY_YEAR",
    "LARGE",
    "LEAST",
    "LEAST_HOUSEHOLDS",
    "LEAST_PERSONS",
    "MACHINES",
    "MOST_FUTURES",
    "NOTHING",
    "OCCURRENCES",
    "PERSONS",
    "SHARES",
    "SOON",
    "UNKNOWN",
    "WEEK",
    "WITHIN",
    "ArrivedHousehold",
    "Bar",
    "Basis",
    "Breakdown",
    "Case",
    "Claim",
    "DaySeries",
    "DayTable",
    "DueItem",
    "EndedOffer",
    "Held",
    "History",
    "Item",
    "Likely",
    "Machine",
    "Occurrence",
    "Offer",
    "OfferRound",
    "Outlook",
    "PartnerStanding",
    "PassedOn",
    "PlaceCount",
    "PlacePrice",
    "PlacePrices",
    "PledgeFulfilment",
    "Prepared",
    "PriceCost",
    "ProcessDesk",
    "ProcessEvent",
    "ProcessStep",
    "Refused",
    "Selected",
    "State",
    "StateShare",
    "StatisticRow",
    "Stay",
    "StayCount",
    "StepReason",
    "TrackRecord",
    "Transition",
    "Wait",
    "WaitCount",
    "arrivals",
    "broken_down",
    "by_party",
    "changed_since",
    "daily",
    "day_entries",
    "due",
    "ended_offers",
    "estimated",
    "fulfilments",
    "history_of",
    "holding",
    "items",
    "kept",
    "key_percent",
    "likely",
    "outlook",
    "partner_standings",
    "partner_subject",
    "passed_on",
    "places",
    "price_costs",
    "read_day_table",
    "reasons_for",
    "relocated_by_state",
    "selected",
    "states",
    "stay_counts",
    "steps_from",
    "tell",
    "this_moment",
    "today",
    "track_records",
    "transitions",
    "wait_count",
    "weekly",
    "weeks_ahead",
]

open_to(
    globals(),
    {
        COORDINATION: (
            changed_since,
            day_entries,
            estimated,
            kept,
            price_costs,
            read_day_table,
            tell,
        ),
        READING: (
            arrivals,
            broken_down,
            by_party,
            daily,
            due,
            ended_offers,
            fulfilments,
            history_of,
            holding,
            outlook,
            partner_standings,
            places,
            relocated_by_state,
            selected,
            stay_counts,
            track_records,
            wait_count,
        ),
        EVERYBODY: (
            key_percent,
            likely,
            partner_subject,
            passed_on,
            reasons_for,
            steps_from,
            this_moment,
            today,
            weekly,
            weeks_ahead,
        ),
    },
)
