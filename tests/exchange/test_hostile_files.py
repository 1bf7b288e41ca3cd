"""Files that are damaged, that are something else, or that mean harm."""

import os
import random
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from openpyxl import Workbook as Written

from tests.exchange.files import DATA, MAIN, OFFICE, YEARS, raw_workbook, sheet_of, text_row
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.archives import OLD_OFFICE
from trainingdesk.exchange.workbooks import Workbook, read

TEXTS = f'<sst xmlns="{MAIN}"/>'
STYLES = f'<styleSheet xmlns="{MAIN}"/>'
HEADINGS = text_row(1, "Event", "Delegate", "Status", "Booked on")
ROW = text_row(2, "A-1", "D1", "Booked", "03/07/2017")


def refusal(path: Path) -> str:
    with pytest.raises(CannotImport) as refused:
        read([path])
    said = str(refused.value)
    assert said.startswith(f"{path.name}: ")
    return said.removeprefix(f"{path.name}: ")


def written(tmp_path: Path, content: bytes, name: str = "sent.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def zipped(tmp_path: Path, parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> Path:
    path = tmp_path / "sent.xlsx"
    with ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == "there is no such file."


def test_what_is_neither_file_nor_folder_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no such things")
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx") == "it is neither a file nor a folder."


def test_a_file_of_an_impossible_name_is_refused_in_a_sentence() -> None:
    assert refusal(Path("x" * 300 + ".xlsx")).endswith(".")


def test_every_file_that_cannot_be_read_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(CannotImport) as refused:
        read([tmp_path / "one.xlsx", tmp_path / "two.xlsx"])
    assert len(refused.value.problems) == 2


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b"")) == "it is empty."


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7", b"PK", b"PK\x03\x04" + b"\0" * 50])
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    assert "it is damaged or no workbook" in refusal(written(tmp_path, content))


def test_a_password_and_the_old_form_are_told_apart(tmp_path: Path) -> None:
    locked = OLD_OFFICE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refusal(written(tmp_path, locked)) == (
        "it is protected by a password. Save a copy without one."
    )
    old = OLD_OFFICE + b"\0" * 600 + "Workbook".encode("utf-16-le")
    assert refusal(written(tmp_path, old)) == "it is in the old .xls form. Save it as .xlsx."


def test_an_archive_that_is_locked_part_by_part(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"xl/workbook.xml": b"<workbook/>"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "protected by a password" in refusal(path)


def test_workbooks_of_other_programs_are_named(tmp_path: Path) -> None:
    assert "OpenDocument" in refusal(zipped(tmp_path, {"mimetype": b"", "content.xml": b""}))
    assert ".xlsb" in refusal(zipped(tmp_path, {"xl/workbook.bin": b""}))
    assert "no workbook" in refusal(zipped(tmp_path, {"word/document.xml": b"<document/>"}))


def test_a_workbook_without_a_sheet_of_ours(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path, sheet_of(HEADINGS), name="Biscuits")
    assert "it has no sheet of a known name" in refusal(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    zeros = bytes(8 * 1024 * 1024)
    path = tmp_path / "sent.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for number in range(25):
            archive.writestr(f"xl/{number}.xml", zeros)
    assert "unpacks to far more than it holds" in refusal(path)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        for number in range(25, 33):
            archive.writestr(f"xl/{number}.xml", zeros)
    assert "too large once unpacked" in refusal(path)


def test_an_archive_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {f"xl/{number}": b"" for number in range(5_001)}, ZIP_STORED)
    assert "too large" in refusal(path)


def test_a_size_that_is_a_lie_is_found_out(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path, sheet_of(HEADINGS + ROW))
    content = path.read_bytes()
    with ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = content.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little"))
    assert lie != content
    assert "damaged" in refusal(written(tmp_path, lie))


def test_entities_are_never_unfolded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "' + "x" * 50 + '">'
    bomb += "".join(
        f'<!ENTITY a{n} "{"&a" + str(n - 1 if n else "") * 10 + ";"}">' for n in range(1, 9)
    )
    sheet = f"{bomb}]>" + sheet_of(text_row(1, "&a8;"))
    assert "damaged" in refusal(raw_workbook(tmp_path, sheet))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", "<!-- nothing -->", "<!--" + "-x" * 50_000 + "-->"])
def test_no_part_may_declare_entities(tmp_path: Path, encoding: str, before: str) -> None:
    tidy = raw_workbook(tmp_path, sheet_of(HEADINGS + ROW), texts=TEXTS, styles=STYLES)
    with ZipFile(tidy) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert len(read([tidy]).bookings) == 1
    for name, content in parts.items():
        prolog = f'<?xml version="1.0" encoding="{encoding}"?>{before}<!DOCTYPE b [<!ENTITY a "">]>'
        spoilt = (prolog + content.decode()).encode(encoding)
        assert "damaged" in refusal(zipped(tmp_path, {**parts, name: spoilt})), name


def test_pictures_are_no_hindrance(tmp_path: Path) -> None:
    tidy = raw_workbook(tmp_path, sheet_of(HEADINGS + ROW))
    with ZipFile(tidy, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG" + bytes(100_000))
        archive.writestr("xl/media/image2.svg", "<svg/>")
        archive.writestr("xl/printerSettings/1.bin", " " * 1_000)
    assert len(read([tidy]).bookings) == 1


def test_the_strict_form_is_refused_and_not_read_as_empty(tmp_path: Path) -> None:
    tidy = raw_workbook(tmp_path, sheet_of(HEADINGS + ROW))
    with ZipFile(tidy) as archive:
        parts = {
            name: archive.read(name)
            .replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            .replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name in archive.namelist()
        }
    assert refusal(zipped(tmp_path, parts)).endswith(".")


def test_a_file_outside_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Event")
    sheet = f'<!DOCTYPE b [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    sheet += sheet_of(text_row(1, "&a;", "Delegate", "Status") + ROW)
    assert "damaged" in refusal(raw_workbook(tmp_path, sheet))


def test_the_size_a_sheet_claims_is_not_believed(tmp_path: Path) -> None:
    far = text_row(1_048_576, "A-2", "D2", "Booked")
    for claim in ("A1", "A1:XFD1048576"):
        path = raw_workbook(tmp_path, sheet_of(HEADINGS + ROW + far, f'<dimension ref="{claim}"/>'))
        assert [row.place.row for row in read([path]).bookings] == [2, 1_048_576]


def test_many_empty_rows_cost_little_and_hide_nothing(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{number}" ht="15"/>' for number in range(3, 200_000))
    path = raw_workbook(
        tmp_path, sheet_of(HEADINGS + ROW + empty + text_row(200_000, "A", "D", "Booked"))
    )
    assert [row.place.row for row in read([path]).bookings] == [2, 200_000]


def test_a_very_wide_row_costs_little(tmp_path: Path) -> None:
    wide = '<row r="2"><c r="A2" t="str"><v>A</v></c><c r="XFD2"><v>1</v></c></row>'
    book = read([raw_workbook(tmp_path, sheet_of(HEADINGS + wide))])
    assert "column XFD has no heading" in book.notices[0]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1048577"/>',
        '<row r="99999999999999999999"/>',
        '<row r="x"/>',
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZZZZZ2"><v>1</v></c></row>',
        '<row r="2"><c t="s"><v>7</v></c></row>',
        '<row r="2"><c t="s"><v>x</v></c></row>',
        '<row r="2"><c><v>1</v></row>',
        '<row r="2"><c><v>NaN</v></c></row>',
        '<row r="2"><c><v>INF</v></c></row>',
        '<row r="2"><c><v>soon</v></c></row>',
        f'<row r="2"><c><v>{"9" * 5000}</v></c></row>',
        '<row r="2"><c t="b"><v>perhaps</v></c></row>',
        '<row r="2"><c t="d"><v>soon</v></c></row>',
    ],
)
def test_what_no_spreadsheet_writes_is_damage(tmp_path: Path, row: str) -> None:
    assert "damaged" in refusal(raw_workbook(tmp_path, sheet_of(HEADINGS + row)))


def test_cells_may_come_without_place(tmp_path: Path) -> None:
    row = (
        '<row><c t="str"><v>A-1</v></c><c t="inlineStr"><is><r><t>D</t></r>'
        '<rPh sb="0" eb="1"><t>no</t></rPh><r><t>1</t></r></is></c>'
        '<c t="str"><v>Booked</v></c></row>'
    )
    (booking,) = read([raw_workbook(tmp_path, sheet_of(HEADINGS + row))]).bookings
    assert (booking.place.row, booking.event, booking.delegate) == (2, "A-1", "D1")


def test_cells_out_of_order_are_never_read_in_another_place(tmp_path: Path) -> None:
    row = '<row r="2"><c r="C2" t="str"><v>Booked</v></c><c r="A2" t="str"><v>A-1</v></c></row>'
    book = read([raw_workbook(tmp_path, sheet_of(HEADINGS + row))])
    assert book.bookings == []
    assert book.refused["Bookings"][0].known["Event"] == "A-1"


def test_shared_texts_are_put_together(tmp_path: Path) -> None:
    texts = (
        f'<x:sst xmlns:x="{MAIN}"><x:si><x:r><x:t>A</x:t></x:r><x:r><x:t>-1</x:t></x:r>'
        '<x:rPh sb="0" eb="1"><x:t>aid</x:t></x:rPh></x:si><x:si><x:t>D_x0041_</x:t></x:si></x:sst>'
    )
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>Booked</v></c>'
    row = f"<row>{cells}</row>"
    (booking,) = read([raw_workbook(tmp_path, sheet_of(HEADINGS + row), texts=texts)]).bookings
    assert (booking.event, booking.delegate) == ("A-1", "DA")


@pytest.mark.parametrize("aid", ["<rPh><t>aid</t></rPh>", '<rPh sb="x" eb="1"/>'])
def test_a_tag_that_lacks_what_it_must_say_is_damage(tmp_path: Path, aid: str) -> None:
    texts = f'<sst xmlns="{MAIN}"><si>{aid}</si></sst>'
    assert "damaged" in refusal(raw_workbook(tmp_path, sheet_of(HEADINGS), texts=texts))


def test_a_chart_that_points_at_nothing_is_damage(tmp_path: Path) -> None:
    held = Written()
    held.create_chartsheet("Costs")
    held.save(tmp_path / "sent.xlsx")
    assert "damaged" in refusal(tmp_path / "sent.xlsx")


def test_names_may_carry_a_prefix(tmp_path: Path) -> None:
    sheet = (
        sheet_of(HEADINGS + ROW).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    )
    sheet = sheet.replace("xmlns=", "xmlns:x=")
    assert len(read([raw_workbook(tmp_path, sheet)]).bookings) == 1


def test_odd_kinds_of_cells_are_what_they_show(tmp_path: Path) -> None:
    cells = (
        '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="str"><v>Booked</v></c>'
        '<c t="d"><v>2017-07-03T00:00:00</v></c>'
    )
    (booking,) = read([raw_workbook(tmp_path, sheet_of(f"{HEADINGS}<row>{cells}</row>"))]).bookings
    assert (booking.event, booking.delegate) == ("TRUE", "FALSE")
    assert booking.booked_on == date(2017, 7, 3)


@pytest.mark.parametrize("value", ["1e999", "-1e308", "9" * 400, "1e10", ""])
def test_numbers_beyond_all_bounds_are_refused_in_a_sentence(tmp_path: Path, value: str) -> None:
    cells = f'<c t="str"><v>A</v></c><c t="str"><v>D</v></c><c><v>1</v></c><c><v>{value}</v></c>'
    row = f"<row>{cells}</row>"
    book = read([raw_workbook(tmp_path, sheet_of(HEADINGS + row))])
    assert book.bookings == []
    assert all(len(str(problem)) < 250 for problem in book.problems)


def test_a_workbook_that_was_cut_short_or_scratched_is_refused_or_read(tmp_path: Path) -> None:
    """Whatever is done to a file, it is read or refused in a sentence, and nothing else."""
    whole = (DATA / f"{YEARS[0]}.xlsx").read_bytes()
    chance = random.Random(11)
    outcomes = set()
    for _ in range(120):
        spoilt = bytearray(whole)
        if chance.random() < 0.3:
            spoilt = spoilt[: chance.randrange(len(spoilt))]
        else:
            for _ in range(chance.randrange(1, 30)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        outcomes.add(_outcome(tmp_path, spoilt))
    assert outcomes <= {"read", "refused"}
    assert "refused" in outcomes


@pytest.mark.thorough
def test_scratched_parts_are_refused_or_read(tmp_path: Path) -> None:
    whole = DATA / f"{YEARS[0]}.xlsx"
    chance = random.Random(12)
    outcomes = set()
    for part in (
        *("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", "xl/styles.xml"),
        *("xl/worksheets/sheet1.xml", "xl/worksheets/sheet9.xml"),
    ):
        for _ in range(8):
            outcomes.add(_outcome(tmp_path, _with_scratched(whole, part, chance)))
    assert outcomes == {"read", "refused"}


def _outcome(folder: Path, content: bytes | bytearray) -> str:
    path = folder / "spoilt.xlsx"
    path.write_bytes(content)
    try:
        book = read([path])
    except CannotImport as refused:
        named = all(line.startswith("spoilt.xlsx: ") for line in refused.problems)
        return "refused" if named else "refused without a name"
    return "read" if isinstance(book, Workbook) else "something else"


def _with_scratched(whole: Path, part: str, chance: random.Random) -> bytes:
    target = BytesIO()
    with ZipFile(whole) as source, ZipFile(target, "w", ZIP_STORED) as archive:
        for name in source.namelist():
            content = bytearray(source.read(name))
            if name == part:
                for _ in range(chance.randrange(1, 6)):
                    content[chance.randrange(len(content))] = chance.randrange(256)
            archive.writestr(name, bytes(content))
    return target.getvalue()


def test_a_date_beyond_the_calendar_is_refused_in_a_sentence(tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="20"/></cellXfs>'
        "</styleSheet>"
    )
    texts = '<c t="str"><v>A</v></c><c t="str"><v>D</v></c><c t="str"><v>Booked</v></c>'
    rows = "".join(
        f'<row>{texts}<c s="{style}"><v>{value}</v></c></row>'
        for style, value in ((1, 42919), (1, 1e9), (2, 0.395833333333333))
    )
    book = read([raw_workbook(tmp_path, sheet_of(HEADINGS + rows), styles=styles)])
    assert [row.booked_on for row in book.bookings] == [date(2017, 7, 3)]
    assert [str(problem).partition(": ")[2].partition(";")[0] for problem in book.problems] == [
        "Bookings row 3: Booked on: '#VALUE!' is a spreadsheet's error",
        "Bookings row 4: Booked on: '09:30:00' is a time and no date",
    ]


def test_a_file_that_may_not_be_read_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, b"PK")

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    assert refusal(path) == "it may not be read, or another program holds it open."
