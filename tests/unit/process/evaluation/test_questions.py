"""The questionnaires as data: languages, windows, an office's own questions."""

from pathlib import Path

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.errors import Unreadable
from rematch.process.evaluation.questions import (
    ANSWERS,
    COUNTED,
    QUESTIONNAIRES,
    asked_questions,
    questionnaire_words,
    waves,
)
from rematch.texts import interview_languages

OWN = """
[[own]]
id = "own_{number}"
kind = "{kind}"
text = {{ de = "Frage {number}", en = "Question {number}" }}
"""


def with_own(tmp_path: Path, *, count: int, kind: str = "scale") -> Path:
    path = tmp_path / f"{count}-{kind}.toml"
    own = "".join(OWN.format(number=number, kind=kind) for number in range(count))
    path.write_text(QUESTIONNAIRES.read_text(encoding="utf-8") + own, encoding="utf-8")
    return path


def test_every_question_and_word_is_there_in_every_language_households_are_asked_in() -> None:
    """Also each area's question, with the name of the area in that language."""
    asked = asked_questions(shipped_catalogue())
    assert {one.id for one in asked} >= {"again", "suits", "elsewhere"}
    for one in asked:
        assert set(interview_languages()) <= one.text.wordings().keys(), one.id
        assert not [text for text in one.text.wordings().values() if "{" in text]
    for word in ("intro", "not_needed", "scale"):
        assert len({questionnaire_words(word, lang) for lang in interview_languages()}) == 5


def test_each_group_of_criteria_has_its_question() -> None:
    """One for each, called by it, with the answer that it is not needed."""
    groups = [one.group for one in asked_questions(shipped_catalogue()) if one.group]
    assert groups == [group.id for group in shipped_catalogue().groups]


def test_the_windows_are_those_of_the_checklist() -> None:
    """21 to 45, 150 to 210 and 330 to 400 days after arrival."""
    windows = {wave: (item.first, item.last) for wave, item in waves().items()}
    assert windows == {1: (21, 45), 6: (150, 210), 12: (330, 400)}


def test_an_office_may_add_five_questions_and_no_more(tmp_path: Path) -> None:
    """Five are asked after the others; a sixth makes the file unusable, in words."""
    asked = asked_questions(shipped_catalogue(), with_own(tmp_path, count=5))
    assert [one.id for one in asked[-5:]] == [f"own_{number}" for number in range(5)]
    with pytest.raises(Unreadable, match=r"survey\.questions"):
        asked_questions(shipped_catalogue(), with_own(tmp_path, count=6))


def test_an_own_question_has_no_free_text(tmp_path: Path) -> None:
    """Only yes or no, and a scale."""
    with pytest.raises(Unreadable, match=r"survey\.questions"):
        asked_questions(shipped_catalogue(), with_own(tmp_path, count=1, kind="text"))


def test_two_questions_of_one_id_are_refused(tmp_path: Path) -> None:
    """Their answers would mix."""
    path = tmp_path / "twice.toml"
    own = OWN.format(number=1, kind="scale").replace("own_1", "suits")
    path.write_text(QUESTIONNAIRES.read_text(encoding="utf-8") + own, encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        asked_questions(shipped_catalogue(), path)
    assert refused.value.params == {"where": "suits"}


def test_what_is_counted_is_an_answer_there_is_and_not_all_of_them() -> None:
    """Yes of yes and no, also of needs; of a scale the upper two."""
    assert COUNTED.keys() == ANSWERS.keys()
    assert all(COUNTED[kind] < frozenset(ANSWERS[kind]) for kind in ANSWERS)
    assert COUNTED["scale"] == {"4", "5"}
