"""The columns of the programme's list, and what gives way for the titles."""

from pytestqt.qtbot import QtBot

from ui.parts.live import LiveDesk
from ui.programme.programme_list import ProgrammeList

SMALL, LARGE = 1016, 1656
"""How wide the list is in a window of 1280 pixels, and in one of 1920."""


def widths(listed: ProgrammeList, wide: int) -> dict[str, int]:
    listed.resize(wide, 600)
    listed.make_room(wide)
    table = listed.table
    names = [column.name for column in table.rows_model.columns]
    return {name: table.columnWidth(names.index(name)) for name in table.columns_shown.shown()}


def test_titles_have_the_room_first_in_a_small_window(qtbot: QtBot, live: LiveDesk) -> None:
    listed = ProgrammeList(live)
    qtbot.addWidget(listed)
    listed.show()
    small = widths(listed, SMALL)
    assert list(small) == ["Date", "Event", "Venue", "Places", "Status", "Issues"]
    assert small["Event"] > 330  # "Talking about Suicide and Self-harm" with its reference
    assert small["Venue"] > 130  # "Guildhall, Room 3A"
    large = widths(listed, LARGE)
    assert {"Level", "Trainer"} <= large.keys()
    assert large["Places"] == small["Places"]  # the bar stands in both
    assert widths(listed, 700)["Places"] < small["Places"]
    assert large["Event"] > 500
