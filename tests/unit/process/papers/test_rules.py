"""Dated rules are data, with source and day: the Land's own first, none past its end."""

from datetime import date
from pathlib import Path

from rematch.process.papers.handover import handover_fields
from rematch.process.papers.rules import dated_rules, read_rules, rules_for
from rematch.texts import interview_languages, screen_languages

DAY = date(2026, 12, 1)


def test_each_has_words_for_its_readers_a_source_and_a_day_it_was_read() -> None:
    """A letter's rule in every language of letters, a handover's in those of the screens."""
    for rule in dated_rules():
        words = rule.office or rule.text
        assert rule.checked <= DAY and rule.papers, rule.id
        assert "handover" not in rule.papers or set(words) >= set(screen_languages()), rule.id
        assert "letter" not in rule.papers or set(rule.text) == set(interview_languages()), rule.id
    assert len({rule.id for rule in dated_rules()}) == len(dated_rules())


def test_of_one_topic_the_rule_of_the_land_is_named_and_no_other() -> None:
    """Where the Land has none of its own, the one for all; each topic once."""
    for land, expected in (("DE-BY", "school_by"), ("DE-SN", "school"), ("DE-NW", "school_nw")):
        named = rules_for("handover", land, DAY)
        assert [one.id for one in named if one.topic == "school"] == [expected]
        assert len({one.topic for one in named}) == len(named)


def test_a_letter_says_what_accepting_binds_in_every_land() -> None:
    """The residence rule, of the Land or of all."""
    lands = {one.land for one in dated_rules() if one.land} | {"DE-SN"}
    for land in lands:
        assert "residence" in {one.topic for one in rules_for("letter", land, DAY)}


def test_a_rule_holds_through_its_last_day() -> None:
    [permit] = [one for one in dated_rules() if one.until]
    assert permit.until is not None
    assert permit in rules_for("letter", "DE-SN", permit.until)
    assert permit not in rules_for("letter", "DE-SN", date(2027, 3, 5))


def test_another_file_is_read_without_any_code(tmp_path: Path) -> None:
    """A rule that an office writes itself is named as written."""
    file = tmp_path / "rules.toml"
    file.write_text(
        '[[rules]]\nid = "own"\ntopic = "own"\nsource = "https://example.org"\nchecked = 2026-11-30\n'
        'papers = ["letter"]\ntext = { de = "Eigenes" }\n',
        encoding="utf-8",
    )
    [rule] = rules_for("letter", "DE-SN", DAY, read_rules(file))
    assert rule.text == {"de": "Eigenes"}


def test_each_field_that_is_handed_over_has_a_law_and_a_purpose_in_both_languages() -> None:
    """What is about special categories names Article 9."""
    for one in handover_fields():
        assert set(one.purpose) == set(screen_languages()) and "DSGVO" in one.law
        assert ("Art. 9" in one.law) == (one.id == "protective")
