from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.delegates.facts import Facts
from ui.parts.layout import down


def test_facts_of_two_rows_stand_in_line_though_an_address_takes_two_columns(
    qtbot: QtBot,
) -> None:
    known = Facts("Other names", "Contact", "E-mail", "Invoice address")
    counted = Facts("Booked", "Attended", "Absent", "Days given", "Charging group")
    page = QWidget()
    page.setLayout(down(known, counted))
    qtbot.addWidget(page)
    page.resize(1016, 200)
    page.show()
    first, second, mail, last = (fact.x() for fact in known.facts())
    columns = [fact.x() for fact in counted.facts()]
    assert [first, second, mail] == columns[:3]
    assert last == columns[4]
    assert len(set(columns)) == len(columns)


def test_a_long_fact_goes_on_in_a_second_line(qtbot: QtBot) -> None:
    known = Facts("Audience", "Length")
    qtbot.addWidget(known)
    known.resize(500, 80)
    known.show()
    long = "Everybody who may meet a child or a parent at work"
    known.say({"Audience": long, "Length": "3 hours"})
    audience, length = known.facts()
    assert f"{audience.words.text()} {audience.more.text()}" == long
    assert audience.more.isVisible()
    assert audience.more.accessibleName() == f"Audience: {long}"
    assert not length.more.isVisible()
    known.resize(1200, 80)
    assert audience.words.text() == long
    assert not audience.more.isVisible()
