"""A cohort's files: what is read, and each kind of problem found in its cell."""

from datetime import date

import pytest

from rematch.errors import DataErrors, Unreadable
from rematch.intake import limits
from rematch.intake.folder.read import read_folder
from tests.unit.intake.folders import FILES, errors, every_type, read, spoiled

H, M, P = "households.csv", "members.csv", "municipalities.csv"


def test_every_type_of_cell_is_read():
    profiles, warnings = read(FILES)
    first, second, third = profiles.households
    assert first.answers == {
        "wants": True,
        "landscape": ("sea", "lake"),
        "relatives": ((52.5, 13.4), (54.3, 10.1)),
    }
    assert (first.wish_ags, first.apart, first.priorities) == (
        ("03101000", "01002000"),
        ("h2",),
        {"sight": 3},
    )
    assert first.available_from == date(2026, 3, 1)
    assert (second.consent, second.wish_ags, second.answers) == (False, (), {"landscape": ()})
    assert (third.place, third.wish_ags, third.priorities) == ('A, "b"', None, {"sight": 0})
    assert third.answers == {"wants": False, "relatives": ()}
    adult, child = first.members
    assert adult.answers == {
        "languages": {"uk": 7.0, "de": 2.0},
        "isco": "2211",
        "level": "B1",
        "born": "1990-05-01",
        "notes": "likes = tea",
    }
    assert (child.role, child.age, child.sex, child.answers) == ("child", 4, None, {})
    kiel, braunschweig = profiles.municipalities
    assert kiel.offers == {
        "view": ("sea",),
        "doctors": {"gp": 10.0, "eye": 20.5},
        "rent": 11.25,
        "size": "large",
    }
    assert (kiel.capacity, kiel.as_of, kiel.priorities) == (
        {"persons": 10.0},
        {"view": date(2025, 12, 31)},
        {"need": 2},
    )
    assert (braunschweig.capacity, braunschweig.offers) == ({"persons": 12.0, "units": 0.0}, {"doctors": {}})
    assert (profiles.cohort.id, profiles.cohort.invented, profiles.cohort.seed) == ("small", True, 5)
    assert [(w.file, w.column, w.code) for w in warnings] == [(M, None, "data.columns_absent")]


ONE_CELL = [
    (H, "Berlin,2026-03-01", "Berlin,01.03.2026", 2, "available_from", "data.not_a_date"),
    (H, ",yes,03101000", ",maybe,03101000", 2, "consent", "data.not_a_flag"),
    (H, ",yes,03101000", ",,03101000", 2, "consent", "data.required"),
    (H, "03101000|", "3101000|", 2, "wish_ags", "data.not_an_ags"),
    (H, "03101000|", "01002000|", 2, "wish_ags", "data.value_twice"),
    (H, "03101000|", "03101000||", 2, "wish_ags", "data.empty_value"),
    (H, "sea|lake", "sea|lak", 2, "landscape", "data.not_an_option"),
    (H, "52.5/13.4|01002000", "52.5/13.4|09999999", 2, "relatives", "data.point_not_in_cohort"),
    (H, "52.5/13.4|01002000", "92.5/13.4", 2, "relatives", "data.too_large"),
    (H, "01002000,3\n", "01002000,4\n", 2, "priority_sight", "data.too_large"),
    (H, "01002000,3\n", "01002000,1.5\n", 2, "priority_sight", "data.not_whole"),
    (H, "h1,52.5", '"h1,52.5', 2, None, "data.not_csv"),
    (H, "h1,52.5", "h1,152.5", 2, "lat", "data.above"),
    (H, "h1,52.5", "h1,-152.5", 2, "lat", "data.below"),
    (H, "h1,52.5", 'h1,"52,5"', 2, "lat", "data.decimal_comma"),
    (H, "h1,52.5", "h1,nan", 2, "lat", "data.not_a_number"),
    (H, "h1,52.5", "h1,1e999", 2, "lat", "data.not_a_number"),
    (H, "h3,50", "h1,50", 4, "household_id", "data.id_twice"),
    (H, "no,none,h3", "no,none,h2", 3, "linked_hard", "data.link_self"),
    (H, "no,none,h3", "no,none,h9", 3, "linked_hard", "data.link_unknown"),
    (H, "no,none,h3", "no,none,h3 h1", 3, "linked_hard", "data.not_an_id"),
    (H, "yes,,h2,,", "yes,,h2,h2,", 4, "apart", "data.apart_and_linked"),
    (H, "none,0\n", "none,0,more\n", 4, None, "data.ragged"),
    (H, "none,0\n", "none\n", 4, None, "data.ragged"),
    (H, ",landscape,", ",wants,", 1, "wants", "data.header_twice"),
    (H, "lat,lon", "lat,lng", 1, "lon", "data.column_missing"),
    (M, "h1,2,child", "h9,2,child", 3, "household_id", "data.household_unknown"),
    (M, "h1,2,child", "h1,1,child", 3, "member", "data.id_twice"),
    (M, "h1,2,child", "h1,0,child", 3, "member", "data.below"),
    (M, "h1,2,child", "h1,2,baby", 3, "role", "data.not_an_option"),
    (M, "child,4", "child,", 3, "age", "data.required"),
    (M, "child,4", "child,121", 3, "age", "data.above"),
    (M, "uk:native", "uk:D1", 2, "languages", "data.not_a_level"),
    (M, "uk:native", "uk", 2, "languages", "data.not_a_pair"),
    (M, "uk:native", "de:A1", 2, "languages", "data.value_twice"),
    (M, "uk:native", "Ukrainian:A1", 2, "languages", "data.not_language"),
    (M, "2211", "nurse", 2, "isco", "data.not_isco08"),
    (M, "b1,1990", "b7,1990", 2, "level", "data.not_a_level"),
    (M, "1990-05-01", "1990-02-30", 2, "born", "data.not_a_date"),
    (P, "03101000,", "3101000,", 3, "ags", "data.not_an_ags"),
    (P, "DE-NI", "Niedersachsen", 3, "state", "data.not_a_state"),
    (P, "Braunschweig", "", 3, "name", "data.required"),
    (P, "247000,0,9", "247000,10,9", 2, "pledge_min", "data.pledge_order"),
    (P, "247000,0,9", "-1,0,9", 2, "population", "data.below"),
    (P, "0,9,10,", "0,9,-10,", 2, "capacity_persons", "data.too_small"),
    (P, "0,9,10,", "0,9,,", 2, "capacity_persons", "data.required"),
    (P, "gp:10", "gp:900", 2, "doctors", "data.too_large"),
    (P, "gp:10", "ear:10", 2, "doctors", "data.not_an_option"),
    (P, "large", "huge", 2, "size", "data.not_an_option"),
    (P, "2025-12-31", "2025", 2, "view_as_of", "data.not_a_date"),
]


@pytest.mark.parametrize("case", ONE_CELL)
def test_one_faulty_cell_is_one_error_in_its_place(case):
    file, old, new, row, column, code = case
    found = errors(spoiled(file, old, new))
    assert (file, row, column, code) in [(f.file, f.row, f.column, f.code) for f in found]
    if code not in ("data.not_csv", "data.ragged", "data.header_twice", "data.id_twice", "data.not_an_ags"):
        assert len(found) == 1


WARNED = [
    (H, "yes,,h2", "yes,,", 3, "linked_hard", "data.link_one_way"),
    (H, "03101000|", "09999999|", 2, "wish_ags", "data.ags_not_in_cohort"),
    (H, "lon,place", "lon,palce", 1, "palce", "data.column_unknown_like"),
    (H, "lon,place", "lon,shoe size", 1, "shoe size", "data.column_unknown"),
    (H, "place,available_from", "place,priority_need", 1, "priority_need", "data.column_unknown"),
    (M, "child,4", "child,40", 3, "role", "data.role_and_age"),
    (P, "247000,0,9", "247000,0,11", 2, "pledge_max", "data.pledge_over_places"),
    ("cohort.toml", "seed", "sead", None, "sead", "data.column_unknown_like"),
]


@pytest.mark.parametrize("case", WARNED)
def test_odd_but_usable_data_is_read_with_a_warning(case):
    file, old, new, row, column, code = case
    files = spoiled(file, old, new)
    if new.endswith("priority_need"):
        files[H] = files[H].replace("2026-03-01", "")
    _, warnings = read(files)
    assert (file, row, column, code) in [(w.file, w.row, w.column, w.code) for w in warnings]
    assert all(warning.warning for warning in warnings)


COHORT_FAULTS = [
    ('id = "small"', 'id = "Very Small"', "id", "data.cohort_id"),
    ('name = "Small"', "", "name", "data.required"),
    ('name = "Small"', 'name = ""', "name", "data.cohort_name"),
    ("invented = true", 'invented = "perhaps"', "invented", "data.cohort_invented"),
    ("as_of = 2026-01-31", 'as_of = "today"', "as_of", "data.cohort_as_of"),
    ("seed = 5", "seed = 0.5", "seed", "data.cohort_seed"),
    ("seed = 5", "seed = five", None, "data.not_toml"),
]


@pytest.mark.parametrize(("old", "new", "column", "code"), COHORT_FAULTS)
def test_a_faulty_header_of_the_cohort_is_named(old, new, column, code):
    found = errors(spoiled("cohort.toml", old, new))
    assert [(f.file, f.column, f.code) for f in found] == [("cohort.toml", column, code)]


WHOLE_FILES = [
    (b"", "data.no_header", 1),
    (FILES[H].splitlines()[0].encode(), "data.no_rows", None),
    (FILES[H].replace(",", ";").encode(), "data.not_comma", 1),
    (FILES[H].replace("Berlin", "Köln").encode("latin-1"), "data.not_utf8", 2),
    (FILES[H].encode("utf-16"), "data.not_utf8", 1),
    (FILES[H].replace("Berlin", "Ber\0lin").encode(), "data.nul_bytes", 2),
    (b",".join(b"c%d" % i for i in range(limits.MAX_COLUMNS + 1)), "data.too_many_columns", 1),
    (FILES[H].replace("Berlin", "x" * (limits.MAX_CELL_CHARACTERS + 1)).encode(), "data.cell_too_long", 2),
]


@pytest.mark.parametrize(("content", "code", "row"), WHOLE_FILES)
def test_a_file_of_the_wrong_kind_is_named(content, code, row):
    found = errors({**FILES, H: content})
    assert (H, row, code) in [(f.file, f.row, f.code) for f in found]


def test_a_file_over_the_size_limit_is_refused(monkeypatch):
    monkeypatch.setattr("rematch.intake.sheets.tables.MAX_FILE_BYTES", 100)
    assert {(f.file, f.row, f.code) for f in errors(FILES)} == {
        (name, None, "data.file_too_large") for name in FILES if len(FILES[name]) > 100
    }


def test_a_table_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr("rematch.intake.sheets.tables.MAX_ROWS", 4)
    assert [(f.file, f.row, f.code) for f in errors(FILES)][-1] == (M, 5, "data.too_many_rows")


def test_an_endless_list_of_errors_is_cut_and_counted(monkeypatch):
    monkeypatch.setattr("rematch.intake.findings.MAX_FINDINGS", 2)
    found = errors({**FILES, P: FILES[P].replace("DE-", "XX-").replace(",10,", ",ten,").replace("sea", "x")})
    assert [f.code for f in found][-1] == "data.and_more"
    assert found[-1].params["count"] == 2 and len(found) == 3


def test_a_missing_file_is_named_and_the_others_are_still_checked():
    files = spoiled(M, "child,4", "child,four")
    del files[P]
    found = [(f.file, f.code) for f in errors(files)]
    assert ("municipalities.csv", "data.file_missing") in found
    assert ("members.csv", "data.not_a_number") in found


def test_a_household_without_members_is_named():
    found = errors(spoiled(M, "h3,1,adult,18,d,none,,A0,,\n", ""))
    assert [(f.file, f.row, f.code) for f in found] == [(H, 4, "data.household_empty")]


def test_all_problems_of_all_files_are_reported_at_once():
    files = spoiled(H, "h1,52.5", "h1,x") | {"members.csv": FILES[M].replace("child,4", "child,-4")}
    files["municipalities.csv"] = FILES[P].replace("large", "huge").replace("DE-NI", "NI")
    files["cohort.toml"] = FILES["cohort.toml"].replace("true", '"?"')
    assert [(f.file, f.row, f.column) for f in errors(files)] == [
        ("cohort.toml", None, "invented"),
        (H, 2, "lat"),
        (M, 3, "age"),
        (P, 2, "size"),
        (P, 3, "state"),
    ]


def test_linked_over_several_steps_and_kept_apart_is_a_contradiction():
    files = spoiled(H, "01002000,,h2", "01002000,h2,h3")
    files[H] = files[H].replace("no,none,h3,h1", "no,none,h3|h1,")
    assert [(f.row, f.column, f.code) for f in errors(files)] == [(2, "apart", "data.apart_and_linked")]


def test_rows_count_as_a_spreadsheet_counts_them():
    files = spoiled(H, "h2,52.5,13.4,,", '\nh2,52.5,13.4,"two\nlines",')
    files[H] = files[H].replace("h3,50", "h3,x")
    assert [(f.row, f.column) for f in errors(files)] == [(5, "lat")]


def test_free_text_is_never_repeated_in_a_finding():
    files = spoiled(M, "likes = tea", "Erika" * 2000)
    files[H] = files[H].replace("h1,52.5", "Erika Mustermann,52.5").replace("Berlin", "Erika" * 2000)
    assert errors(files)
    assert "Erika" not in repr(errors(files))


def test_a_repeated_value_is_one_short_line():
    found = errors(spoiled(P, "large", '"a\n' + "b" * 200 + '"'))
    assert found[0].params["value"] == "a " + "b" * 37 + "…"


def test_a_byte_order_mark_and_windows_line_ends_are_fine():
    files = {name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in FILES.items()}
    assert read(files) == read(FILES)


def test_the_order_of_columns_does_not_matter():
    lines = [line.split(",") for line in FILES[P].splitlines()]
    turned = "\n".join(",".join(reversed(cells)) for cells in lines)
    assert read({**FILES, P: turned})[0] == read(FILES)[0]


def test_a_folder_is_read_like_its_files(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("where this comes from")
    assert read_folder(tmp_path, every_type()) == read(FILES)


def test_a_folder_that_is_not_there_is_unreadable(tmp_path):
    with pytest.raises(Unreadable, match=r"data\.no_folder"):
        read_folder(tmp_path / "nowhere", every_type())


def test_an_empty_folder_lacks_all_four_files(tmp_path):
    with pytest.raises(DataErrors) as caught:
        read_folder(tmp_path, every_type())
    assert [f.code for f in caught.value.findings] == ["data.file_missing"] * 4


def test_a_file_with_another_name_is_ignored_with_a_warning():
    _, warnings = read({**FILES, "Members (2).csv": "x", "notes.txt": "y"})
    assert [(w.file, w.code) for w in warnings if w.file != M] == [("Members (2).csv", "data.file_unknown")]
