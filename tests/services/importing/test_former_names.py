"""Old workbooks, loaded again once words, venues, trainers and series were renamed or made one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.exchange.files import DATA, Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import BOOKING, EVENT, EVENTS, WORLD, Sender
from trainingdesk.domain.former_names import NamedKind
from trainingdesk.exchange.workbooks import Workbook
from trainingdesk.services.desk import Desk
from trainingdesk.services.former_names import former_names
from trainingdesk.services.importing.outcome import Outcome, RowsRefused
from trainingdesk.services.importing.workbooks import load, read
from trainingdesk.services.own_words import (
    BoardList,
    WordDetails,
    add_word,
    change_word,
    remove_words,
    retire_words,
    take_in_words,
    word_rows,
)
from trainingdesk.services.series import change_series, merge_series, series_details
from trainingdesk.services.trainers import change_trainer, merge_trainers, trainer_details
from trainingdesk.services.venues import (
    change_venue,
    merge_venues,
    remove_venues,
    venue_details,
)
from trainingdesk.storage.models import (
    Base,
    Booking,
    Event,
    EventSession,
    FormerName,
    Series,
    Trainer,
    Venue,
)

TOWN_HALL, LIBRARY = 1, 2


def rename_words(db: Session, which: BoardList) -> None:
    take_in_words(db, which)
    db.flush()
    for word in word_rows(db, which):
        change_word(db, which, word.id, WordDetails(f"{word.name}, renamed", word.about))


def rename_records(db: Session) -> None:
    """Give every venue, trainer and series another name."""
    for number in list(db.scalars(select(Venue.id))):
        venue = venue_details(db, number)
        change_venue(db, number, replace(venue, name=f"{venue.name}, renamed"), opened=None)
    for number in list(db.scalars(select(Trainer.id))):
        trainer = trainer_details(db, number)
        change_trainer(db, number, replace(trainer, name=f"{trainer.name}, renamed"), opened=None)
    for number in list(db.scalars(select(Series.id))):
        series = series_details(db, number)
        change_series(db, number, replace(series, name=f"{series.name}, renamed"), opened=None)


def merge_records(db: Session) -> None:
    """Make of all venues one, and of all trainers and series."""
    for model, merge in ((Venue, merge_venues), (Trainer, merge_trainers), (Series, merge_series)):
        numbers = list(db.scalars(select(model.id).order_by(model.id)))
        merge(db, numbers[0], numbers[1:])


def rename_all(db: Session) -> None:
    for which in BoardList:
        rename_words(db, which)
    rename_records(db)


def merge_what_was_renamed(db: Session) -> None:
    rename_all(db)
    merge_records(db)
    rename_records(db)


USED = [which for which in BoardList if which is not BoardList.EVENT_REASONS]
"""The lists of which that year has words; it called off no event for a reason."""

ACTS: Mapping[str, Callable[[Session], None]] = {
    **{which.value: partial(rename_words, which=which) for which in USED},
    "records renamed": rename_records,
    "records merged": merge_records,
    "all of it, one after another": merge_what_was_renamed,
}


def kept(desk: Desk) -> dict[str, list[str]]:
    tables = [table for name, table in Base.metadata.tables.items() if "audit" not in name]
    with desk.reading() as db:
        return {t.name: sorted(map(str, db.execute(select(t)).all())) for t in tables}


@pytest.fixture(scope="module")
def book() -> Workbook:
    """A year of a real board."""
    return read([DATA / "havering-2017-18.xlsx"])


def imported(desk: Desk, book: Workbook) -> Outcome:
    with desk.changing("Import", undoable=False) as db:
        return load(db, book, skip_bad_rows=False, by=desk.stamp())


@pytest.fixture(scope="module")
def year_file(tmp_path_factory: pytest.TempPathFactory, book: Workbook) -> Path:
    """That year on a desk, which is copied."""
    file = tmp_path_factory.mktemp("year") / "desk.sqlite"
    desk = Desk(file)
    with desk.changing("Set up", undoable=False) as db:
        db.add_all([Series(name="Safeguarding Week"), Series(name="Safeguarding week 2017")])
    imported(desk, book)
    desk.close()
    return file


@pytest.fixture
def own_desk(tmp_path: Path, year_file: Path) -> Iterator[Desk]:
    """A desk of one's own: what differs on a shared one is tried with smaller workbooks."""
    desk = Desk(copyfile(year_file, tmp_path / "desk.sqlite"))
    yield desk
    desk.close()


@pytest.mark.thorough
@pytest.mark.parametrize("act", ACTS)
def test_a_real_year_loaded_again_after_renaming_changes_nothing(
    own_desk: Desk, book: Workbook, act: str
) -> None:
    loaded = kept(own_desk)
    with own_desk.changing("Rename") as db:
        ACTS[act](db)
    before = kept(own_desk)
    assert before != loaded
    outcome = imported(own_desk, book)
    assert (outcome.problems, outcome.total.new, outcome.total.changed) == ((), 0, 0)
    assert kept(own_desk) == before
    own_desk.undo()
    assert kept(own_desk) == loaded


def test_a_merged_venue_keeps_what_was_decided_and_its_events(world: Sender) -> None:
    with world.desk.changing("Merge venues") as db:
        merge_venues(db, TOWN_HALL, [LIBRARY])
    outcome = world.load(WORLD)
    assert (outcome.problems, outcome.total.new, outcome.total.changed) == ((), 0, 0)
    assert world.all(Venue, "name", "places") == [("Town Hall", 40)]
    assert {row[0] for row in world.all(EventSession, "venue_id")} == {TOWN_HALL}
    assert ("Library", "Town Hall") in {(mend.was, mend.read_as) for mend in outcome.mends}


def test_a_new_event_at_a_former_name_is_held_at_the_present_place(world: Sender) -> None:
    with world.desk.changing("Rename venue") as db:
        opened = venue_details(db, LIBRARY)
        change_venue(db, LIBRARY, replace(opened, name="Central Library"), opened=None)
    new = ("FA-2", "FA", moment(2026, 7, 7), None, None, "library", None, 9, "Open")
    world.load({"Events": [EVENTS[0], new]})
    assert world.all(EventSession, "venue_id")[-1] == (LIBRARY,)
    assert world.all(Venue, "name") == [("Town Hall",), ("Central Library",)]


def test_a_former_name_of_what_is_gone_leads_nowhere(world: Sender) -> None:
    with world.desk.changing("Remember") as db:
        db.add(FormerName(kind=NamedKind.VENUE, name="The Annexe", now_id=999))
    new = ("FA-2", "FA", moment(2026, 7, 7), None, None, "The Annexe", None, 9, "Open")
    with pytest.raises(RowsRefused, match="'The Annexe' is no venue"):
        world.load({"Events": [EVENTS[0], new]})


def test_a_merged_series_keeps_its_events(world: Sender) -> None:
    heading = (*EVENTS[0], "Series")
    day = moment(2026, 7, 7)
    rows: Rows = [
        heading,
        ("FA-2", "FA", day, None, None, None, None, 9, "Open", "Safeguarding Week"),
        ("FA-3", "FA", day, None, None, None, None, 9, "Open", "The Week"),
    ]
    world.load({"Events": rows})
    with world.desk.changing("Merge series") as db:
        merge_series(db, 1, [2])
    outcome = world.load({"Events": rows})
    assert (outcome.total.new, outcome.total.changed) == (0, 0)
    assert world.all(Series, "name") == [("Safeguarding Week",)]


def test_whatever_is_called_so_today_comes_before_what_was(world: Sender) -> None:
    with world.desk.changing("Rename venues") as db:
        for number, name in ((LIBRARY, "Central Library"), (TOWN_HALL, "Library")):
            change_venue(db, number, replace(venue_details(db, number), name=name), opened=None)
    new = ("FA-2", "FA", moment(2026, 7, 7), None, None, "Library", None, 9, "Open")
    world.load({"Events": [EVENTS[0], new]})
    assert world.all(EventSession, "venue_id")[-1] == (TOWN_HALL,)


def test_the_names_of_what_is_removed_are_forgotten(world: Sender) -> None:
    """Another venue may be given its number."""
    rows: Rows = [("Venue",), ("Annexe",)]
    world.load({"Venues": rows})
    with world.desk.changing("Rename venue") as db:
        change_venue(db, 3, replace(venue_details(db, 3), name="The Annexe"), opened=None)
        assert former_names(db, NamedKind.VENUE) == {"Annexe": 3}
        remove_venues(db, [3])
    with world.desk.reading() as db:
        assert former_names(db, NamedKind.VENUE) == {}
    world.load({"Venues": rows})
    assert world.all(Venue, "name")[-1] == ("Annexe",)


def test_a_removed_word_leads_nowhere(world: Sender) -> None:
    with world.desk.changing("Words") as db:
        take_in_words(db, BoardList.LEVELS)
        db.flush()
        for word in word_rows(db, BoardList.LEVELS):
            change_word(db, BoardList.LEVELS, word.id, WordDetails(f"Level {word.name}"))
            retire_words(db, BoardList.LEVELS, [word.id], retired=True)
        assert set(former_names(db, NamedKind.LEVEL)) == {"1", "2"}
        for course in db.scalars(select(Event)):
            course.course.level = ""
        db.flush()
        remove_words(db, BoardList.LEVELS, [word.id for word in word_rows(db, BoardList.LEVELS)])
    with world.desk.reading() as db:
        assert former_names(db, NamedKind.LEVEL) == {}


def test_a_reason_is_worded_as_the_board_words_it_today(world: Sender) -> None:
    def booked(*reasons: str) -> dict[str, Rows]:
        day = moment(2026, 5, 1)
        lines = [
            ("DV-1", f"D{number}", day, "Cancelled", day, None, reason)
            for number, reason in enumerate(reasons, 1)
        ]
        return {"Bookings": [BOOKING, *lines]}

    told = booked("Sickness", "sickness", "On leave")
    world.load(told)
    with world.desk.changing("Reasons") as db:
        take_in_words(db, BoardList.REASONS)
        db.flush()
        word = next(w for w in word_rows(db, BoardList.REASONS) if w.name == "Sickness")
        change_word(db, BoardList.REASONS, word.id, WordDetails("Unwell"))
    outcome = world.load(told)
    assert (outcome.total.new, outcome.total.changed) == (0, 0)
    assert world.all(Booking, "reason") == [("Unwell",), ("sickness",), ("On leave",)]
    assert [(mend.column, mend.was, mend.read_as) for mend in outcome.mends] == [
        ("Reason", "Sickness", "Unwell")
    ]


def test_a_reason_of_events_is_worded_as_their_own_list_has_it_today(world: Sender) -> None:
    day = ("FA-9", "FA", moment(2026, 9, 1), None, None, None, None, 8, "Cancelled", "Sickness")
    told = {"Events": [(*EVENT, "Reason"), day]}
    world.load(told)
    with world.desk.changing("Reasons") as db:
        for which in (BoardList.REASONS, BoardList.EVENT_REASONS):
            word_id = add_word(db, which, WordDetails("Sickness"))
            change_word(db, which, word_id, WordDetails(f"Unwell, of {which}"))
    outcome = world.load(told)
    assert (outcome.problems, outcome.total.new, outcome.total.changed) == ((), 0, 0)
    assert ("Unwell, of Event reasons",) in world.all(Event, "reason")
