"""Exports of online forms and observations, so that pictures of their pages can be taken."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.services.counted import came
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.observations import ObservationRow
from trainingdesk.storage.models import Booking, Delegate, Event, Questionnaire
from ui.evaluation.observations_tab import ObservationsTab
from ui.evaluation.online_tab import OnlineTab
from ui.main_window import MainWindow

EVENT = "REVIEW-2601"
SCORES = (8, 7, 9, 6, 8, 10, 7, 5, 9, 8)
WORDS = "I will ask what the child sees, hears and says, and write it down the same day."
CAME = 12
INITIAL, OFF_THE_SCALE, STRANGER = 2, 5, 7
FIVE = 5


def look_at_an_export(window: MainWindow) -> None:
    """Look at the rows of an export of which some are in doubt and some are refused."""
    page = _page(window)
    page.load(_export(page.desk, "At the end of the training.xlsx", "{}"))


def match_an_export(window: MainWindow) -> None:
    """Ask what the columns of a form stand for that is new."""
    page = _page(window)
    page.load(_export(page.desk, "Feedback, spring.xlsx", "Q{n}. {}"))


def open_an_observation(window: MainWindow) -> None:
    """Open the observation that most is to be done about."""
    tab = _observations(window)
    tab.open_row(max(_rows(tab), key=lambda each: each.overdue))


def write_an_observation(window: MainWindow) -> None:
    """Begin to change an observation."""
    tab = _observations(window)
    tab.listed.choose(_rows(tab)[0].id)
    tab.change_action.trigger()


def send_an_observation(window: MainWindow) -> None:
    """Ask to whom an observation goes."""
    open_an_observation(window)
    _observations(window).send_action.trigger()


def _observations(window: MainWindow) -> ObservationsTab:
    (tab,) = (each for each in window.findChildren(ObservationsTab) if each.isVisible())
    return tab


def _rows(tab: ObservationsTab) -> list[ObservationRow]:
    return [each for each in tab.listed.table.rows_model.rows if isinstance(each, ObservationRow)]


def _page(window: MainWindow) -> OnlineTab:
    (page,) = (each for each in window.findChildren(OnlineTab) if each.isVisible())
    return page


def _export(desk: Desk, name: str, heads: str) -> Path:
    """What Microsoft Forms would save of the event: most of it good, some of it not."""
    book = Workbook()
    sheet = book.worksheets[0]
    with desk.reading() as db:
        asked = select(Questionnaire.asks).where(
            Questionnaire.stage == Stage.END,
            Questionnaire.ended_on.is_(None),
            Questionnaire.course_id.is_(None),
        )
        asks = [each for each in db.scalars(asked).one() if each["per"] == "Event"]
        event = db.scalars(select(Event).where(Event.reference == EVENT)).one()
        query = select(Booking, Delegate).join(Booking.delegate)
        of_event = query.where(Booking.event_id == event.id, came()).order_by(Booking.id)
        people = [
            (booking.id, each.email, each.name)
            for booking, each in db.execute(of_event.limit(CAME))
        ]
        sent = datetime.combine(event.starts, datetime.min.time()) + timedelta(hours=16)
    words = [heads.format(each["words"], n=n) for n, each in enumerate(asks, start=1)]
    own = ["Id", "Start time", "Completion time", "Email", "Name", "Your code"]
    sheet.append([*own, *words])
    for number, (booking_id, email, who) in enumerate(people, start=1):
        at = sent + timedelta(minutes=7 * number)
        code = str(FormCode(Stage.END, booking_id=booking_id)) if number % 3 == 0 else ""
        said = [_answer(each, SCORES[(number + n) % 10]) for n, each in enumerate(asks)]
        row = [number, at, at, email, who, code]
        if number == INITIAL:
            row[3:6] = ["anonymous", who.replace(who.split()[0], who[0] + "."), ""]
        if number == OFF_THE_SCALE:
            said[0] = "9 - fairly"
        if number == STRANGER:
            row[3:6] = ["m.ito@harbour-lights.example", "Makoto Itō", ""]
        sheet.append([*row, *said])
    path = Path(mkdtemp()) / name
    book.save(path)
    return path


def _answer(ask: dict[str, Any], score: int) -> Any:
    if ask["answer"] == "Scale":
        return max(1, score // 2) if ask["highest"] == FIVE else score
    options = ask["choices"] or (["Yes", "No"] if "Yes" in str(ask["answer"]) else [])
    if ask["answer"] == "Several":
        return "".join(f"{each};" for each in options[:2])
    return options[0] if options else WORDS
