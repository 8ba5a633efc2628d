"""A form's check is kept for the same answers, the same criteria and the same data."""

from types import SimpleNamespace

import pytest

from rematch.identity import Identity
from rematch.model import CohortId
from rematch.ui.questionnaire import checking


def test_a_form_is_checked_again_when_the_data_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A household that the form names may be gone by now: what was found before does not hold."""
    kept: dict[str, tuple[object, object]] = {}
    form = SimpleNamespace(row={"household_id": "H1"}, members=(), units=())
    data = SimpleNamespace(data="before")
    checks: list[str] = []

    def check(*_: object) -> checking.CheckedForm:
        checks.append(data.data)
        return checking.CheckedForm(None, {})

    def recall(name: str, question: object) -> object:
        return kept[name][1] if name in kept and kept[name][0] == question else None

    monkeypatch.setattr(checking, "check", check)
    monkeypatch.setattr(checking, "put_into", lambda *_: {})
    monkeypatch.setattr(checking, "around", lambda *_: {})
    monkeypatch.setattr(checking.draft, "in_hand", lambda: form)
    monkeypatch.setattr(checking.draft, "rows", dict)

    monkeypatch.setattr(checking.draft, "ground", lambda: Identity(CohortId("one"), data.data, "c"))
    monkeypatch.setattr(checking.memory, "recall", recall)
    monkeypatch.setattr(checking.memory, "remember", lambda name, *said: kept.update({name: said}))
    checking.checked()
    checking.checked()
    assert checks == ["before"]
    data.data = "after"
    checking.checked()
    assert checks == ["before", "after"]
    form.units = ({"unit": "W1"},)
    checking.checked()
    assert len(checks) == 3
