"""A page to print: nothing of it is fetched or run, and it has the structure a tagged PDF needs."""

from html.parser import HTMLParser

from rematch.report.files.printable import Section, printable

HOSTILE = '<img src="http://evil.example/x.png"> & <script>1</script>'


class Tags(HTMLParser):
    """Every element with its attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(text: str = "Kiel") -> str:
    rows = [{"Resource": text, "Needed": "5 to 14"}, {"Resource": "Flats", "Needed": 3}]
    sections = [Section("What to prepare", rows=rows), Section("By when", [f"from May: {text}"])]
    return printable(text, f"{text}. Release no. 1", sections, "de").decode()


def test_it_names_its_language_and_has_headings_and_headers_of_rows_and_columns() -> None:
    """What a browser makes a tagged PDF of."""
    found = Tags(page()).found
    assert found[0] == ("html", {"lang": "de"})
    assert [tag for tag, _ in found if tag in ("h1", "h2")] == ["h1", "h2", "h2"]
    scopes = [attrs.get("scope") for tag, attrs in found if tag == "th"]
    assert scopes == ["col", "col", "row", "row"]


def test_town_day_and_release_stand_on_top_and_at_the_foot() -> None:
    """Once below the title and once in what is printed on every page."""
    assert page().count("Kiel. Release no. 1") == 2
    assert "position: fixed" in page()


def test_text_stays_text_and_nothing_is_fetched() -> None:
    """Markup in a name makes no element; no element names an address, and the page forbids any."""
    found = Tags(page(HOSTILE)).found
    assert [tag for tag, _ in found] == [tag for tag, _ in Tags(page()).found]
    assert not [attrs for _, attrs in found if {"src", "href"} & set(attrs)]
    policy = [attrs["content"] for tag, attrs in found if tag == "meta" and "content" in attrs]
    assert policy and "default-src 'none'" in str(policy[0])
