"""Spreadsheet files written part by part, as no spreadsheet program would write them."""

import io
import zipfile
from xml.sax.saxutils import escape

_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(*sheets: str, **parts: str) -> bytes:
    """A workbook of sheets given as the XML within `worksheet`; `parts` by path with __ for /."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="Blatt{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>' for n in numbers
    )
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>'
    top = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{top}</Relationships>',
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
            **{
                f"xl/worksheets/s{n}.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
                for n, sheet in zip(numbers, sheets, strict=True)
            },
            **{_path(name): content for name, content in parts.items()},
        }
    )


def _path(name: str) -> str:
    """XML, or the relations of a part, by a name with __ for /."""
    path = name.replace("__", "/")
    return path if path.endswith(".rels") else f"{path}.xml"


def data(*rows: tuple[object, ...], more: str = "") -> str:
    """The rows of a sheet: text, numbers, or a cell's XML where the text begins with <."""
    written = "".join(
        f'<row r="{r}">{"".join(_cell(r, c, value) for c, value in enumerate(row))}</row>'
        for r, row in enumerate(rows, start=1)
    )
    return f"<sheetData>{written}{more}</sheetData>"


def _cell(row: int, column: int, value: object) -> str:
    place = f"{'ABCDEFGHIJKLMNOP'[column]}{row}"
    if value is None or value == "":
        return ""
    if isinstance(value, str) and value.startswith("<f>"):
        return f'<c r="{place}">{value}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def ods(rows: str, columns: str = "", styles: str = "", named: str = "", **parts: str) -> bytes:
    """A spreadsheet of one sheet given as the XML of its rows, of its own styles, and of the named ones."""
    spaces = " ".join(f'xmlns:{n}="{_ODS}:{n}:1.0"' for n in ("office", "table", "text", "style"))
    table = f'<table:table table:name="Blatt1">{columns}{rows}</table:table>'
    content = (
        f"<office:document-content {spaces}>{styles}<office:body><office:spreadsheet>{table}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
            **({"styles.xml": named} if named else {}),
            **{f"{path.replace('__', '/')}.xml": text for path, text in parts.items()},
        }
    )


def row(*cells: str, more: str = "") -> str:
    """A row of an ODS table."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def text(value: str, more: str = "") -> str:
    """A cell of an ODS table with text."""
    written = f"<text:p>{escape(value)}</text:p>"
    return f'<table:table-cell office:value-type="string" {more}>{written}</table:table-cell>'


def value(kind: str, written: object, shown: str = "?") -> str:
    """A cell of an ODS table with a typed value."""
    name = {"float": "value", "percentage": "value"}.get(kind, f"{kind}-value")
    typed = f'office:value-type="{kind}" office:{name}="{written}"'
    return f"<table:table-cell {typed}><text:p>{shown}</text:p></table:table-cell>"
