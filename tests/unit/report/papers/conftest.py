"""A round with three offers: one sent, one accepted, one declined."""

from collections.abc import Iterator

import pytest

from tests.rounds import ToldProcess

HOSTILE = '#import "@preview/x:1.0.0" *fett* _kursiv_ $x^2$ \\ <b> `raw` #panic() //'
"""Markup of more than one kind, as somebody may write it."""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ToldProcess]:
    told = ToldProcess.begun(tmp_path_factory.mktemp("papers") / "kept.duckdb").decided()
    sent, accepted, declined = (told.offered(id) for id in told.planned()[:3])
    assert (sent.number, accepted.number, declined.number) == (1, 2, 3)
    told.take("offer", 2, "accept")
    told.ready(accepted)
    told.take("offer", 3, "decline", reason="not_now", words=HOSTILE)
    yield told
    told.store.close()
