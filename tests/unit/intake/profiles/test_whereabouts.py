"""Where households wait: points that are swapped, elsewhere than their place, or where nobody waits."""

import pytest

from rematch.intake.questions import together
from rematch.intake.values.whereabouts import doubt_of, point_of
from tests.unit.intake.foreign import checked


@pytest.mark.parametrize(
    ("lat", "lon", "named", "doubt"),
    [
        ("50.06", "19.94", "Kraków", None),
        ("50.10", "20.01", "Kraków", None),
        ("19.94", "50.06", "Kraków", "intake.point_swapped"),
        ("52.23", "21.01", "Kraków", "intake.point_apart"),
        ("52.23", "21.01", "", None),
        ("21.01", "52.23", "", "intake.point_swapped"),
        ("30.52", "50.45", "Lager Nord", "intake.point_swapped"),
        ("49.23", "28.47", "Winnyzja", None),
        ("0", "0", "", "intake.point_unlikely"),
        ("-40", "-150", "", "intake.point_unlikely"),
        ("36.3", "43.1", "Mosul", None),
    ],
)
def test_a_point_is_asked_about_where_it_cannot_be_so(
    lat: str, lon: str, named: str, doubt: str | None
) -> None:
    """A place nobody lists is no reason to ask; one that is known decides."""
    assert doubt_of(lat, lon, named) == doubt


@pytest.mark.parametrize("named", ["Kyiv", "Київ", "Kiew", "Киев", "Kijów", "Kyiv, Ukraine"])
def test_larger_towns_of_the_countries_people_come_from_are_known_by_name(named: str) -> None:
    assert point_of(named) == ("50.45", "30.52")


def test_it_is_one_question_for_the_file_and_not_accepted_with_everything() -> None:
    rows = "".join(f"H-{n};ja;1;21.01;52.23\n" for n in range(3))
    done = checked({"h.csv": f"Haushalt;Einwilligung;Personen;Breite;Länge\n{rows}"})
    asked = [finding for finding in done.findings if finding.code == "intake.point_swapped"]
    assert len(asked) == 3 and all(finding.warning for finding in asked)
    assert not [finding for finding in together(done.findings) if finding in asked]
