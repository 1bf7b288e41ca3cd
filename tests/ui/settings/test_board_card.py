"""The board's details, typed into the form that stays open."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.boards import BoardDetails, board_of, save_board
from trainingdesk.services.desk import Desk
from ui.parts.live import LiveDesk
from ui.settings.board_card import BoardCard


@pytest.fixture
def card(qtbot: QtBot, live: LiveDesk, desk: Desk) -> BoardCard:
    with desk.changing("Set up") as db:
        save_board(db, BoardDetails(name="Westmere", signatory="A. King"))
    card = BoardCard(live)
    qtbot.addWidget(card)
    card.show()
    return card


def saved(desk: Desk) -> BoardDetails:
    with desk.reading() as db:
        return board_of(db)


def type_into(card: BoardCard, name: str, text: str) -> None:
    card.fields[name].control.setProperty("text", text)


def test_the_form_shows_what_is_saved(card: BoardCard) -> None:
    assert card.fields["name"].text() == "Westmere"
    assert card.fields["follow_up_months"].text() == "3"
    assert card.end_form.here == "Not needed"
    assert card.state.text() == ""


def test_what_is_typed_is_saved_in_one_deed_that_can_be_undone(
    qtbot: QtBot, card: BoardCard, desk: Desk
) -> None:
    type_into(card, "name", " مجلس حماية الأطفال ")
    type_into(card, "follow_up_months", "6")
    card.end_form.choose("Needed")
    assert card.state.text() == "Not saved yet."
    qtbot.keyClick(card.fields["name"].control, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved(desk) == BoardDetails(
        name="مجلس حماية الأطفال", signatory="A. King", follow_up_months=6, end_form_needed=True
    )
    assert card.state.text() == ""
    assert desk.undo_title == "Change the board"
    desk.undo()
    assert card.fields["name"].text() == "Westmere"
    assert card.end_form.here == "Not needed"


def test_a_wrong_field_is_marked_where_it_is_and_nothing_is_saved(
    card: BoardCard, desk: Desk
) -> None:
    type_into(card, "name", " ")
    type_into(card, "email", "nobody")
    type_into(card, "follow_up_months", "soon")
    card.save.click()
    assert [n for n in card.fields.texts() if card.fields[n].wrong] == [
        "name",
        "email",
        "follow_up_months",
    ]
    assert card.faults.text() == "3 fields to put right"
    assert card.fields["name"].control.hasFocus()
    assert saved(desk).name == "Westmere"


def test_what_is_typed_survives_a_change_from_elsewhere(card: BoardCard, desk: Desk) -> None:
    type_into(card, "borough", "Westmere")
    with desk.changing("Change") as db:
        save_board(db, BoardDetails(name="Other"))
    assert card.fields["borough"].text() == "Westmere"
    assert card.state.text() == "Not saved yet."


def test_a_change_from_elsewhere_shows_where_nothing_is_typed(card: BoardCard, desk: Desk) -> None:
    with desk.changing("Change") as db:
        save_board(db, BoardDetails(name="Other"))
    assert card.fields["name"].text() == "Other"
    assert card.state.text() == ""


def test_what_was_typed_can_be_taken_back(card: BoardCard) -> None:
    type_into(card, "name", "Other")
    card.take_back.click()
    assert card.fields["name"].text() == "Westmere"
    assert not card.take_back.isEnabled()


def test_the_board_says_how_a_free_place_reaches_whoever_waits(
    qtbot: QtBot, card: BoardCard, desk: Desk
) -> None:
    assert (card.promotion.here, card.fields["offer_days"].text()) == ("Booked", "3")
    qtbot.keyClick(card.promotion, Qt.Key.Key_Right)
    type_into(card, "offer_days", "5")
    qtbot.keyClick(card.promotion, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = saved(desk)
    assert (kept.promotion, kept.offer_days) == (Promotion.OFFERED, 5)
    assert isinstance(kept.promotion, Promotion)
    desk.undo()
    assert (card.promotion.here, card.fields["offer_days"].text()) == ("Booked", "3")
    desk.redo()
    assert card.promotion.here == "Offered"


@pytest.mark.parametrize(
    ("days", "wrong"), [("0", True), ("1", False), ("60", False), ("61", True)]
)
def test_an_offer_holds_for_1_to_60_days(
    card: BoardCard, desk: Desk, days: str, *, wrong: bool
) -> None:
    type_into(card, "offer_days", days)
    card.save.click()
    assert bool(card.fields["offer_days"].wrong) is wrong
    assert (saved(desk).offer_days == int(days)) is not wrong


def test_saving_without_a_change_changes_nothing(card: BoardCard, desk: Desk) -> None:
    before = (len(desk.done), saved(desk))
    card.save.click()
    assert (len(desk.done), saved(desk)) == before


def test_how_many_managers_agree_and_within_which_days_is_asked(
    qtbot: QtBot, card: BoardCard, desk: Desk
) -> None:
    assert (card.agreement.here, card.fields["agreement_days"].text()) == ("Not wanted", "10")
    qtbot.keyClick(card.agreement, Qt.Key.Key_Right)
    qtbot.keyClick(card.agreement, Qt.Key.Key_Right)
    type_into(card, "agreement_days", "0")
    card.save_all()
    assert "1 to 60 days" in card.fields["agreement_days"].error.text()
    assert saved(desk).agreement_steps == 0
    type_into(card, "agreement_days", "14")
    qtbot.keyClick(card.agreement, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = saved(desk)
    assert (kept.agreement_steps, kept.agreement_days) == (2, 14)
    desk.undo()
    assert (card.agreement.here, card.fields["agreement_days"].text()) == ("Not wanted", "10")
