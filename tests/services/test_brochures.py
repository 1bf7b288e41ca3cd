"""What a brochure gathers of the desk."""

from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.conftest import STARTS, a_course, an_event
from tests.reports import pages
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.own_words import OwnList
from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.brochures import programme_of, save_brochure
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import (
    Board,
    Course,
    CourseRequirement,
    CourseStrand,
    OwnWord,
    Series,
    Strand,
    Venue,
)

YEAR = TrainingYear(2026)


def published(db: Session, title: str, **details: object) -> Course:
    told = {"state": CourseState.PUBLISHED, "level": "1", "audience": "Everybody", **details}
    return a_course(db, title, title.upper()[:4], **told)


def in_strand(db: Session, course: Course, *strands: Strand) -> None:
    db.add_all(strands)
    db.flush()
    db.add_all(CourseStrand(course_id=course.id, strand_id=strand.id) for strand in strands)


def test_drafts_are_left_out_and_what_was_called_off_too(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        risk = published(db, "Risk")
        a_course(db, "Unfinished", "UNF")
        a_course(db, "Old", "OLD", state=CourseState.RETIRED)
        last = a_course(db, "Last time", "LAST", state=CourseState.RETIRED)
        an_event(db, last, STARTS)
        for number, status in enumerate(EventStatus):
            an_event(db, risk, STARTS, status=status, reference=f"{status}-{number}")
        an_event(db, risk, date(2027, 4, 1), reference="NEXT")
    with desk.reading() as db:
        offers = {offer.title: offer for offer in programme_of(db, YEAR).offers}
    assert list(offers) == ["Last time", "Risk"]
    assert {dated.reference.split("-")[0] for dated in offers["Risk"].dates} == {
        "Planned",
        "Open",
        "Confirmed",
        "Delivered",
    }


def test_a_course_is_told_in_the_first_of_its_strands(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        children = Strand(name="Children", about="All of them.", turn=1)
        adults, empty = Strand(name="Adults", turn=2), Strand(name="Empty")
        in_strand(db, published(db, "Risk"), adults, children)
        db.add(empty)
        published(db, "Alone")
    with desk.reading() as db:
        parts = programme_of(db, YEAR).strands
    told = [(part.name, [offer.title for offer in part.offers]) for part in parts]
    assert told == [("Children", ["Risk"]), ("Adults", []), ("Other courses", ["Alone"])]
    assert [offer.title for offer in parts[1].elsewhere] == ["Risk"]
    assert parts[0].about == "All of them."


def test_without_strands_there_are_courses(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        published(db, "Risk")
    with desk.reading() as db:
        assert [part.name for part in programme_of(db, YEAR).strands] == ["Courses"]


def test_an_event_says_when_and_where_it_is(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        risk = published(db, "Risk", minutes=90, kind="Workshop")
        event = an_event(db, risk, STARTS, date(2026, 6, 17))
        event.series = Series(name="Safeguarding Week")
        event.sessions[0].venue = Venue(name="Guildhall")
        event.sessions[1].online = "https://example.org/secret"
        other = an_event(db, risk, date(2026, 7, 1), date(2026, 7, 2), reference="B")
        other.sessions[0].starts, other.sessions[0].ends = None, None
        other.sessions[1].starts, other.sessions[1].ends = time(13), None
        bare = an_event(db, risk, date(2026, 7, 8), reference="C")
        db.delete(bare.sessions[0])
    with desk.reading() as db:
        (offer,) = programme_of(db, YEAR).offers
        first, second, third = offer.dates
    assert offer.length == "Workshop, 1½ hours"
    assert list(first.when) == ["Wed 10 June 2026", "Wed 17 June 2026"]
    assert (first.times, first.where) == ("09:30 to 16:30", "Guildhall and Online")
    assert first.series == "Safeguarding Week"
    assert list(second.when) == ["Wed 1 July 2026", "Thu 2 July 2026, from 13:00"]
    assert (second.times, second.where) == ("", "")
    assert (list(third.when), third.times) == (["Wed 8 July 2026"], "")


def test_a_course_says_what_comes_first(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        first = published(db, "Introduction")
        risk = published(db, "Risk", required_level="1", outcomes="See.\n\nTell.")
        db.add(CourseRequirement(course_id=risk.id, required_id=first.id))
    with desk.reading() as db:
        offer = list(programme_of(db, YEAR).offers)[-1]
    assert list(offer.requires) == ["Introduction", "any course of Level 1"]
    assert list(offer.outcomes) == ["See.", "Tell."]


def test_levels_that_are_explained_come_in_the_boards_order(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        published(db, "Risk")
        db.get_one(Board, 1).email = "training@example.org"
        for turn, (name, about) in enumerate((("3", "Lead."), ("1", "Meet."), ("2", ""))):
            db.add(OwnWord(list=OwnList.LEVEL, name=name, about=about, turn=turn))
        db.add(OwnWord(list=OwnList.LEVEL, name="4", about="Gone.", retired=True))
        db.add(OwnWord(list=OwnList.KIND, name="Course", about="A day."))
    with desk.reading() as db:
        programme = programme_of(db, YEAR)
    assert [(level.name, level.about) for level in programme.levels] == [
        ("3", "Lead."),
        ("1", "Meet."),
    ]
    assert programme.contact.email == "training@example.org"


def test_a_brochure_is_saved_and_says_whose_letters_no_font_has(desk: Desk, tmp_path: Path) -> None:
    with desk.changing("Set up") as db:
        published(db, "Łukasz \U000107ff")
        db.get_one(Board, 1).telephone = "020 7946 0000"
    with desk.reading() as db:
        assert save_brochure(db, YEAR, tmp_path / "b.pdf") == [
            "Łukasz \U000107ff: no font here has the letters \U000107ff."
        ]
    assert "Łukasz" in pages.text((tmp_path / "b.pdf").read_bytes())


def test_a_brochure_that_does_not_say_how_to_reach_the_board_tells_so_and_reads_well(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "b.pdf"
    with desk.changing("Set up") as db:
        published(db, "Risk")
        db.get_one(Board, 1).name = "Tern Valley Safeguarding Board"
    with desk.reading() as db:
        (told,) = save_brochure(db, TrainingYear(2040), path)  # a year without any date
    assert told == (
        "It does not say how to reach the board: Settings has no e-mail, telephone or address of "
        "it."
    )
    said = " ".join(pages.text(path.read_bytes()).split())
    whom = "Places are booked with the training team of Tern Valley Safeguarding Board."
    assert whom in said
    with desk.changing("Reach") as db:
        db.get_one(Board, 1).email = "training@example.org"
    with desk.reading() as db:
        assert save_brochure(db, YEAR, path) == []
    said = pages.text(path.read_bytes())
    assert "training@example.org" in said
    assert "Places are booked with" not in said


def test_without_a_published_course_there_is_nothing_to_print(desk: Desk, tmp_path: Path) -> None:
    with desk.changing("Set up") as db:
        a_course(db, "Unfinished", "UNF")
    with pytest.raises(NothingToPrint, match="level and its audience"), desk.reading() as db:
        save_brochure(db, YEAR, tmp_path / "b.pdf")
    with pytest.raises(CannotSave, match=r"saved as \.pdf"), desk.reading() as db:
        save_brochure(db, YEAR, tmp_path / "b.docx")
    assert not list(tmp_path.glob("b.*"))
