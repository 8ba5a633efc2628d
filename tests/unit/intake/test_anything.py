"""Whatever is in the files: they are read, or what is wrong is said. Nothing else happens."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rematch.errors import DataErrors, Unreadable
from rematch.intake.files.zips import unpack_zip
from rematch.intake.folder.read import read_files
from rematch.report.files.folder import folder_files
from tests.unit.intake.files.test_zips import zipped
from tests.unit.intake.folders import FILES, every_type

CATALOGUE = every_type()
PIECES = [
    "",
    "none",
    "|",
    ":",
    "/",
    ",",
    '"',
    "\n",
    "\r",
    ";",
    "=1+1",
    "yes",
    "1e308",
    "-0",
    "٣",
    "h1",
    "\ufeff",
]
edits = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.floats(0, 1),
    st.integers(0, 6),
    st.one_of(st.sampled_from(PIECES), st.text(max_size=5)),
)


def edited(changes: list[tuple[str, float, int, str]]) -> dict[str, bytes]:
    texts = dict(FILES)
    for name, place, cut, piece in changes:
        at = int(place * len(texts[name]))
        texts[name] = texts[name][:at] + piece + texts[name][at + cut :]
    return {name: text.encode("utf-8", "surrogatepass") for name, text in texts.items()}


@settings(max_examples=300, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
def test_edited_files_are_read_and_written_back_or_refused_with_findings(changes):
    try:
        profiles, _ = read_files(edited(changes), CATALOGUE)
    except DataErrors as error:
        assert error.findings
        return
    written = {name: text.encode() for name, text in folder_files(profiles, CATALOGUE).items()}
    assert read_files(written, CATALOGUE)[0] == profiles


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from([*FILES, "x.csv"]), st.binary(max_size=200)))
def test_any_bytes_under_the_right_names_are_refused_with_findings(files):
    try:
        read_files(files, CATALOGUE)
    except DataErrors as error:
        assert error.findings


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=100), st.floats(0, 1))
@example(b"PK\x05\x06" + b"\0" * 18, 0.0)
def test_any_bytes_in_a_zip_are_unpacked_or_refused(noise, place):
    packed = zipped(FILES)
    at = int(place * len(packed))
    for content in (noise, packed[:at] + noise + packed[at:]):
        try:
            unpack_zip(content)
        except Unreadable as error:
            assert error.code.startswith("data.")
