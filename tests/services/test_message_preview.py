"""What a template looks like to a reader."""

from datetime import timedelta

from tests.conftest import BEFORE, STARTS, FirstAid
from tests.services.letters import both_booked
from trainingdesk.domain.message import Purpose
from trainingdesk.domain.message_texts import DEFAULTS, MessageText
from trainingdesk.services.desk import Desk
from trainingdesk.services.message_preview import preview


def seen(desk: Desk, text: MessageText) -> MessageText:
    with desk.reading() as db:
        return preview(db, text, today=BEFORE)


def test_without_any_booking_the_details_are_made_up(desk: Desk) -> None:
    offer = seen(desk, DEFAULTS[Purpose.OFFER])
    assert offer.subject == "A place for you on First Aid, Wed 10 June 2026"
    assert "tell us by Fri 5 June 2026 whether" in offer.body
    assert offer.body.startswith("Dear Ada,")


def test_the_next_booking_lends_its_details_and_what_it_lacks_is_made_up(
    desk: Desk, first_aid: FirstAid
) -> None:
    both_booked(desk, first_aid)
    text = MessageText("{event}", "{first name}, {board}, {venue}, {answer by}, {reason}")
    found = seen(desk, text)
    assert found.subject == "First Aid"
    assert found.body == "Ada, Bradstow Board, , Fri 5 June 2026, no longer needed"


def test_an_event_that_is_over_lends_its_details_where_none_is_ahead(
    desk: Desk, first_aid: FirstAid
) -> None:
    both_booked(desk, first_aid)
    with desk.reading() as db:
        found = preview(db, MessageText("{board}", "x"), today=STARTS + timedelta(days=9))
    assert found.subject == "Bradstow Board"


def test_a_text_that_is_not_sound_is_shown_as_it_stands(desk: Desk) -> None:
    wrong = MessageText("{evnt}", "{first name}")
    assert seen(desk, wrong) == wrong
