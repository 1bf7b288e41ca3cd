"""E-learning loaded from a file, matched to delegates and counted apart."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from tests.conftest import BEFORE, FirstAid, a_course, a_delegate, an_agency
from trainingdesk.domain.completion import CompletionFate
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.completions import (
    CompletionsCounted,
    completions_in,
    completions_listed,
    completions_of,
    completions_of_course,
    remove_completions,
)
from trainingdesk.services.course_pages import course_sheet
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures.year import year_figures
from trainingdesk.services.loading_completions import FileLooked, Loaded, load, look_at
from trainingdesk.services.year_at_hand import year_at_hand
from trainingdesk.storage.models import Completion, Delegate

HEAD = "Name,E-mail,Agency,Course,Date,Score\n"
YEAR = TrainingYear.of(BEFORE)


def looked(desk: Desk, tmp_path: Path, *rows: str) -> FileLooked:
    path = tmp_path / "done.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    with desk.reading() as db:
        return look_at(db, path, today=BEFORE)


def loaded(desk: Desk, file: FileLooked, answers: Mapping[int, str] | None = None) -> Loaded:
    with desk.changing("Load", "e-learning") as db:
        return load(db, file, answers or {})


def test_whoever_is_known_is_loaded_once(desk: Desk, first_aid: FirstAid, tmp_path: Path) -> None:
    rows = (
        "Ada King,ada@example.org,,First Aid,12/04/2026,85%",
        "Grace Hopper,,Library,FA,13/04/2026,",
    )
    assert loaded(desk, looked(desk, tmp_path, *rows)) == Loaded(2, 0, 0, 0)
    again = looked(desk, tmp_path, *rows)
    assert [each.fate for each in again.lines] == [CompletionFate.HAD] * 2
    assert loaded(desk, again) == Loaded(0, 0, 0, 0)
    with desk.reading() as db:
        found = completions_listed(db)
        assert [(row.delegate, row.title, row.score) for row in found] == [
            ("Hopper, Grace", "First Aid", None),
            ("King, Ada", "First Aid", 85),
        ]
        assert [row.delegate for row in completions_listed(db, words="king first")] == ["King, Ada"]
        assert [row.on for row in completions_of(db, first_aid.ada)] == [date(2026, 4, 12)]
        assert completions_of_course(db, first_aid.course) == CompletionsCounted(2, 2)
        assert completions_in(db, YEAR) == CompletionsCounted(2, 2)
        assert completions_in(db, YEAR).said == "2 completions of e-learning by 2 people"
        sheet = course_sheet(db, first_aid.course, YEAR, today=BEFORE)
        assert sheet.elearning == year_at_hand(db, YEAR, today=BEFORE).elearning
        assert completions_in(db, YEAR.before).said == ""
        assert completions_in(db, YEAR.before) == CompletionsCounted(0, 0)
    desk.undo()
    with desk.reading() as db:
        assert completions_listed(db) == []


def test_the_same_line_twice_and_a_new_score_are_told_apart(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    row = "Ada King,ada@example.org,,FA,12/04/2026,"
    assert loaded(desk, looked(desk, tmp_path, f"{row}60", f"{row}60")) == Loaded(1, 0, 0, 0)
    assert loaded(desk, looked(desk, tmp_path, f"{row}85")) == Loaded(0, 0, 1, 0)
    with desk.reading() as db:
        assert [each.score for each in db.scalars(select(Completion))] == [85]


def test_nobody_is_guessed(desk: Desk, first_aid: FirstAid, tmp_path: Path) -> None:
    with desk.changing("Add") as db:
        police = an_agency(db, "Tern Police", "Police")
        namesake = a_delegate(db, police, "Ada", "Kings")
        namesake.last_name, namesake.sought = "King", "king ada"
    file = looked(
        desk,
        tmp_path,
        "Ada King,,,FA,12/04/2026,70",
        "Joan Clarke,,Tern Police,FA,12/04/2026,80",
        "Nobody Known,,,FA,12/04/2026,80",
    )
    assert [each.fate for each in file.lines] == [
        CompletionFate.ASK,
        CompletionFate.ASK,
        CompletionFate.WRONG,
    ]
    assert loaded(desk, file) == Loaded(0, 0, 0, 0)
    first, second = file.lines[0].choices[1], file.lines[1].choices[0]
    answers = {0: first.key, 1: second.key}
    assert loaded(desk, file, answers) == Loaded(2, 0, 0, 1)
    with desk.reading() as db:
        assert [(row.delegate, row.agency) for row in completions_listed(db)] == [
            ("Clarke, Joan", "Tern Police"),
            ("King, Ada", "Tern Police"),
        ]
        assert db.scalar(select(Delegate).where(Delegate.last_name == "Clarke")) is not None


def test_what_cannot_be_loaded_is_said_of_its_line(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    with desk.changing("Add") as db:
        a_course(db, "Twice", "T1")
        a_course(db, "Twice", "T2")
    file = looked(
        desk,
        tmp_path,
        "Ada King,ada@example.org,,Flying,12/04/2026,70",
        "Ada King,ada@example.org,,Twice,12/04/2026,70",
        "Ada King,ada@example.org,,FA,2/05/2026,70",
        "Ada King,ada@example.org,,FA,12/04/2026,good",
        "Ada King,ada@example.org,,FA,,",
    )
    assert [(each.fate, each.said) for each in file.lines] == [
        (CompletionFate.WRONG, "No course is called “Flying”. Add it to the courses first."),
        (
            CompletionFate.WRONG,
            "Several courses are called “Twice”: name it by its reference.",
        ),
        (CompletionFate.WRONG, "The day is still to come."),
        (CompletionFate.WRONG, "“good” is no score of a hundred."),
        (CompletionFate.UNFINISHED, ""),
    ]
    assert [each.id for each in file.of(CompletionFate.UNFINISHED)] == [4]


def test_figures_of_attendance_never_count_it(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    with desk.reading() as db:
        before = year_figures(db, YEAR, today=BEFORE)
    loaded(desk, looked(desk, tmp_path, "Ada King,ada@example.org,,FA,12/04/2026,70"))
    with desk.reading() as db:
        assert year_figures(db, YEAR, today=BEFORE) == before


def test_what_was_loaded_by_mistake_is_taken_away(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    loaded(desk, looked(desk, tmp_path, "Ada King,ada@example.org,,FA,12/04/2026,70"))
    with desk.changing("Remove") as db:
        remove_completions(db, [completions_listed(db)[0].id])
    with desk.reading() as db:
        assert completions_listed(db) == []
    gone = pytest.raises(Unknown, match="This completion is no longer there")
    with gone, desk.changing("Remove") as db:
        remove_completions(db, [1])


def test_of_several_attempts_of_a_day_the_best_is_stored(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    ada = "Ada King,ada@example.org,,First Aid,12/04/2026"
    rows = (f"{ada},85%", f"{ada},90%", f"{ada},", f"{ada[:-10]}13/04/2026,80%")
    first = looked(desk, tmp_path, *rows)
    load_it, another, had = CompletionFate.LOAD, CompletionFate.ANOTHER, CompletionFate.HAD
    assert [each.fate for each in first.lines] == [another, load_it, another, load_it]
    assert loaded(desk, first) == Loaded(2, 0, 0, 0)
    again = looked(desk, tmp_path, *rows)
    assert [each.fate for each in again.lines] == [another, had, another, had]
    assert loaded(desk, again) == Loaded(0, 0, 0, 0)
    with desk.reading() as db:
        assert sorted(row.score or 0 for row in completions_listed(db)) == [80, 90]


def test_an_attempt_that_is_asked_about_does_not_lower_what_was_loaded(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    rows = (
        "Ada King,ada@example.org,,First Aid,12/04/2026,90",
        "A. King,,Library,First Aid,12/04/2026,85",
    )
    loaded(desk, looked(desk, tmp_path, *rows))
    again = looked(desk, tmp_path, *rows)
    (asked,) = again.of(CompletionFate.ASK)
    assert not asked.one_has_it
    ada = next(choice.key for choice in asked.choices if choice.delegate_id)
    assert loaded(desk, again, {asked.id: ada}).corrected == 0
    alone = looked(desk, tmp_path, rows[1].replace("85", "90"))
    assert alone.lines[0].one_has_it
    assert alone.lines[0].said.endswith("One of them has this completion already.")
    assert loaded(desk, alone, {0: ada}) == Loaded(0, 1, 0, 0)
    with desk.reading() as db:
        assert [row.score for row in completions_listed(db)] == [90]


def test_what_is_stored_is_asked_once_for_a_whole_file(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    rows = [f"Ada King,ada@example.org,,First Aid,{day}/04/2026,80" for day in range(1, 29)]
    file = looked(desk, tmp_path, *rows)
    with desk.changing("Load") as db:
        asked: list[str] = []
        event.listen(db, "do_orm_execute", lambda done: asked.append(str(done.statement)))
        assert load(db, file, {}).new == 28
    assert len(asked) < 5


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ada King", "Grace Hopper"]), st.integers(1, 28), st.integers(50, 52)
        ),
        max_size=6,
    )
)
@example([("Ada King", 1, 50), ("Ada King", 1, 52), ("Ada King", 1, 51)])
def test_loading_any_file_twice_changes_nothing(
    desk: Desk, first_aid: FirstAid, tmp_path: Path, lines: list[tuple[str, int, int]]
) -> None:
    rows = [f"{name},,Library,FA,{day}/4/2026,{score}" for name, day, score in lines]
    loaded(desk, looked(desk, tmp_path, *rows))
    with desk.reading() as db:
        before = completions_listed(db)
    again = loaded(desk, looked(desk, tmp_path, *rows))
    assert (again.new, again.corrected) == (0, 0)
    with desk.reading() as db:
        assert completions_listed(db) == before
        assert {(row.delegate, row.on.day) for row in before} >= {
            (f"{name.split()[1]}, {name.split()[0]}", day) for name, day, _ in lines
        }
