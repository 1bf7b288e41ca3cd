"""Workbooks made on the fly."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook as Written

DATA = Path(__file__).parents[1] / "data"
YEARS = ("havering-2016-17", "havering-2017-18")
UNTIDY = "havering-2017-18-untidy"

Rows = Sequence[Sequence[Any]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(folder: Path, sheets: Mapping[str, Rows], name: str = "sent.xlsx") -> Path:
    """A workbook as a spreadsheet saves it."""
    written = Written()
    written.remove(written.worksheets[0])
    for title, rows in sheets.items():
        sheet = written.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / name
    written.save(path)
    return path


def raw_workbook(
    folder: Path,
    sheet: str,
    *,
    name: str = "Bookings",
    texts: str = "",
    styles: str = "",
) -> Path:
    """A workbook whose parts are written by hand."""
    links = [f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>']
    if texts:
        links.append(
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="/xl/texts.xml"/>'
        )
    if styles:
        links.append(f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/>')
    home = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet"}
    kinds |= {"texts": "sharedStrings"} if texts else {}
    kinds |= {"styles": "styles"} if styles else {}
    parts = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{KINDS}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    content = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">{parts}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{home}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{"".join(links)}'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    if texts:
        content["xl/texts.xml"] = texts
    if styles:
        content["xl/styles.xml"] = styles
    path = folder / "raw.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for part, text in content.items():
            archive.writestr(part, text)
    return path


def sheet_of(rows: str, before: str = "") -> str:
    """The part of a workbook that holds a sheet."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def text_row(number: int, *cells: str) -> str:
    """One row of plain texts."""
    inline = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{inline}</row>'
