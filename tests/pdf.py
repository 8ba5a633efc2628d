"""A PDF as somebody else's reader has it: its words, its language, and whether it is tagged as it says."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

UA = "http://www.aiim.org/pdfua/ns/id/"


class ReadPaper:
    """A paper read back."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def words(self) -> str:
        """All its text, with one blank wherever there are some."""
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())

    @property
    def lang(self) -> str:
        return str(self.root["/Lang"])

    @property
    def title(self) -> str:
        assert self.reader.metadata is not None
        return str(self.reader.metadata.title)

    @property
    def conforms(self) -> bool:
        """Tagged throughout, shown under its title, and said to be PDF/UA-1."""
        metadata = self.reader.xmp_metadata
        assert metadata is not None
        parts = [one.firstChild.data for one in metadata.rdf_root.getElementsByTagNameNS(UA, "part")]
        marked = self.root["/MarkInfo"]["/Marked"].value
        return bool(marked and self.root["/ViewerPreferences"]["/DisplayDocTitle"].value and parts == ["1"])

    @property
    def fonts(self) -> set[str]:
        """The families of its fonts."""
        pages = (page["/Resources"]["/Font"].values() for page in self.reader.pages)  # type: ignore[index]
        names = [str(font.get_object()["/BaseFont"]) for fonts in pages for font in fonts]
        return {name.lstrip("/").partition("+")[2].partition("-")[0] for name in names}

    @property
    def headings(self) -> list[str]:
        """Its headings by their tags, in order."""
        return [kind for kind, _ in self._tags(self.root["/StructTreeRoot"]) if kind[:2] == "/H" and kind[2:]]

    @property
    def tables(self) -> list[tuple[int, int]]:
        """Of each table how many header cells and other cells it has."""
        return [
            (inside.count("/TH"), inside.count("/TD"))
            for kind, element in self._tags(self.root["/StructTreeRoot"])
            if kind == "/Table"
            for inside in [[name for name, _ in self._tags(element)]]
        ]

    def _tags(self, element: Any) -> Iterator[tuple[str, Any]]:
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            found = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(found, dict) and "/S" in found:
                yield str(found["/S"]), found
                yield from self._tags(found)
