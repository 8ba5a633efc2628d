"""Which warnings a person answers how: row by row, once for a file, or all of them together."""

from collections.abc import Iterable

from rematch.errors import Finding
from rematch.intake.wording.unread import QUESTIONS

ROW_BY_ROW = frozenset(
    {
        "intake.consent_unclear",
        "intake.consent_of_member",
        "intake.consent_to_come",
        "intake.consent_of_person",
        "intake.withdrawal_unclear",
        "intake.flag_unclear",
        "intake.flag_with_more",
        "intake.education_with_more",
        "intake.household_again",
        "intake.language_with_more",
        "intake.exclusion_unknown",
        "intake.level_with_more",
        "intake.list_with_more",
        "intake.occupation_misspelt",
        "intake.occupation_with_more",
        "intake.place_with_more",
        "intake.begins_late",
        "intake.status_left_out",
        "intake.status_unclear",
        "intake.note_cancelled",
        "intake.comment_cancelled",
        "intake.not_approved",
        "intake.offer_day_unclear",
        "intake.open_to_unclear",
        "intake.day_unlikely",
        "intake.amount_unclear",
        "intake.amount_occupied",
        "intake.columns_differ",
        "intake.unit_unclear",
        "intake.adds_up",
        "intake.answer_differs",
        "intake.ditto",
        "intake.example_row",
        "intake.tried_out",
        "intake.nobody_of_age",
        "intake.struck_row",
        "intake.struck_cell",
        "intake.name_and_ags",
        "intake.state_and_ags",
        "intake.wishes_unranked",
        "intake.sent_again",
        "intake.sent_twice",
    }
)
"""What may turn somebody's answer round or take somebody in or out: each row is looked at by itself."""

OF_ROW = frozenset(
    {
        "intake.household_again",
        "intake.adds_up",
        "intake.comment_cancelled",
        "intake.not_approved",
        "intake.note_cancelled",
        "intake.sent_again",
        "intake.sent_twice",
        "intake.status_unclear",
        "intake.tried_out",
    }
)
"""Of these rows a person decides whether they count: accepted they do, or they are left out."""

AGES_ASSUMED = frozenset({"intake.ages_assumed", "intake.age_assumed"})
ONCE_FOR_A_FILE = AGES_ASSUMED | {
    "intake.point_swapped",
    "intake.point_apart",
    "intake.point_unlikely",
    "intake.share_or_percent",
    "intake.strike_rule",
    "intake.comments_beside",
    "intake.ids_like_names",
    "intake.column_taught",
    "intake.header_partly",
    "intake.crosses",
    "intake.cross_beside",
    "intake.sheet_sounds_out",
    "intake.sheet_set_aside",
    "intake.sheet_of_time",
    "intake.unread_place",
    "intake.aside_sounds_out",
    "intake.heading_row",
    "intake.rows_hidden",
    "intake.hidden_sounds_so",
    "intake.size_differs",
    "intake.birth_year",
    "intake.birth_year_edge",
    *QUESTIONS.values(),
}
"""What a person may state for the file as a whole, never along with everything else."""


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The warnings that may be accepted all at once."""
    apart = ROW_BY_ROW | ONCE_FOR_A_FILE
    return tuple(finding for finding in findings if finding.warning and finding.code not in apart)
