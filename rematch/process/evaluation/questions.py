"""The questionnaires as data: what is asked, in which languages, with which answers."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from rematch import DATA_DIR
from rematch.criteria.catalogue import Catalogue, Label
from rematch.errors import Unreadable
from rematch.model import Frozen
from rematch.process.items import Item, items

MOST_OWN = 5
"""Questions an office may add of its own."""
NOT_NEEDED = "not_needed"
YES, NO = "yes", "no"
ANSWERS: dict[str, tuple[str, ...]] = {
    "yes_no": (YES, NO),
    "needs": (YES, NO, NOT_NEEDED),
    "scale": ("1", "2", "3", "4", "5"),
}
"""By kind: the answers there are; leaving a question out is always possible."""
COUNTED: dict[str, frozenset[str]] = {
    "yes_no": frozenset({YES}),
    "needs": frozenset({YES}),
    "scale": frozenset({"4", "5"}),
}
"""By kind: the answers whose share is shown."""
PREFIX = "evaluation_"
QUESTIONNAIRES = DATA_DIR / "process" / "evaluation.toml"


class _Question(Frozen):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    kind: Literal["yes_no", "needs", "scale"]
    text: Label


class _OwnQuestion(_Question):
    kind: Literal["yes_no", "scale"]


class _Questionnaire(Frozen):
    question: tuple[_Question, ...]
    own: tuple[_OwnQuestion, ...] = Field(default=(), max_length=MOST_OWN)
    words: dict[str, Label]


class AskedQuestion(Frozen):
    """One question as it is asked; of needs there is one for each `group` of criteria."""

    id: str
    kind: Literal["yes_no", "needs", "scale"]
    text: Label
    group: str | None = None

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers there are."""
        return ANSWERS[self.kind]

    @property
    def counted(self) -> frozenset[str]:
        """The answers whose share is shown."""
        return COUNTED[self.kind]


def waves() -> dict[int, Item]:
    """Months after arrival, each with the due item whose days are its window."""
    return {int(one.id.removeprefix(PREFIX)): one for one in items() if one.id.startswith(PREFIX)}


def asked_questions(catalogue: Catalogue, path: Path = QUESTIONNAIRES) -> tuple[AskedQuestion, ...]:
    """All questions in order, an office's own last; raises evaluation.questions for an unusable file."""
    read = _read(path)
    found: list[AskedQuestion] = []
    for one in (*read.question, *read.own):
        if one.kind == "needs":
            found += [_about(one, group.id, group.label) for group in catalogue.groups]
        else:
            found.append(AskedQuestion(id=one.id, kind=one.kind, text=one.text))
    twice = {one.id for one in found if sum(other.id == one.id for other in found) > 1}
    if twice:
        raise Unreadable("survey.questions", where=sorted(twice)[0])
    return tuple(found)


def questionnaire_words(name: str, lang: str, path: Path = QUESTIONNAIRES) -> str:
    """Words around the questions, such as `intro`, in a household's language."""
    return _read(path).words[name].in_(lang)


def questionnaire_wordings(name: str, path: Path = QUESTIONNAIRES) -> tuple[str, ...]:
    """The same in all languages there are."""
    return tuple(_read(path).words[name].wordings().values())


def _about(question: _Question, group: str, label: Label) -> AskedQuestion:
    names = label.wordings()
    texts = {
        lang: text.replace("{group}", names[lang])
        for lang, text in question.text.wordings().items()
        if lang in names
    }
    return AskedQuestion(
        id=f"{question.id}_{group}", kind=question.kind, text=Label.model_validate(texts), group=group
    )


@cache
def _read(path: Path) -> _Questionnaire:
    try:
        return _Questionnaire.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable("survey.questions", where="TOML") from error
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))
        raise Unreadable("survey.questions", where=where) from error
