"""A language's folder read and checked, and what stands in where words are missing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rematch.criteria.catalogue import Label
from rematch.texts import FALLBACK, asked, has, own_name, say, screen_languages, wording
from rematch.texts.folders import best_language, texts
from tests.pseudo import third_language

Change = Callable[[str, str], None]


@pytest.fixture
def change(tmp_path: Path) -> Iterator[Change]:
    """Replaces something in the pseudo-language's folder, before anything is read from it."""
    with third_language(tmp_path) as lang:

        def replace(old: str, new: str) -> None:
            for path in (tmp_path / lang).glob("*.toml"):
                path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

        yield replace


def test_a_plural_that_lacks_a_form_of_the_language_s_rule_is_an_error(change: Change) -> None:
    """At loading, with the code and the form, not at the first number that needs it."""
    change("few = ", "two = ")
    with pytest.raises(ValueError, match=r"qps lacks plural forms: .*load\.households \(few\)"):
        texts("qps")


def test_german_and_english_need_one_and_other() -> None:
    """A folder with both forms is complete there, as every folder of ours is."""
    for lang in screen_languages():
        plurals = [text for text in texts(lang).values() if not isinstance(text, str)]
        assert plurals and all(set(text) == {"one", "other"} for text in plurals)


def test_a_code_that_is_there_twice_is_an_error(change: Change) -> None:
    """Two files of one language cannot say the same thing."""
    change("[compare]", "[start]\ntitle = 'twice'\n\n[compare]")
    with pytest.raises(ValueError, match=r"says again: \['start\.title'\]"):
        texts("qps")


def test_a_text_that_is_missing_is_said_in_the_fallback(
    change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is not finished yet shows English there, in English's own plural; never a code."""
    change(".households]", ".no_households]")
    monkeypatch.delenv("REMATCH_STRICT_TEXTS")
    assert [say("load.households", "qps", count=count) for count in (1, 3)] == ["1 household", "3 households"]
    assert has("load.households", "qps") and not has("load.not_there", "qps")


def test_words_by_language_fall_back_in_one_order() -> None:
    """The language itself, English, German, else whatever there is."""
    assert FALLBACK == ("en", "de")
    words = {"pl": "dom", "de": "Haus", "en": "house"}
    assert [wording(words, lang) for lang in ("pl", "uk")] == ["dom", "house"]
    assert wording({"pl": "dom", "de": "Haus", "en": ""}, "uk") == "Haus"
    assert (wording({"pl": "dom"}, "uk"), wording({}, "uk")) == ("dom", "")


def test_a_label_takes_any_language_and_stays_as_it_was_without() -> None:
    """A wording in a third language is kept and shown; a catalogue without it is the same catalogue."""
    label = Label(de="Haus", en="house", qps="hóóúúséé")  # type: ignore[call-arg]
    assert [label.in_(lang) for lang in ("qps", "fr", "de")] == ["hóóúúséé", "house", "Haus"]
    assert Label.model_validate(label.model_dump()) == label
    assert Label(de="Haus", en="house").model_dump() == {"de": "Haus", "en": "house"}
    for wrong in ({"De": "Haus"}, {"qps": ""}, {"qps": 3}, {"label": "Haus"}):
        with pytest.raises(ValueError, match="validation error"):
            Label.model_validate({"de": "Haus", "en": "house", **wrong})


def test_the_form_is_asked_in_a_fallback_where_it_has_no_words() -> None:
    """A municipality's profile is asked in the language of the screens, which need not be an interview's."""
    assert asked("answer.yes", "qps") == asked("answer.yes", "en")


@pytest.mark.parametrize(
    ("preferred", "lang"),
    [(["de-AT"], "de"), (["en_US"], "en"), (["fr-FR", "de"], "de"), (["fr"], "en"), ([""], "en"), ([], "en")],
)
def test_the_first_language_a_reader_prefers_that_is_there(preferred: list[str], lang: str) -> None:
    """By its tag with or without a region; English for a reader of none."""
    assert best_language(preferred) == lang


def test_a_language_is_called_as_it_calls_itself() -> None:
    """In its own folder, so that the switch needs no list."""
    assert [own_name(lang) for lang in screen_languages()] == ["Deutsch", "English"]
