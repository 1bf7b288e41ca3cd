"""The facts of a course, under its title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.course_details import CourseDetails
from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import hours_said
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.course_pages import CourseSheet
from trainingdesk.services.course_rows import CourseRow
from ui.courses.course_columns import registers_open, told_rate
from ui.delegates.facts import Facts
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Words

AUDIENCE, STRANDS, LENGTH = "Audience", "Strands", "Length"
PLACES, AGAIN, BEFORE, ANSWERS = "Places", "Taken again", "To be taken before", "Answers"
EVENTS, TAKE_UP, TURN_UP, FILL = "Events", "Take-up", "Turn-up", "Fill"
UNSTATED = "not stated yet"


class CourseFacts(QWidget):
    """What a course is, what it needs, and how it did in the year at hand."""

    materials_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = Facts(AUDIENCE, STRANDS, LENGTH, wide=(AUDIENCE,))
        self.second = Facts(PLACES, AGAIN, BEFORE, ANSWERS)
        self.third = Facts(EVENTS, TAKE_UP, TURN_UP, FILL)
        self.own = Words("", "soft", wrap=True)
        self.materials = Button("Open the materials", "link", "file-text", "Ctrl+M").slim()
        self.materials.clicked.connect(self.materials_asked)
        self.where = Words("", "soft")
        more = across(self.materials, self.where, gap=Space.M)
        more.addWidget(self.own, 1)
        self.setLayout(down(self.first, self.second, self.third, more, gap=Space.M))

    def show_sheet(self, sheet: CourseSheet, year: TrainingYear) -> None:
        """Show another course, or another year of it."""
        details, row = sheet.details, sheet.row
        self.first.say(
            {
                AUDIENCE: details.audience or UNSTATED,
                STRANDS: ", ".join(details.strands),
                LENGTH: hours_said(details.minutes),
            }
        )
        self.second.say(
            {
                PLACES: _places(sheet),
                AGAIN: f"every {counted(details.refresh_months, 'month')}"
                if details.refresh_months
                else "never",
                BEFORE: _before(sheet),
                ANSWERS: ", ".join(each.name for each in sheet.answers),
            }
        )
        self.third.say(
            {
                EVENTS: f"{row.events:,} in {year.name}",
                TAKE_UP: told_rate(row.take_up, row.target_take_up),
                TURN_UP: _turn_up(row),
                FILL: told_rate(row.fill, None),
            }
        )
        self._show_more(sheet)

    def _show_more(self, sheet: CourseSheet) -> None:
        materials = sheet.details.materials
        is_link = "://" in materials
        self.materials.setVisible(is_link)
        self.where.say("" if is_link or not materials else f"Materials: {materials}")
        self.where.setHidden(is_link or not materials)
        after = [f"needed for {', '.join(each.title for each in sheet.required_by)}"]
        told = [f"{name}: {value}" for name, value in sheet.own]
        told += after if sheet.required_by else []
        told += evaluation_told(sheet.details)
        told += [f"{said}, counted apart"] if (said := sheet.elearning.said) else []
        line = " · ".join(told)
        self.own.say(line[:1].upper() + line[1:])
        self.own.setHidden(not told)


def evaluation_told(details: CourseDetails) -> list[str]:
    """How a course is evaluated, where it is not as the board has it for all."""
    told = []
    if after := details.follow_up.said:
        told.append(f"practice asked about after {after}")
    if details.end_form_needed is not None:
        wait = "wait" if details.end_form_needed else "do not wait"
        told.append(f"certificates {wait} for the end form")
    return told


def _places(sheet: CourseSheet) -> str:
    details = sheet.details
    price = f"{pounds(details.price_pence)} each" if details.price_pence else ""
    if details.places is None:
        return price
    least = f"{details.minimum} needed" if details.minimum else ""
    return ", ".join(filter(None, (f"{details.places:,}", least, price)))


def _turn_up(row: CourseRow) -> str:
    told = told_rate(row.turn_up, row.target_turn_up)
    return ", ".join(filter(None, (told, registers_open(row))))


def _before(sheet: CourseSheet) -> str:
    told = [each.title for each in sheet.requires]
    if level := sheet.details.required_level:
        told.append(f"any course of {said_level(level)}")
    return ", ".join(told) or "nothing"
