"""Two years of a real board, tidy and as such files really look."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.exchange.files import DATA, UNTIDY, YEARS
from tests.made_once import real_years
from trainingdesk.services.desk import Change, Desk
from trainingdesk.services.importing.outcome import Outcome, RowsRefused
from trainingdesk.services.importing.workbooks import load, preview, read
from trainingdesk.services.progress import Cancelled
from trainingdesk.storage.models import Audit, Base, Delegate

FAULTS = list(csv.DictReader(StringIO((DATA / f"{UNTIDY}.faults.csv").read_text("utf-8"))))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of one's own: what differs on a shared one is tried with smaller workbooks."""
    desk = Desk(tmp_path / "desk.sqlite")
    yield desk
    desk.close()


def imported(desk: Desk, *names: str, skip: bool = False) -> Outcome:
    book = read([DATA / f"{name}.xlsx" for name in names])
    with desk.changing("Import", undoable=False) as db:
        return load(db, book, skip_bad_rows=skip, by=desk.stamp())


def counts(desk: Desk) -> dict[str, int]:
    with desk.reading() as db:
        tables = [table for name, table in Base.metadata.tables.items() if name != "audit"]
        return {t.name: db.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def test_a_year_is_stored_to_the_last_row(desk: Desk) -> None:
    outcome = imported(desk, *YEARS)
    assert [*outcome.problems, *outcome.mends, *outcome.notices] == []
    held = counts(desk)
    assert (held["event"], held["event_session"]) == (99, 105)
    assert (held["delegate"], held["booking"]) == (706, 854 + 1024)
    assert (held["form"], held["survey_answer"]) == (1211 + 1413, 230)


@pytest.fixture
def both_years(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that two years were loaded onto."""
    desk = Desk(real_years(tmp_path_factory, tmp_path))
    yield desk
    desk.close()


def test_loading_twice_changes_nothing(both_years: Desk) -> None:
    desk = both_years
    before, heard = counts(desk), list[Change]()
    desk.on_change(heard.append)
    outcome = imported(desk, *YEARS)
    assert (outcome.total.new, outcome.total.changed) == (0, 0)
    assert outcome.total.same == outcome.good > 5000
    assert counts(desk) == before
    assert heard == []


def test_two_files_at_once_are_as_one_after_the_other(both_years: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other.sqlite")
    for name in YEARS:
        imported(other, name)
    assert counts(both_years) == counts(other)
    other.close()


def test_every_bad_row_is_named_and_no_good_one(desk: Desk) -> None:
    with pytest.raises(RowsRefused) as refused:
        imported(desk, UNTIDY)
    outcome = refused.value.outcome
    bad = {(fault["sheet"], int(fault["row"])) for fault in FAULTS if fault["kind"] == "refuse"}
    assert {(p.place.sheet, p.place.row) for p in outcome.problems} == bad
    assert refused.value.problems[:-1] == tuple(map(str, outcome.problems))
    assert refused.value.problems[-1] == "190 other rows hang on these."
    mended = {(fault["sheet"], int(fault["row"])) for fault in FAULTS if fault["kind"] == "mend"}
    assert {(mend.place.sheet, mend.place.row) for mend in outcome.mends} == mended


def test_with_a_bad_row_nothing_is_stored(desk: Desk) -> None:
    before = counts(desk)
    with pytest.raises(RowsRefused):
        imported(desk, UNTIDY)
    assert counts(desk) == before
    with desk.reading() as db:
        assert db.scalars(select(Audit.id)).all() == []


def test_on_request_the_good_rows_are_stored(desk: Desk) -> None:
    outcome = imported(desk, UNTIDY, skip=True)
    assert outcome.sheets["Events"].refused == 4
    held = counts(desk)
    assert (held["event"], held["delegate"], held["booking"]) == (47, 703, 943)
    again = imported(desk, UNTIDY, skip=True)
    assert (again.total.new, again.total.changed) == (0, 0)
    assert counts(desk) == held


def test_odd_names_are_stored_as_they_are(desk: Desk) -> None:
    imported(desk, UNTIDY, skip=True)
    with desk.reading() as db:
        names = set(db.scalars(select(Delegate.last_name)))
    assert {"<b>Bold</b> & Sons", '=HYPERLINK("x","y")', "李小龍 محمد", "X" * 120} <= names


def test_a_preview_says_the_same_and_stores_nothing(desk: Desk) -> None:
    before = counts(desk)
    with desk.reading() as db:
        seen = preview(db, read([DATA / f"{UNTIDY}.xlsx"]), today=desk.today())
    assert counts(desk) == before
    assert seen == imported(desk, UNTIDY, skip=True)


def test_an_import_says_how_far_it_is_and_can_be_stopped(desk: Desk) -> None:
    book = read([DATA / f"{YEARS[0]}.xlsx"])
    steps: list[tuple[int, int]] = []

    def stop_halfway(done: int, total: int) -> None:
        steps.append((done, total))
        if done > total * 0.75:
            raise Cancelled

    before = counts(desk)
    with pytest.raises(Cancelled), desk.changing("Import", undoable=False) as db:
        load(db, book, skip_bad_rows=False, by=desk.stamp(), progress=stop_halfway)
    assert steps == sorted(steps)
    assert counts(desk) == before
