from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from trainingdesk.domain.own_fields import FieldKind, OwnFieldShape
from trainingdesk.domain.year import TrainingYear
from ui.parts.form_fields import FormFields
from ui.parts.own_fields import OwnFields

YEAR = TrainingYear(2026)
SHAPES = [
    OwnFieldShape(1, "Agreed & signed", FieldKind.DATE),
    OwnFieldShape(2, "Room", FieldKind.ONE_OF, ("Red", "Blue")),
    OwnFieldShape(3, "Fee", FieldKind.NUMBER),
    OwnFieldShape(4, "Catering", FieldKind.YES_NO),
]
HELD = {"1": "2026-06-13", "2": "Blue", "3": "12.5", "4": "Yes", "9": "of a retired field"}


def test_what_a_record_holds_comes_back_unchanged(qtbot: QtBot) -> None:
    form = FormFields({})
    own = OwnFields(form)
    qtbot.addWidget(own)
    own.offer(SHAPES, near=YEAR)
    form.fill(own.texts_of(HELD))
    assert form["own.1"].text() == "13 June 2026"
    assert own.values(HELD) == HELD
    form["own.2"].set_text("")
    form["own.3"].set_text("a lot")
    assert own.values(HELD) == {
        "1": "2026-06-13",
        "3": "a lot",
        "4": "Yes",
        "9": "of a retired field",
    }
    assert nameless(own) == []


def test_fields_come_and_go_with_the_settings(qtbot: QtBot) -> None:
    form = FormFields({})
    own = OwnFields(form)
    qtbot.addWidget(own)
    assert own.isHidden()
    own.offer(SHAPES, near=YEAR)
    kept = own.fields["own.1"]
    own.offer(SHAPES, near=YEAR)
    assert own.fields["own.1"] is kept
    own.offer(SHAPES[1:], near=YEAR)
    assert set(form.texts()) == {"own.2", "own.3", "own.4"}
    own.offer([], near=YEAR)
    assert own.isHidden()
    assert form.texts() == {}
