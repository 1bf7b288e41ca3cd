"""The list of courses, on the sample programme and on a few courses of one's own."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from tests.conftest import BEFORE
from tests.made_once import sample_copy
from tests.services.test_courses import added
from tests.worlds import set_up_once
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.course_rows import (
    CourseRow,
    CoursesAsked,
    course_choices,
    course_year,
    courses_counted,
    courses_listed,
)
from trainingdesk.services.courses import CourseDetails, set_state
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures import year_figures
from trainingdesk.services.open_registers import open_registers
from trainingdesk.services.own_words import BoardList, WordDetails, add_word, move_word, word_rows
from trainingdesk.services.sample import SAMPLE_TODAY

YEAR = TrainingYear(2026)
RATES = ("places", "booked", "attended", "walk_ins", "take_up", "turn_up", "fill")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample programme, which these tests only look at."""
    copy = copyfile(sample_copy(tmp_path_factory), tmp_path_factory.mktemp("sample") / "s.sqlite")
    desk = Desk(copy, today=lambda: SAMPLE_TODAY)
    yield desk
    desk.close()


@pytest.mark.parametrize("begins", [2024, 2025, 2026])
def test_the_counts_are_those_of_the_figures(sample: Desk, begins: int) -> None:
    year = TrainingYear(begins)
    with sample.reading() as db:
        rows = courses_listed(db, CoursesAsked(year, SAMPLE_TODAY))
        figures = year_figures(db, year, today=SAMPLE_TODAY)["by_course"]
    by_code = {row.reference: row for row in rows}
    assert figures
    for found in figures:
        row = by_code[found["course"]]
        assert {rate: getattr(row, rate) for rate in RATES} == {r: found[r] for r in RATES}
        assert row.events == found["events_delivered"] + found["events_to_come"]


@pytest.mark.parametrize("falling", [False, True])
@pytest.mark.parametrize("sort", ["events", "take_up", "turn_up", "fill"])
def test_courses_stand_in_the_order_of_the_figure_that_is_shown(
    sample: Desk, sort: str, *, falling: bool
) -> None:
    asked = CoursesAsked(TrainingYear(2025), SAMPLE_TODAY, sort=sort, falling=falling)
    with sample.reading() as db:
        shown = [getattr(row, sort) for row in courses_listed(db, asked)]
    known = [figure for figure in shown if figure is not None]
    assert len(set(known)) > 3
    assert known == sorted(known, reverse=falling)
    assert shown[len(known) :] == [None] * (len(shown) - len(known))


@pytest.fixture
@set_up_once
def three(desk: Desk) -> tuple[int, ...]:
    """Three courses without events."""
    some = (
        CourseDetails("Neglect", "NEGL", "10", audience="Nurses", strands=("Children",)),
        CourseDetails("Łódź Networks", "LODZ", "2", state=CourseState.DRAFT),
        CourseDetails("Abuse", "AB", "2", audience="All", strands=("Adults", "Children")),
    )
    with desk.changing("Set up") as db:
        for level in ("10", "2"):
            add_word(db, BoardList.LEVELS, WordDetails(level))
    return tuple(added(desk, details) for details in some)


def listed(desk: Desk, **asked: object) -> list[str]:
    with desk.reading() as db:
        wanted = CoursesAsked(YEAR, BEFORE, **asked)  # type: ignore[arg-type]
        rows = courses_listed(db, wanted)
        assert courses_counted(db, wanted) == len(rows)
        return [row.reference for row in rows]


def test_courses_are_narrowed(desk: Desk, three: tuple[int, ...]) -> None:
    with desk.changing("Publish") as db:
        set_state(db, [three[2]], CourseState.PUBLISHED)
    with desk.reading() as db:
        choices = course_choices(db)
        assert courses_counted(db) == 3
    strands = dict(choices.strands)
    assert choices.levels == [("10", "10"), ("2", "2")]
    assert [word for word, _ in choices.states] == ["Draft", "Published"]
    assert listed(desk, words="lodz net") == ["LODZ"]
    assert listed(desk, words="nurs") == ["NEGL"]
    assert listed(desk, words="child") == ["AB", "NEGL"]
    assert listed(desk, level="2") == ["AB", "LODZ"]
    assert listed(desk, strand_id=strands["Adults"]) == ["AB"]
    assert listed(desk, state="Published") == ["AB"]
    assert listed(desk, state="Draft", level="10") == ["NEGL"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("title", ["AB", "LODZ", "NEGL"]),
        ("reference", ["AB", "LODZ", "NEGL"]),
        ("level", ["NEGL", "AB", "LODZ"]),
        ("state", ["AB", "LODZ", "NEGL"]),
    ],
)
def test_courses_are_put_in_order(
    desk: Desk, three: tuple[int, ...], sort: str, order: list[str]
) -> None:
    assert listed(desk, sort=sort) == order


def test_levels_are_in_the_order_of_the_board(desk: Desk, three: tuple[int, ...]) -> None:
    with desk.changing("Move") as db:
        two = next(row for row in word_rows(db, BoardList.LEVELS) if row.name == "2")
        move_word(db, BoardList.LEVELS, two.id, to=0)
    assert listed(desk, sort="level") == ["AB", "LODZ", "NEGL"]
    assert listed(desk, sort="level", falling=True) == ["NEGL", "AB", "LODZ"]
    with desk.reading() as db:
        assert [word for word, _ in course_choices(db).levels] == ["2", "10"]


def test_a_course_shows_its_strands_and_no_rates_without_events(
    desk: Desk, three: tuple[int, ...]
) -> None:
    with desk.reading() as db:
        row = course_year(db, three[2], YEAR, today=BEFORE)
    assert row.strands == ("Children", "Adults")  # as they came into the list
    assert (row.events, row.take_up, row.turn_up, row.fill) == (0, None, None, None)
    assert not row.short_of_take_up


def a_row(**counts: int) -> CourseRow:
    return CourseRow(
        id=1, reference="A", title="A", level="", kind="", audience="", minutes=None, events=1,
        state=CourseState.DRAFT, target_take_up=95, target_turn_up=90,
        **{"places": 100, "booked": 95, "attended": 86, "walk_ins": 1} | counts,  # type: ignore[arg-type]
    )  # fmt: skip


def test_targets_are_held_against_take_up_and_turn_up() -> None:
    assert not a_row().short_of_take_up
    assert a_row(booked=94).short_of_take_up
    assert a_row().short_of_turn_up  # 85 of 95
    assert not a_row(attended=87).short_of_turn_up
    assert not a_row(booked=9_451, places=10_000).short_of_take_up  # it reads as 95%


def test_turn_up_falls_short_of_nothing_while_a_register_can_raise_it() -> None:
    row = a_row(registers_open=1)
    assert a_row().short_of_turn_up
    assert not row.short_of_turn_up
    assert row.turn_up == a_row().turn_up
    assert a_row(registers_open=1, booked=94).short_of_take_up  # no register changes what is booked


def test_the_open_registers_of_courses_are_those_of_the_year(sample: Desk) -> None:
    with sample.reading() as db:
        rows = courses_listed(db, CoursesAsked(YEAR, SAMPLE_TODAY))
        still_open = open_registers(db, YEAR, today=SAMPLE_TODAY).registers
    assert sum(row.registers_open for row in rows) == still_open > 0


def test_rows_are_read_by_the_page(sample: Desk, tmp_path: Path) -> None:
    asked = CoursesAsked(YEAR, SAMPLE_TODAY, sort="level")
    with sample.reading() as db:
        whole = [row.id for row in courses_listed(db, asked)]
        assert [row.id for row in courses_listed(db, asked, offset=5, limit=4)] == whole[5:9]
