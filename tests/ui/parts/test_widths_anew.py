"""What rows needed that were of another year, event or source is forgotten with them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.conftest import STARTS, FirstAid, a_course, an_event
from tests.ui.parts.conftest import EventLine, Shown
from trainingdesk.services.event_pages import head_of
from ui.analysis.paged_list import Kind, Order, PagedList, Source
from ui.events.event_tab import EventTab
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table, share_out_anew
from ui.parts.way import Way
from ui.parts.work_tab import WorkTab

LONG = "Harmful Practices: Forced Marriage, Honour-Based Abuse and Female Genital Mutilation"
COLUMNS = (
    Column[EventLine]("Event", lambda line: line.title, share=1),
    Column[EventLine]("Note", lambda _: "", share=1),
)


def shares_alike(table: Table[EventLine]) -> bool:
    """Whether no column gave any of its room to another."""
    return abs(table.columnWidth(0) - table.columnWidth(1)) <= 1


def both_shown(
    shown: Shown, part: QWidget, table: Table[EventLine], turn: Callable[[], None]
) -> None:
    """Show a row that needs room, and one of elsewhere that needs none."""
    shown(part)
    table.show_rows([EventLine(1, LONG)])
    assert not shares_alike(table)
    table.show_rows([EventLine(2, "First Aid")])
    assert not shares_alike(table)  # it may have been filtered
    turn()
    table.show_rows([EventLine(3, "Neglect")])
    assert shares_alike(table)


def read_afresh(tab: QWidget) -> None:
    """Show what a tab without anything to read would: a row that needs no room."""
    for table in tab.findChildren(Table):
        table.show_rows([EventLine(3, "Neglect")])


class Year(WorkTab):
    """A tab of a year."""

    def reload(self) -> None:
        read_afresh(self)


class OfEvent(EventTab):
    """A tab of an event."""

    def reload(self) -> None:
        read_afresh(self)


def test_the_rows_of_another_year(shown: Shown, live: LiveDesk, way: Way, jobs: Jobs) -> None:
    tab, table = WorkTab(live, way, jobs), Table[EventLine](COLUMNS, "Events")
    tab.setLayout(down(table))
    both_shown(shown, tab, table, lambda: tab.show_year(tab.year.after))


def test_the_rows_of_another_event(
    shown: Shown, live: LiveDesk, way: Way, jobs: Jobs, first_aid: FirstAid
) -> None:
    with live.desk.changing("Plan") as db:
        other = an_event(db, a_course(db, "Neglect", "NEG"), STARTS).id
    with live.desk.reading() as db:
        one, another = (head_of(db, number, today=STARTS) for number in (first_aid.event, other))
    assert one is not None
    assert another is not None
    tab, table = EventTab(live, way, jobs), Table[EventLine](COLUMNS, "People")
    tab.setLayout(down(table))
    tab.show_event(one)
    both_shown(shown, tab, table, lambda: tab.show_event(another))


def test_of_a_tab_that_was_told_of_another_year_or_event_out_of_sight(
    shown: Shown, live: LiveDesk, way: Way, jobs: Jobs, first_aid: FirstAid
) -> None:
    with live.desk.reading() as db:
        head = head_of(db, first_aid.event, today=STARTS)
    assert head is not None
    for tab in (Year(live, way, jobs), OfEvent(live, way, jobs)):
        table = Table[EventLine](COLUMNS, "Events")
        tab.setLayout(down(table))
        shown(tab)
        table.show_rows([EventLine(1, LONG)])
        tab.hide()
        if isinstance(tab, EventTab):
            tab.show_event(head)
        else:
            tab.show_year(tab.year.after)
        tab.show()
        assert shares_alike(table)


def test_the_rows_of_before_that_come_again(shown: Shown) -> None:
    table = Table[EventLine](COLUMNS, "Events")
    page = QWidget()
    page.setLayout(down(table))
    shown(page)
    table.show_rows([EventLine(1, LONG)])
    share_out_anew(page)
    table.show_rows([EventLine(1, "Neglect")])
    assert shares_alike(table)


def test_the_rows_of_another_number(shown: Shown, live: LiveDesk) -> None:
    kind = Kind("Events", "event", "events", COLUMNS, ("Event",), lambda _: [], Order(""), "events")
    listed = PagedList[EventLine](live, kind)
    listed.show_source(Source(lambda _: 0, lambda *_: []))
    both_shown(shown, listed, listed.table, listed.start_afresh)
