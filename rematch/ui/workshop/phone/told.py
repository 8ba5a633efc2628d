"""What a phone is told, in its language and as simply as it asks: every sentence is composed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from rematch import texts
from rematch.bootstrap import shipped_catalogue
from rematch.service.workshop import Ballot, Card, GroupSpread, GuestRole, GuestView, OwnPlan

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Criterion
    from rematch.model import CriterionId

WORDS = (
    *("title", "join_text", "code", "role", "role_none", "join", "simple", "next", "back", "invented"),
    *("story_title", "story_1", "story_2", "story_3", "story_4", "drawing", "town_a", "town_b", "free"),
    *("wait_start", "most_title", "most_text", "points", "others_title", "others_text", "most_is", "unset"),
    *("fine", "less", "more", "importance", "before", "plan_title", "plan_pending", "plan_none", "send"),
    *("change", "sent_title", "sent_text", "saving", "kept_phone", "kept", "kept_sent", "away"),
    *("closed_title", "closed_sent", "closed_unsent", "revealed_title", "revealed_text", "revealed_next"),
    *("reason_label", "reason_hint", "reason_send", "reason_sent", "reasons_title", "reasons_none"),
    *("side_more", "side_less", "second_text", "ended_title", "ended_text", "failed"),
    *("leave", "leave_sure", "leave_yes", "leave_no", "leave_away"),
)
"""Sentences that say no number: given to the page at once."""
VALUES = ("value_0", "value_1", "value_25", "value_45", "value_56", "value_85", "value_100")
"""How much the importance says, from this number on."""
SENTENCES = (
    *("change_from", "step", "missing", "placed", "placed_all", "wishes", "wishes_none", "same", "moved"),
    *("proven", "own", "own_none", "room", "apart_more", "apart_less", "closes", "deleted", "round"),
    *("to_median", "to_median_none"),
)
GROUPS = ("housing", "health", "education", "language", "work", "people", "place")
SIMPLE = (
    *("join_text", "story_1", "story_2", "story_3", "story_4", "most_text", "points", "others_text"),
    *("plan_pending", "sent_text", "kept_phone", "away", "closed_sent", "closed_unsent", "revealed_text"),
    *("reason_label", "reason_hint", "placed", "placed_all", "wishes", "same", "moved", "proven", "own"),
    *("room", "second_text", "deleted", "most_is"),
    *(f"group_{group}" for group in GROUPS),
)
"""What is said otherwise in simple language, and what a group is about there."""
LAST_STEP = 4
CHANGES = 3
"""Of a card, the greatest ones."""
LEAST_SHOWN = 0.02
"""What changes by less is left out."""


@dataclass(frozen=True)
class Voice:
    """How somebody wants to be spoken to: in which language, and whether simply."""

    lang: str
    simple: bool = False

    def say(self, name: str, **params: object) -> str:
        """A sentence for phones."""
        if self.simple and name in SIMPLE:
            return texts.say(f"phone.simple.{name}", self.lang, **params)
        return texts.say(f"phone.word.{name}", self.lang, **params)


def words(voice: Voice, deck: tuple[Card, ...]) -> dict[str, Any]:
    """All that stays the same in a workshop: sentences, roles, cards."""
    asked = [card for card in deck if card.asked]
    other = [lang for lang in texts.screen_languages() if lang != voice.lang]
    return {
        "lang": voice.lang,
        "words": {name: voice.say(name) for name in (*WORDS, *VALUES)},
        "steps": [voice.say("step", number=k, of=LAST_STEP) for k in range(1, LAST_STEP + 1)],
        "missing": [voice.say("missing", count=k) for k in range(1, len(asked) + 1)],
        "languages": {lang: texts.own_name(lang) for lang in other},
        "roles": {role: texts.say(f"phone.role.{role}", voice.lang) for role in get_args(GuestRole)},
        "cards": [_card(card, voice) for card in asked],
    }


def state(view: GuestView, voice: Voice) -> dict[str, Any]:
    """Where the workshop stands, and what of it this guest may see."""
    now = view.workshop
    revealed = now.stage in ("revealed", "ended")
    return {
        "stage": now.stage,
        "round": now.round,
        "rounds": voice.say("round", number=now.round),
        "closes": now.closes_at and voice.say("closes", time=texts.time_of_day(now.closes_at, voice.lang)),
        "deleted": voice.say("deleted", day=now.delete_on),
        "ballot": ballot(view.ballot),
        "before": None if view.before is None else view.before.swings,
        "plan": None if view.plan is None else _plan(view.plan, voice),
        "median": _to_median(view, voice),
        "spread": [_spread(one, view, voice) for one in view.spread] if revealed else [],
        "reasons": [{"topic": one.topic, "side": one.side, "text": one.text} for one in view.reasons],
    }


def ballot(kept: Ballot) -> dict[str, Any]:
    """A ballot as it is kept."""
    return {"swings": kept.swings, "step": kept.step, "sent": kept.sent}


def _card(card: Card, voice: Voice) -> dict[str, Any]:
    catalogue = shipped()
    shown = [one for one in card.changes if one.best - one.worst >= LEAST_SHOWN] or list(card.changes)
    changes = []
    for one in shown[: 1 if voice.simple else CHANGES]:
        criterion = catalogue[one.criterion]
        label = (criterion.has or criterion.label).in_(voice.lang)
        low, high = round(100 * one.worst), round(100 * one.best)
        said = voice.say("change_from", worst=low, best=high)
        changes.append({"label": label[:1].upper() + label[1:], "low": low, "high": high, "said": said})
    about = voice.say(f"group_{card.group.id}") if voice.simple and card.group.id in GROUPS else ""
    label = card.group.label.in_(voice.lang)
    return {"group": card.group.id, "label": label, "about": about, "changes": changes}


@cache
def shipped() -> "Mapping[CriterionId, Criterion]":
    """The criteria that ship, which a workshop is opened on, by their ids."""
    return shipped_catalogue().by_id


def _plan(plan: OwnPlan, voice: Voice) -> dict[str, Any]:
    """Three sentences: who gets a place, whose wish comes true, what is given up; and what is proven."""
    placed = voice.say("placed_all", persons=plan.persons)
    if plan.persons_placed < plan.persons:
        placed = voice.say("placed", placed=plan.persons_placed, persons=plan.persons)
    wishes = voice.say("wishes_none")
    if plan.wishes:
        wishes = voice.say(
            "wishes", wishes=plan.wishes, first=plan.first_wishes, start=plan.first_wishes_at_start
        )
    moved = voice.say("same")
    if plan.moved:
        lost = texts.percent(plan.lost, voice.lang, 1, bound="upper")
        moved = voice.say("moved", count=plan.moved, households=plan.households, lost=lost)
    return {"said": [placed, wishes, moved], "proven": voice.say("proven") if plan.proven else None}


def _to_median(view: GuestView, voice: Voice) -> str | None:
    """What the room's middle would change for their own plan; None until both are known."""
    if view.to_median is None or view.plan is None:
        return None
    elsewhere = view.to_median.elsewhere
    if not elsewhere:
        return voice.say("to_median_none")
    lost = texts.percent(view.to_median.lost, voice.lang, 1, bound="upper")
    return voice.say("to_median", count=elsewhere, households=view.plan.households, lost=lost)


def _spread(one: GroupSpread, view: GuestView, voice: Voice) -> dict[str, Any]:
    own = view.ballot.swings.get(one.group) if view.ballot.sent else None
    side = dict(view.apart).get(one.group)
    said = voice.say("own_none") if own is None else voice.say("own", value=own)
    middle = {"median": one.median, "lower": one.lower, "upper": one.upper}
    room = voice.say("room", **{name: texts.number(value, voice.lang) for name, value in middle.items()})
    return {
        "group": one.group,
        "own": own,
        **middle,
        "said": said,
        "room": room,
        "apart": side and voice.say(f"apart_{side}"),
    }
