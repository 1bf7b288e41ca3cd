"""Forms that came back as PDF: matched by their codes, taken in one act, and none lost."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests.conftest import BY_AFTER
from tests.exchange.filled import by_a_reader
from tests.services.at_once import Meeting, at_once
from tests.services.evaluation.asked_first_aid import (
    ASKS,
    CONFIDENCE,
    WORDS,
    Asked,
    a_questionnaire,
)
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.questionnaire import Returned, asks_as_data
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.evaluation import returned_pdfs
from trainingdesk.services.evaluation.form_papers import fillable_form
from trainingdesk.services.evaluation.held import keep_first, take_later
from trainingdesk.services.evaluation.returned_pdfs import (
    PdfFate,
    PdfLooked,
    PdfsTaken,
    look_at,
    refused_rows,
    take_in,
)
from trainingdesk.services.evaluation.taking import Taken, take
from trainingdesk.services.progress import Cancelled
from trainingdesk.storage.models import Booking, Event, Questionnaire

FILLED: dict[str, int | str] = {
    "q_CONF_": 7,
    "q_AGAIN_": 2,
    "p2_USED_": 2,
    "q_TIMES_": "3",
    "q_WORDS_": "Ring 王小明",
}
SAID = {"CONF": 7, "AGAIN": "Unsure", "USED": "Notes", "TIMES": 3, "WORDS": "Ring 王小明"}


class Folder:
    """Where files come in, and what is read of them."""

    def __init__(self, asked: Asked, path: Path) -> None:
        self.asked, self.path = asked, path

    def put(
        self,
        name: str,
        filled: Mapping[str, int | str],
        *,
        booking: int | None = None,
        stage: Stage = Stage.END,
    ) -> Path:
        """Have a form of Ada's, or of another booking, come back filled in."""
        with self.asked.desk.reading() as db:
            _, blank = fillable_form(db, booking or self.asked.ada_booking, stage)
        path = self.path / name
        path.write_bytes(by_a_reader(blank, filled))
        return path

    def look(self) -> list[PdfLooked]:
        with self.asked.desk.reading() as db:
            return look_at(db, [self.path], by=BY_AFTER)

    def fates(self) -> list[PdfFate]:
        return [each.fate for each in self.look()]

    def only(self) -> PdfLooked:
        (found,) = self.look()
        return found

    def take(self, *, all_of_them: bool = False) -> PdfsTaken:
        files = [each for each in self.look() if each.is_taken or all_of_them]
        with self.asked.desk.changing("Take PDFs") as db:
            return take_in(db, files, by=BY_AFTER)


@pytest.fixture
def folder(asked: Asked, tmp_path: Path) -> Folder:
    path = tmp_path / "returned"
    path.mkdir()
    return Folder(asked, path)


def without_names(asked: Asked) -> None:
    with asked.desk.changing("Ask") as db:
        a_questionnaire(db, Stage.FOLLOW_UP, CONFIDENCE, WORDS, anonymous=True)


def test_a_form_is_matched_by_its_code_and_taken_with_every_kind_of_answer(folder: Folder) -> None:
    folder.put("ada.pdf", FILLED)
    found = folder.only()
    assert (found.fate, found.stage, found.title) == (PdfFate.NEW, Stage.END, "First Aid")
    assert "Ada" in found.who
    assert folder.take() == PdfsTaken(stored=1)
    assert folder.asked.forms() == [(folder.asked.first_aid.ada, Stage.END, SAID)]


def test_files_are_never_changed_and_reading_them_again_changes_nothing(folder: Folder) -> None:
    path = folder.put("ada.pdf", FILLED)
    before = path.read_bytes(), path.stat().st_mtime_ns
    folder.take()
    assert folder.only().fate is PdfFate.SAME
    assert folder.take(all_of_them=True) == PdfsTaken(same=1)
    assert len(folder.asked.forms()) == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_taking_a_folder_in_is_one_act_with_one_undo(folder: Folder) -> None:
    folder.put("ada.pdf", FILLED)
    folder.put("grace.pdf", FILLED, booking=folder.asked.grace_booking)
    acts = len(folder.asked.desk.done)
    folder.take()
    assert len(folder.asked.desk.done) == acts + 1
    folder.asked.desk.undo()
    assert not folder.asked.forms()
    assert folder.fates() == [PdfFate.NEW, PdfFate.NEW]


def test_a_second_form_of_somebody_is_kept_beside(folder: Folder) -> None:
    folder.asked.take({"CONF": 1})
    folder.put("ada.pdf", FILLED)
    assert folder.only().fate is PdfFate.SECOND
    assert folder.take() == PdfsTaken(held=1)
    (held,) = folder.asked.held()
    assert held.source == "ada.pdf"


def test_of_two_files_of_one_person_the_later_is_kept_beside(folder: Folder) -> None:
    folder.put("1.pdf", FILLED)
    folder.put("2.pdf", {**FILLED, "q_CONF_": 8})
    folder.put("3.pdf", {**FILLED, "q_SAT_": 1, "q_CONF_": 8, "q_TIMES_": "3 "})
    whole = (folder.path / "1.pdf").read_bytes()
    (folder.path / "4.pdf").write_bytes(whole)
    (folder.path / "5.pdf").write_bytes(whole.replace(b"%PDF-1.4", b"%PDF-1.5"))
    found = folder.look()
    assert [each.fate for each in found] == [
        PdfFate.NEW,
        PdfFate.SECOND,
        PdfFate.SECOND,
        PdfFate.SAME,
        PdfFate.SAME,
    ]
    assert found[3].said == "This is the same file as 1.pdf."
    assert found[4].said == "It says the same as 1.pdf."
    assert folder.take() == PdfsTaken(stored=1, held=2)


@pytest.mark.parametrize("settle", [keep_first, take_later])
def test_a_folder_that_is_read_again_brings_nothing_of_what_was_settled(
    folder: Folder, settle: Callable[[Session, int], None]
) -> None:
    folder.put("1.pdf", FILLED)
    folder.put("2.pdf", {**FILLED, "q_CONF_": 8})
    assert folder.take() == PdfsTaken(stored=1, held=1)
    with folder.asked.desk.changing("Settle") as db:
        settle(db, folder.asked.held()[0].id)
    assert folder.fates() == [PdfFate.SAME, PdfFate.SAME]
    assert folder.take(all_of_them=True) == PdfsTaken(same=2)
    assert folder.asked.held() == []
    folder.asked.desk.undo()  # what brought nothing is no act
    assert [each.source for each in folder.asked.held()] == ["2.pdf"]


def test_a_form_without_a_name_counts_and_names_nobody(folder: Folder) -> None:
    without_names(folder.asked)
    folder.put("a.pdf", {"q_CONF_": 5}, stage=Stage.FOLLOW_UP)
    assert folder.only().who == ""
    folder.take()
    assert folder.asked.forms() == [(None, Stage.FOLLOW_UP, {"CONF": 5})]


def test_forms_without_a_name_are_not_taken_twice_unless_that_is_said(folder: Folder) -> None:
    without_names(folder.asked)
    folder.put("a.pdf", {"q_CONF_": 5}, stage=Stage.FOLLOW_UP)
    folder.take()
    assert folder.fates() == [PdfFate.ALIKE]
    assert folder.take() == PdfsTaken()
    # Two people may say the same: of two such files, one is there and one is new.
    other = folder.put("b.pdf", {"q_CONF_": 5}, stage=Stage.FOLLOW_UP)
    other.write_bytes(other.read_bytes().replace(b"%PDF-1.4", b"%PDF-1.5"))
    assert folder.fates() == [PdfFate.ALIKE, PdfFate.NEW]
    assert folder.take(all_of_them=True) == PdfsTaken(stored=2)


def test_the_same_file_in_two_folders_under_one_name_is_taken_once(folder: Folder) -> None:
    without_names(folder.asked)
    path = folder.put("a.pdf", {"q_CONF_": 5}, stage=Stage.FOLLOW_UP)
    (folder.path.parent / "again").mkdir()
    again = folder.path.parent / "again" / "a.pdf"
    again.write_bytes(path.read_bytes())
    with folder.asked.desk.reading() as db:
        found = look_at(db, [path, again], by=BY_AFTER)
    assert [each.fate for each in found] == [PdfFate.NEW, PdfFate.SAME]


def test_a_form_without_a_name_that_somebody_took_meanwhile_is_left_out_and_told(
    folder: Folder,
) -> None:
    without_names(folder.asked)
    folder.put("a.pdf", {"q_CONF_": 5}, stage=Stage.FOLLOW_UP)
    folder.put("b.pdf", {"q_CONF_": 6}, stage=Stage.FOLLOW_UP)
    seen_before, taken_before = folder.look(), folder.look()[:1]
    with folder.asked.desk.changing("Take PDFs") as db:
        take_in(db, taken_before, by=BY_AFTER)
    with folder.asked.desk.changing("Take PDFs") as db:
        taken = take_in(db, seen_before, by=BY_AFTER)
    assert taken.stored == 1
    (why,) = taken.refused
    assert why.startswith("a.pdf: A form without a name that says the same was taken in meanwhile.")
    # Another person's, which was asked about and is to be taken all the same.
    alike = [replace(each, fate=PdfFate.NEW) for each in folder.look()]
    with folder.asked.desk.changing("Take PDFs") as db:
        assert take_in(db, alike, by=BY_AFTER) == PdfsTaken(stored=2)


def test_of_two_desks_that_take_a_form_without_a_name_at_once_one_takes_it(
    folder: Folder, other_desk: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_names(folder.asked)
    folder.put("a.pdf", {"q_CONF_": 5}, stage=Stage.FOLLOW_UP)

    def looked(db: Session, returned: Returned, *, by: Stamp) -> Taken:
        meeting.wait()
        return take(db, returned, by=by)

    monkeypatch.setattr(returned_pdfs, "take", looked)

    def take_them(desk: Desk, files: list[PdfLooked]) -> PdfsTaken:
        with desk.changing("Take PDFs") as db:
            return take_in(db, files, by=BY_AFTER)

    files = folder.look()
    done = at_once(take_them, [folder.asked.desk, other_desk], [files, files])
    assert sorted((each.stored, len(each.refused)) for each in done) == [(0, 1), (1, 0)]
    assert len(folder.asked.forms()) == 1


def test_a_form_that_asks_for_a_name_and_has_none_is_refused(folder: Folder) -> None:
    without_names(folder.asked)
    folder.put("a.pdf", {"q_CONF_": 5}, stage=Stage.FOLLOW_UP)
    with folder.asked.desk.changing("Ask for names") as db:
        of_practice = Questionnaire.stage == Stage.FOLLOW_UP
        db.scalars(select(Questionnaire).where(of_practice)).one().anonymous = False
    assert "This form asks for a name, and nothing in the file says whose it is." in refusal(folder)
    assert folder.look()[0].title == "First Aid"


def test_a_file_of_far_too_much_is_refused_and_the_others_are_taken(folder: Folder) -> None:
    path = folder.put("a.pdf", {"q_CONF_": 5})
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        huge = pdf.make_indirect(pikepdf.Stream(pdf, b"x" * 4_000_000))
        for field in pdf.Root.AcroForm.Fields:
            field.V = huge
        pdf.save(path)
    folder.put("b.pdf", FILLED)
    refused, taken = folder.look()
    assert (refused.fate, taken.fate) == (PdfFate.REFUSED, PdfFate.NEW)
    assert "far more than any answer" in refused.said
    assert folder.take() == PdfsTaken(stored=1)


def refusal(folder: Folder) -> str:
    found = folder.only()
    assert found.fate is PdfFate.REFUSED
    assert not found.is_taken
    assert found.returned is None
    return found.said


def test_an_answer_off_the_scale_is_refused_with_its_question(folder: Folder) -> None:
    folder.put("ada.pdf", {"q_TIMES_": "often"})
    said = refusal(folder)
    assert said == "“How many times since?” takes a whole number, not “often”."
    assert folder.look()[0].who


def test_a_file_that_is_no_form_is_named_and_the_others_are_taken(folder: Folder) -> None:
    folder.put("ada.pdf", FILLED)
    (folder.path / "letter.docx").write_bytes(b"PK a letter")
    (folder.path / "scan.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    found = folder.look()
    assert [name for name, _, _ in refused_rows(found)] == ["letter.docx", "scan.pdf"]
    assert refused_rows(found)[0][2] == "This is not a PDF."
    assert folder.take() == PdfsTaken(stored=1)


def test_a_flattened_form_still_says_whose_it_is_to_be_entered_by_hand(folder: Folder) -> None:
    path = folder.put("ada.pdf", FILLED)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root["/AcroForm"]
        for page in pdf.pages:
            del page["/Annots"]
        pdf.save(path)
    assert "enter them by hand from the page" in refusal(folder)
    found = folder.only()
    assert "Ada" in found.who
    assert found.code == str(FormCode(Stage.END, booking_id=folder.asked.ada_booking))


def test_somebody_who_never_came_is_refused(folder: Folder) -> None:
    folder.put("grace.pdf", FILLED, booking=folder.asked.grace_booking)
    folder.asked.close_register()
    assert "did not come to First Aid" in refusal(folder)


def test_an_empty_form_is_refused(folder: Folder) -> None:
    folder.put("ada.pdf", {})
    assert "Nothing is answered on this form" in refusal(folder)


def test_a_form_of_another_desk_is_refused(folder: Folder) -> None:
    folder.put("ada.pdf", FILLED)
    with folder.asked.desk.changing("Another") as db:
        db.get_one(Event, folder.asked.first_aid.event).reference = "OTHER-1"
    assert "its code is of OTHER-1 here" in refusal(folder)


@pytest.mark.parametrize("stage", [Stage.END, Stage.FOLLOW_UP])
def test_a_code_of_nothing_on_this_desk_is_refused(folder: Folder, stage: Stage) -> None:
    without_names(folder.asked)
    folder.put("ada.pdf", FILLED if stage is Stage.END else {"q_CONF_": 5}, stage=stage)
    with folder.asked.desk.changing("Empty", undoable=False) as db:
        db.execute(delete(Booking))
        if stage is Stage.FOLLOW_UP:
            event = db.get_one(Event, folder.asked.first_aid.event)
            for session in event.sessions:
                db.delete(session)
            db.flush()
            db.delete(event)
    assert "is not on this desk" in refusal(folder)


def test_questions_that_are_not_on_this_desk_are_refused(folder: Folder) -> None:
    folder.put("ada.pdf", FILLED)
    with folder.asked.desk.changing("Other", undoable=False) as db:
        db.execute(delete(Questionnaire))
    assert "Its questions are not on this desk." in refusal(folder)


def test_a_form_that_no_longer_says_what_it_asks_is_refused(folder: Folder) -> None:
    path = folder.put("ada.pdf", {**FILLED, "form-questionnaire": "gone"})
    assert path.is_file()
    assert "no longer says which questions it asks" in refusal(folder)


def test_a_form_whose_questions_were_changed_since_is_refused(folder: Folder) -> None:
    # A version of today may still be changed today: a circle would mean another answer then.
    folder.put("ada.pdf", FILLED)
    with folder.asked.desk.changing("Change") as db:
        row = db.get_one(Questionnaire, folder.asked.end)
        row.asks = asks_as_data((replace(ASKS[0], lowest=1), *ASKS[1:]))
    assert "Its questions were changed after it was given out" in refusal(folder)


def test_a_form_keeps_the_questions_it_was_given_out_with(folder: Folder) -> None:
    folder.put("ada.pdf", FILLED)
    with folder.asked.desk.changing("New version") as db:
        db.get_one(Questionnaire, folder.asked.end).ended_on = BY_AFTER.today
        a_questionnaire(db, Stage.END, WORDS)
    assert folder.only().fate is PdfFate.NEW


def test_what_became_wrong_after_it_was_looked_at_is_left_out(folder: Folder) -> None:
    folder.put("ada.pdf", FILLED)
    folder.put("grace.pdf", FILLED, booking=folder.asked.grace_booking)
    (folder.path / "z.pdf").write_bytes(b"")
    files = folder.look()
    folder.asked.close_register()
    with folder.asked.desk.changing("Take PDFs") as db:
        taken = take_in(db, files, by=BY_AFTER)
    assert taken.stored == 1
    (why,) = taken.refused
    assert why.startswith("grace.pdf: ")


def test_reading_a_folder_tells_how_far_it_is_and_can_be_stopped(folder: Folder) -> None:
    for name in ("ada.pdf", "again.pdf"):
        folder.put(name, FILLED)
    steps: list[Any] = []
    with folder.asked.desk.reading() as db:
        look_at(db, [folder.path], by=BY_AFTER, progress=lambda *step: steps.append(step))
    assert steps == [(0, 2), (1, 2)]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with folder.asked.desk.reading() as db, pytest.raises(Cancelled):
        look_at(db, [folder.path], by=BY_AFTER, progress=stop)


def test_a_folder_that_is_gone_is_refused(folder: Folder) -> None:
    with folder.asked.desk.reading() as db:
        gone = look_at(db, [folder.path / "gone.pdf"], by=BY_AFTER)
    assert gone[0].said == "No such file or directory."
