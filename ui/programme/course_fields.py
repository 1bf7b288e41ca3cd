"""The fields of a course, and how they stand in its form."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QBoxLayout

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.delegate import searched
from trainingdesk.domain.standing import said_level
from trainingdesk.services.course_choices import (
    CourseChoice,
    courses_chosen,
    courses_named,
    courses_offered,
    recommendations_chosen,
    recommendations_matching,
    recommendations_named,
)
from trainingdesk.services.course_requirements import ITSELF
from trainingdesk.services.desk import Desk
from trainingdesk.services.levels import level_meant
from trainingdesk.services.own_words import BoardList, board_words
from ui.agencies.word_choice import WordChoice
from ui.courses.picked import PickedField, Picker
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.layout import across, down
from ui.parts.suggestions import Suggestion
from ui.parts.theme import Space
from ui.parts.words import Words

LISTS = {
    "level": BoardList.LEVELS,
    "kind": BoardList.KINDS,
    "audience": BoardList.AUDIENCES,
    "required_level": BoardList.LEVELS,
}
"""The fields whose words are of the board's own lists."""

END_FORM = {"As the board": None, "Needed": True, "Not needed": False}
"""Whether a certificate waits for the end form, as the form of a course says it."""

AT_MOST = 8

ROWS: Sequence[str | Sequence[str]] = (
    "title",
    ("reference", "state"),
    ("level", "kind"),
    "audience",
    "strands",
    ("minutes", "places"),
    ("minimum", "refresh_months"),
    "price_pence",
    "What it teaches",
    "aims",
    "outcomes",
    "outline",
    "materials",
    "Before and after",
    "requires",
    "required_level",
    "answers",
    ("target_take_up", "target_turn_up"),
    "How it is evaluated",
    ("follow_up", "end_form_needed"),
)
"""The form from the top: a field, some side by side, or the words over those that follow."""


class CourseLists:
    """What the fields of a course offer to choose from."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._course_id = 0
        self._told: dict[str, str] = {}
        self.words = {name: WordChoice(name) for name in LISTS}
        self.strands = Picker(self._strands, "A few letters", glyph="layers", new="New strand “{}”")
        self.requires = Picker(self._courses, "A few letters of the title", glyph="layers")
        self.answers = Picker(self._answers, "A few letters of the review", glyph="scale")
        self.requires.show_told(self._told)

    def offer(self, course_id: int) -> None:
        """Offer the words of the lists as they are now, and no course as required by itself."""
        self._course_id = course_id
        with self._desk.reading() as db:
            for name, which in LISTS.items():
                with QSignalBlocker(self.words[name]):
                    self.words[name].show_words(_said(which, board_words(db, which)))

    def level(self, typed: str) -> str:
        """The level that is meant, as the board's list spells it."""
        with self._desk.reading() as db:
            return level_meant(db, typed)

    def codes_of(self, course_ids: Sequence[int]) -> list[str]:
        """The codes of courses, by which they are picked."""
        with self._desk.reading() as db:
            return self._tell(courses_chosen(db, course_ids))

    def names_of(self, numbers: Sequence[int]) -> list[str]:
        """The names of recommendations, by which they are picked."""
        with self._desk.reading() as db:
            return [each.name for each in recommendations_chosen(db, numbers)]

    def required(self) -> tuple[int, ...]:
        """The courses that are picked."""
        with self._desk.reading() as db:
            return courses_named(db, self.requires.names)

    def answered(self) -> tuple[int, ...]:
        """The recommendations that are picked."""
        with self._desk.reading() as db:
            return recommendations_named(db, self.answers.names)

    def untaken(self) -> dict[str, str]:
        """What is typed and names nothing, by field."""
        for picker in (self.strands, self.requires, self.answers):
            picker.take_typed()
        found = {}
        if typed := self.requires.untaken():
            found["requires"] = self._no_course(typed)
        if typed := self.answers.untaken():
            found["answers"] = f"No one recommendation goes by “{typed}”. Pick it from the list."
        return found

    def _no_course(self, typed: str) -> str:
        """Why no course was picked by what is typed."""
        with self._desk.reading() as db:
            meant = [each.id for each in courses_offered(db, typed)]
        if meant == [self._course_id]:
            return ITSELF
        return f"No one course goes by “{typed}”. Pick it from the list."

    def _strands(self, typed: str) -> list[Suggestion]:
        with self._desk.reading() as db:
            strands = board_words(db, BoardList.STRANDS)
        words = searched(typed).split()
        fits = [name for name in strands if all(word in searched(name) for word in words)]
        return [Suggestion(name, name, glyph="layers") for name in fits[:AT_MOST]]

    def _courses(self, typed: str) -> list[Suggestion]:
        with self._desk.reading() as db:
            found = [each for each in courses_offered(db, typed) if each.id != self._course_id]
        self._tell(found)
        return [
            Suggestion(
                each.reference,
                each.title,
                each.reference,
                said_level(each.level),
                glyph="layers",
                chip=each.told,
            )
            for each in found
        ]

    def _answers(self, typed: str) -> list[Suggestion]:
        with self._desk.reading() as db:
            found = recommendations_matching(db, typed)
        return [Suggestion(each.name, each.name, each.words, glyph="scale") for each in found]

    def _tell(self, courses: Sequence[CourseChoice]) -> list[str]:
        self._told |= {each.reference: f"{each.title} ({each.reference})" for each in courses}
        return [each.reference for each in courses]


def _said(which: BoardList, words: Sequence[str]) -> list[str]:
    """The words of a list as every other page says them."""
    return [said_level(word) if which is BoardList.LEVELS else word for word in words]


def course_fields(lists: CourseLists) -> dict[str, Field]:
    """Every field of a course by its name in the record, in the order of the form."""
    words = lists.words
    return {
        "title": Field("Title", Entry()),
        "reference": Field("Code", Entry(hint="RISK")),
        "state": Field("State", Choice([state.value for state in CourseState])),
        "level": Field("Level", words["level"]),
        "kind": Field("Kind", words["kind"]),
        "audience": Field("Audience", words["audience"], help_text="Whom it is for."),
        "strands": PickedField("Strands", lists.strands),
        "minutes": Field("Hours", Entry(hint="6")),
        "places": Field("Places", Entry(hint="20")),
        "minimum": Field(
            "Minimum to run", Entry(hint="8"), help_text="Below it an event is at risk."
        ),
        "refresh_months": Field(
            "Take again after (months)", Entry(hint="36"), help_text="Empty: never."
        ),
        "price_pence": Field("Price of a place", Entry(hint="£"), help_text="Empty: it is free."),
        "aims": Field("Aims", Prose()),
        "outcomes": Field("Outcomes", _long(), help_text="One a line."),
        "outline": Field("Outline", _long(), help_text="Events keep it as it was on their day."),
        "materials": Field("Materials", Entry(hint="https://…"), help_text="Where they are."),
        "requires": PickedField("Courses to be taken before", lists.requires),
        "required_level": Field(
            "Or any course of level", words["required_level"], help_text="To be taken before."
        ),
        "answers": PickedField("Answers", lists.answers, help_text="Recommendations and the like."),
        "target_take_up": Field("Take-up target (%)", Entry(hint="95")),
        "target_turn_up": Field("Turn-up target (%)", Entry(hint="95")),
        "follow_up": Field(
            "Ask about practice after",
            Entry(hint="6 weeks"),
            help_text="Weeks or months. Empty: as the board does.",
        ),
        "end_form_needed": Field(
            "End form before a certificate",
            Choice(list(END_FORM)),
            help_text="Whether there is no certificate without it.",
        ),
    }


def _long() -> Prose:
    made = Prose()
    made.setFixedHeight(Space.XXL * 4)
    return made


def laid_out(fields: Mapping[str, Field]) -> QBoxLayout:
    """The fields one under another, short ones side by side."""
    body = down(gap=Space.L)
    for row in ROWS:
        if not isinstance(row, str):
            beside = across(gap=Space.M)
            for name in row:
                beside.addWidget(fields[name], 1, Qt.AlignmentFlag.AlignTop)
            body.addLayout(beside)
        elif row in fields:
            body.addWidget(fields[row])
        else:
            body.addSpacing(Space.S)
            body.addWidget(Words(row, "lead"))
    return body
