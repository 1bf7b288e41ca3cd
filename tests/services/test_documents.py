from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.conftest import AFTER, BY, BY_AFTER, FirstAid, a_delegate
from tests.worlds import set_up_once
from trainingdesk.domain.certificate import certificate_number
from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.domain.row_code import row_code
from trainingdesk.services import bookings, registers
from trainingdesk.services.boards import BoardDetails, save_board
from trainingdesk.services.certificates import certificates_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.documents import certificates_document, register_document
from trainingdesk.services.printing import print_certificates
from trainingdesk.services.registers import register_of
from trainingdesk.services.saving import save_document
from trainingdesk.storage.models import (
    Agency,
    Course,
    DelegateNeeds,
    Event,
    EventSession,
    Trainer,
    Venue,
)


def words_of(document: bytes) -> str:
    pages = pypdfium2.PdfDocument(document)
    words = [page.get_textpage().get_text_bounded() for page in pages]
    pages.close()
    return "\n".join(words)


@pytest.fixture
@set_up_once
def held(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Everybody came, whatever letters their names have; the register is closed."""
    with desk.changing("Hold") as db:
        save_board(db, BoardDetails(name="Westmere Board", signatory="Chair of the board"))
        course = db.get_one(Course, first_aid.course)
        course.outcomes = "Stop a bleed.\n\nCall for help."
        event = db.get_one(Event, first_aid.event)
        event.places = 9
        session = db.get_one(EventSession, first_aid.session)
        session.venue, session.trainer = Venue(name="Guildhall"), Trainer(name="B. Nascimento")
        library = db.get_one(Agency, first_aid.agency)
        others = [
            a_delegate(db, library, "Łukasz", "<b>Żółć</b>").id,
            a_delegate(db, library, "小明", "李").id,
        ]
        db.add(DelegateNeeds(delegate_id=first_aid.ada, needs="A ramp"))
        for who in (first_aid.ada, *others):
            bookings.book(db, event_id=event.id, delegate_id=who, by=BY)
        bookings.add_walk_in(db, event_id=event.id, delegate_id=first_aid.grace, by=BY_AFTER)
        registers.mark_the_rest(db, event.id, session_id=None, by=BY_AFTER)
        db.flush()
        registers.close_register(db, event.id, by=BY_AFTER)
    return first_aid


def test_the_register_lists_who_is_booked_and_leaves_lines_for_walk_ins(
    desk: Desk, held: FirstAid
) -> None:
    with desk.reading() as db:
        words = words_of(register_document(db, held.event, today=AFTER))
    assert "King, Ada" in words
    assert "<b>Żółć</b>, Łukasz" in words
    assert "Hopper" not in words
    assert "Wed 10 June 2026, 09:30 to 16:30" in words
    assert "3 booked of 9 places" in words
    assert "Guildhall" in words
    assert "B. Nascimento" in words
    assert "A ramp" not in words
    with desk.reading() as db:
        line = register_of(db, held.event, today=AFTER).lines[0]
    assert f"{line.number} {row_code(held.event, line.id)}" in " ".join(words.split())


def test_a_register_of_a_room_online_is_an_attendance_sheet(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Meet online") as db:
        db.get_one(EventSession, first_aid.session).online = "https://example.org/room"
    with desk.reading() as db:
        words = words_of(register_document(db, first_aid.event, today=AFTER))
    assert "Attendance sheet" in words
    assert "Online" in words
    assert "joined" in words


def test_a_register_without_times_or_days_is_printed_too(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Forget the times") as db:
        session = db.get_one(EventSession, first_aid.session)
        session.starts = session.ends = None
    with desk.reading() as db:
        words = words_of(register_document(db, first_aid.event, today=AFTER))
    assert "Wed 10 June 2026" in words
    assert "09:30" not in words

    with desk.changing("Forget the day") as db:
        db.delete(db.get_one(EventSession, first_aid.session))
    with desk.reading() as db:
        words = words_of(register_document(db, first_aid.event, today=AFTER))
    assert "First Aid" in words
    assert "10 June" not in words


def test_certificates_are_issued_and_saved_in_one_file(
    desk: Desk, held: FirstAid, tmp_path: Path
) -> None:
    printed = print_certificates(desk, held.event, tmp_path / "all.pdf")
    document = (tmp_path / "all.pdf").read_bytes()
    words = words_of(document)
    assert printed.count == 4
    assert all(number in words for number in printed.numbers)
    assert "Stop a bleed." in words
    assert "Chair of the board" in words
    with pikepdf.open(BytesIO(document)) as pdf:
        assert len(pdf.pages) == 4
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["all.pdf"]


def test_printing_again_gives_the_same_numbers(desk: Desk, held: FirstAid, tmp_path: Path) -> None:
    first = print_certificates(desk, held.event, tmp_path / "all.pdf")
    assert print_certificates(desk, held.event, tmp_path / "all.pdf") == first


def test_certificates_are_saved_one_a_delegate(desk: Desk, held: FirstAid, tmp_path: Path) -> None:
    printed = print_certificates(desk, held.event, tmp_path / "each")
    names = sorted(path.name for path in (tmp_path / "each").iterdir())
    assert len(names) == printed.count == 4
    assert names[-1].endswith(".pdf")
    assert any("Ada King" in name for name in names)
    assert not any("<" in name for name in names)


def test_letters_that_no_font_has_are_reported_by_name(
    desk: Desk, held: FirstAid, tmp_path: Path
) -> None:
    with desk.changing("Rename") as db:
        db.get_one(Agency, held.agency).name = "Library \U0001f4da"
    printed = print_certificates(desk, held.event, tmp_path / "all.pdf")
    assert "Ada King: no font here has the letters \U0001f4da." in printed.without_a_font


def test_where_nothing_can_be_written_nothing_is_issued(
    desk: Desk, held: FirstAid, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("mine")
    for target in (tmp_path / "no" / "all.pdf", tmp_path / "no" / "each", tmp_path / "taken"):
        with pytest.raises(CannotSave):
            print_certificates(desk, held.event, target)
    with desk.reading() as db:
        assert {row.number for row in certificates_on(db, held.event)} == {""}
    assert (tmp_path / "taken").read_text() == "mine"


def test_issued_numbers_cannot_be_taken_back(desk: Desk, held: FirstAid, tmp_path: Path) -> None:
    print_certificates(desk, held.event, tmp_path / "all.pdf")
    assert desk.undo_title == ""


def test_a_folder_in_the_way_is_found_before_anything_is_issued(
    desk: Desk, held: FirstAid, tmp_path: Path
) -> None:
    third = certificate_number(year="2026-27", sequence=3)
    (tmp_path / "each" / f"{third} Ada King.pdf").mkdir(parents=True)
    with pytest.raises(CannotSave, match="the name of a certificate"):
        print_certificates(desk, held.event, tmp_path / "each")
    with desk.reading() as db:
        assert {row.number for row in certificates_on(db, held.event)} == {""}


def test_an_event_without_certificates_prints_nothing(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    with pytest.raises(NothingToPrint):
        print_certificates(desk, first_aid.event, tmp_path / "all.pdf")
    with desk.reading() as db, pytest.raises(NothingToPrint):
        certificates_document(db, first_aid.event)
    assert not (tmp_path / "all.pdf").exists()


def test_one_certificate_is_printed_alone(desk: Desk, held: FirstAid, tmp_path: Path) -> None:
    print_certificates(desk, held.event, tmp_path / "all.pdf")
    with desk.reading() as db:
        ada = next(row for row in certificates_on(db, held.event) if row.name == "Ada King")
        words = words_of(certificates_document(db, held.event, only=ada.id))
        everybody = words_of(certificates_document(db, held.event))
    assert ada.number in words
    assert "Grace" not in words
    assert "Grace" in everybody


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no such folder/letter.pdf", "there is no such folder"),
        ("folder", "a folder of that name is there"),
        ("file.txt/letter.pdf", "there is no such folder"),
        ("x" * 300 + ".pdf", "the name is too long"),
    ],
)
def test_a_file_that_cannot_be_saved_is_explained(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(CannotSave, match=reason):
        save_document(b"%PDF", tmp_path / name)


def test_a_document_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    save_document(b"old", path)
    with pytest.raises(TypeError):
        save_document("words", path)  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
