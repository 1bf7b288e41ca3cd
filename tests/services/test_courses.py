from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import BEFORE, FirstAid, a_course
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf
from trainingdesk.domain.recommendation import SourceKind
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.stage_times import After
from trainingdesk.services.course_choices import (
    courses_chosen,
    courses_named,
    courses_offered,
    recommendations_chosen,
    recommendations_matching,
    recommendations_named,
)
from trainingdesk.services.courses import (
    CourseDetails,
    add_course,
    change_course,
    copy_of,
    course_details,
    set_state,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import add_field, retire_field
from trainingdesk.services.own_words import (
    BoardList,
    WordDetails,
    add_word,
    board_words,
    retire_words,
)
from trainingdesk.storage.models import Course, Recommendation

RISK = CourseDetails(" Identifying  Risk ", "RISK", "2", 360, 20, 8)
Wrong = Callable[[CourseDetails], CourseDetails]


def added(desk: Desk, details: CourseDetails) -> int:
    with desk.changing("Add course") as db:
        return add_course(db, details, today=BEFORE)


def changed(desk: Desk, course_id: int, **fields: Any) -> CourseDetails:
    """Change some fields of a course, and hand back what it is then."""
    with desk.changing("Change") as db:
        details = replace(course_details(db, course_id), **fields)
        change_course(db, course_id, details, today=BEFORE)
    return of(desk, course_id)


def of(desk: Desk, course_id: int) -> CourseDetails:
    with desk.reading() as db:
        return course_details(db, course_id)


def a_recommendation(desk: Desk, number: str, words: str = "Train on neglect") -> int:
    with desk.changing("Add") as db:
        made = Recommendation(
            kind=SourceKind.CASE_REVIEW, source="Review of Child Q", number=number, words=words
        )
        db.add(made)
        db.flush()
        return made.id


def full(desk: Desk, **fields: Any) -> CourseDetails:
    """A course about which everything is said."""
    with desk.changing("Add field") as db:
        field = add_field(db, FieldDetails("Sponsor", FieldOf.COURSE))
    return replace(
        RISK,
        title="Identifying Risk",
        kind="Course",
        strands=("Children", "Adults"),
        audience="Social workers",
        aims="See risk early.",
        outcomes="Weigh signs.\nShare them.",
        outline="Morning: signs\nAfternoon: sharing",
        refresh_months=36,
        price_pence=90_50,
        follow_up=After(weeks=6),
        end_form_needed=False,
        required_level="1",
        target_take_up=95,
        target_turn_up=95,
        materials="https://example.org/risk",
        answers=(a_recommendation(desk, "4"),),
        own_values={str(field): "The Trust"},
        **fields,
    )


def test_a_course_is_added_and_found(desk: Desk) -> None:
    course_id = added(desk, RISK)
    with desk.reading() as db:
        course = db.get_one(Course, course_id)
        assert (course.title, course.level, course.minutes) == ("Identifying Risk", "2", 360)
        assert [found.id for found in courses_offered(db, "risk ident")] == [course_id]


def test_a_title_that_begins_as_it_was_typed_comes_first(desk: Desk) -> None:
    draft = CourseState.DRAFT
    with desk.changing("Plan") as db:
        for number, title in enumerate(("Abuse and Children", "Abuse Champions", "Champions")):
            a_course(db, title, f"A{number}", state=CourseState.PUBLISHED)
        a_course(db, "Champions and Abuse", "D", state=draft)
    with desk.reading() as db:
        by_letters = {
            typed: [found.title for found in courses_offered(db, typed)]
            for typed in ("abuse ch", "champions", "champions a")
        }
    assert by_letters == {
        "abuse ch": ["Abuse Champions", "Abuse and Children", "Champions and Abuse"],
        "champions": ["Champions", "Champions and Abuse", "Abuse Champions"],
        "champions a": ["Champions and Abuse", "Abuse Champions", "Champions"],
    }


def test_adding_a_course_is_undone(desk: Desk) -> None:
    added(desk, RISK)
    desk.undo()
    with desk.reading() as db:
        assert db.query(Course).count() == 0
        assert board_words(db, BoardList.LEVELS) == []


def test_everything_that_is_said_of_a_course_is_kept(desk: Desk, first_aid: FirstAid) -> None:
    details = full(desk, requires=(first_aid.course,))
    stored = of(desk, added(desk, details))
    assert replace(stored, strands=()) == replace(details, strands=())
    assert set(stored.strands) == {"Children", "Adults"}


def test_saving_an_unchanged_course_changes_nothing(desk: Desk, first_aid: FirstAid) -> None:
    course_id = added(desk, full(desk, requires=(first_aid.course,)))
    done = len(desk.done)
    changed(desk, course_id)
    assert len(desk.done) == done


def test_saving_an_unchanged_course_of_before_changes_nothing(desk: Desk) -> None:
    with desk.changing("Set up") as db:  # it has no version, and its words are on no list
        old = Course(reference="OLD", title="Old", sought="old old", level="2", audience="All")
        db.add(old)
        db.flush()
        course_id = old.id
    done = len(desk.done)
    changed(desk, course_id)
    assert len(desk.done) == done


def test_words_are_those_of_the_lists_and_new_ones_join_them(desk: Desk) -> None:
    added(desk, replace(RISK, level="Level 2", kind="Course", strands=("Children",)))
    other = replace(RISK, reference="DA", level="level  2", kind="course")
    other = replace(other, strands=("children", "CHILDREN"))
    stored = of(desk, added(desk, other))
    assert (stored.level, stored.kind, stored.strands) == ("Level 2", "Course", ("Children",))
    with desk.reading() as db:
        assert board_words(db, BoardList.LEVELS) == ["Level 2"]
        assert board_words(db, BoardList.KINDS) == ["Course"]


def test_a_level_is_one_with_or_without_its_word_and_no_other_is_made(desk: Desk) -> None:
    for typed in ("2", "Level 2", "LEVEL  2", " level 2 "):
        course_id = added(desk, replace(RISK, reference=f"R{len(desk.done)}", level=typed))
        assert of(desk, course_id).level == "2"
    assert changed(desk, course_id, required_level="Level 2").required_level == "2"
    for name in ("level", "required_level"):
        with pytest.raises(Invalid, match="Level 3 is not on the board's list") as refused:
            changed(desk, course_id, **{name: "3"})
        assert list(refused.value.problems) == [name]
    with desk.reading() as db:
        assert board_words(db, BoardList.LEVELS) == ["2"]


def test_a_level_that_only_records_hold_is_a_level(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        db.add(Course(reference="OLD", title="Old", sought="old", level="Group 4"))
        add_word(db, BoardList.LEVELS, WordDetails("1"))
    assert of(desk, added(desk, replace(RISK, level="group 4"))).level == "Group 4"


def test_what_is_told_of_a_level_leads_to_the_list(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        for level in ("1", "Level Two"):
            add_word(db, BoardList.LEVELS, WordDetails(level))
        retired = add_word(db, BoardList.LEVELS, WordDetails("Old"))
        retire_words(db, BoardList.LEVELS, [retired], retired=True)
    assert of(desk, added(desk, replace(RISK, level="two"))).level == "Level Two"
    assert of(desk, added(desk, replace(RISK, reference="R2", level="old"))).level == "Old"
    with pytest.raises(Invalid) as refused:
        added(desk, replace(RISK, reference="R3", level="4"))
    assert refused.value.problems == {
        "level": "Level 4 is not on the board's list. Choose Level 1 or Level Two, or add it in "
        "Settings, Lists and fields."
    }


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        (CourseDetails(), {"title", "reference"}),
        (replace(RISK, minimum=24), {"minimum"}),
        (replace(RISK, minutes=100_000), {"minutes"}),
        (replace(RISK, places=10_000), {"places"}),
        (replace(RISK, price_pence=10_000_01), {"price_pence"}),
        (replace(RISK, follow_up=After(months=61)), {"follow_up"}),
        (replace(RISK, refresh_months=0), {"refresh_months"}),
        (
            replace(RISK, target_take_up=101, target_turn_up=950),
            {"target_take_up", "target_turn_up"},
        ),
        (replace(RISK, reference=" fa "), {"reference"}),
        (replace(RISK, requires=(987_654,)), {"requires"}),
        (replace(RISK, own_values={"987654": "x"}), {"own.987654"}),
    ],
)
def test_what_is_wrong_is_told_by_field(
    desk: Desk, first_aid: FirstAid, wrong: CourseDetails, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        added(desk, wrong)
    assert set(refused.value.problems) == fields


def test_a_course_without_level_or_audience_stays_a_draft(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        added(desk, replace(RISK, level="", state=CourseState.PUBLISHED))
    assert refused.value.problems["level"].startswith("State the level")
    assert refused.value.problems["audience"].startswith("State whom it is for")
    course_id = added(desk, replace(RISK, level=""))
    assert of(desk, course_id).state is CourseState.DRAFT
    with pytest.raises(Invalid) as refused, desk.changing("Publish") as db:
        set_state(db, [course_id], CourseState.PUBLISHED)
    assert set(refused.value.problems) == {"level", "audience"}


def test_several_are_published_together_or_none_of_them(desk: Desk) -> None:
    stated = added(desk, replace(RISK, audience="All"))
    bare = added(desk, replace(RISK, title="Neglect", reference="NEGL"))
    with (
        pytest.raises(Refused, match="Neglect has no level or no audience yet, so none of the 2"),
        desk.changing("Publish") as db,
    ):
        set_state(db, [stated, bare], CourseState.PUBLISHED)
    changed(desk, bare, audience="All")
    with desk.changing("Publish") as db:
        set_state(db, [stated, bare], CourseState.PUBLISHED)
    assert {of(desk, each).state for each in (stated, bare)} == {CourseState.PUBLISHED}
    desk.undo()
    assert {of(desk, each).state for each in (stated, bare)} == {CourseState.DRAFT}


def test_any_course_is_retired_and_offered_no_longer(desk: Desk) -> None:
    course_id = added(desk, replace(RISK, level=""))
    with desk.changing("Retire") as db:
        set_state(db, [course_id], CourseState.RETIRED)
    with desk.reading() as db:
        assert courses_offered(db, "risk") == []
        assert courses_chosen(db, [course_id])[0].told == "Retired"


def test_a_course_that_requires_itself_is_refused(desk: Desk) -> None:
    course_id = added(desk, RISK)
    with pytest.raises(Invalid) as refused:
        changed(desk, course_id, requires=(course_id,))
    assert refused.value.problems == {"requires": "A course cannot require itself. Leave it out."}


def test_courses_that_require_one_another_in_a_ring_are_refused(desk: Desk) -> None:
    first = added(desk, replace(RISK, title="One", reference="A"))
    second = added(desk, replace(RISK, title="Two", reference="B", requires=(first,)))
    third = added(desk, replace(RISK, title="Three", reference="C", requires=(second,)))
    with pytest.raises(Invalid) as refused:
        changed(desk, first, requires=(third,))
    assert refused.value.problems["requires"].startswith(
        "Three and Two require this course in turn"
    )
    with pytest.raises(Invalid) as refused:
        changed(desk, first, requires=(second,))
    assert refused.value.problems["requires"].startswith("Two requires this course in turn")
    assert of(desk, first).requires == ()


def test_what_a_course_no_longer_requires_is_let_go(desk: Desk, first_aid: FirstAid) -> None:
    course_id = added(desk, replace(RISK, requires=(first_aid.course,), strands=("Children",)))
    stored = changed(desk, course_id, requires=(), strands=("Adults",))
    assert (stored.requires, stored.strands) == ((), ("Adults",))


def test_a_copy_is_a_draft_under_a_code_of_its_own(desk: Desk) -> None:
    details = replace(full(desk), state=CourseState.PUBLISHED)
    course_id = added(desk, details)
    with desk.reading() as db:
        copy = copy_of(db, course_id)
    assert (copy.reference, copy.state) == ("RISK-2", CourseState.DRAFT)
    assert replace(copy, reference="RISK", state=CourseState.PUBLISHED) == of(desk, course_id)
    added(desk, copy)
    with desk.reading() as db:
        assert copy_of(db, course_id).reference == "RISK-3"


def test_of_two_windows_that_save_one_course_the_later_sees_both(desk: Desk) -> None:
    course_id = added(desk, RISK)
    opened = of(desk, course_id)
    changed(desk, course_id, places=24)
    mine = replace(opened, minimum=10)
    with pytest.raises(ChangedMeanwhile) as late, desk.changing("Change") as db:
        change_course(db, course_id, mine, today=BEFORE, opened=opened)
    assert late.value.differing == ("places",)
    assert of(desk, course_id).minimum == 8


def test_the_values_of_a_retired_field_stay(desk: Desk) -> None:
    details = full(desk)
    course_id = added(desk, details)
    (key,) = details.own_values
    with desk.changing("Retire") as db:
        retire_field(db, int(key), retired=True)
    assert changed(desk, course_id, own_values={}).own_values == {key: "The Trust"}


def test_a_value_of_the_wrong_kind_is_told_at_its_field(desk: Desk) -> None:
    with desk.changing("Add field") as db:
        number = add_field(db, FieldDetails("Fee", FieldOf.COURSE, FieldKind.NUMBER))
    with pytest.raises(Invalid) as refused:
        added(desk, replace(RISK, own_values={str(number): "a lot"}))
    assert refused.value.problems == {f"own.{number}": "Type a number, such as 12 or 1.5."}


def test_a_course_that_is_gone_is_told_so(desk: Desk) -> None:
    with pytest.raises(Unknown), desk.reading() as db:
        course_details(db, 987_654)


def test_recommendations_are_found_by_any_of_their_words(desk: Desk) -> None:
    fourth = a_recommendation(desk, "4", "Train on neglect")
    fifth = a_recommendation(desk, "5", "Train on fathers")
    with desk.changing("Close") as db:
        db.get_one(Recommendation, fourth).closed_on = date(2026, 4, 1)
    with desk.reading() as db:
        assert [each.id for each in recommendations_matching(db, "child q train")] == [
            fifth,
            fourth,
        ]
        assert [each.id for each in recommendations_matching(db, "fathers")] == [fifth]
        chosen = recommendations_chosen(db, [fourth, 987_654])
        assert [each.name for each in chosen] == ["Review of Child Q, 4"]
        names = ["Review of Child Q, 5", "No such review", "Review of Child Q, 4"]
        assert recommendations_named(db, names) == (fifth, fourth)


def test_courses_are_known_by_their_codes(desk: Desk, first_aid: FirstAid) -> None:
    course_id = added(desk, RISK)
    with desk.reading() as db:
        assert courses_named(db, ["RISK", "NONE", "FA"]) == (course_id, first_aid.course)


def test_two_courses_at_once_do_not_share_a_code(desk: Desk) -> None:
    added(desk, RISK)
    with pytest.raises(Invalid) as refused:
        added(desk, replace(RISK, reference="risk"))
    assert refused.value.problems["reference"] == ("risk is Identifying Risk. Enter another code.")
    with desk.reading() as db:
        assert len(db.scalars(select(Course)).all()) == 1
