"""Templates: the usual text until the board saves its own."""

import pytest

from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.message import Purpose
from trainingdesk.domain.message_texts import DEFAULTS, MessageText
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.desk import Desk
from trainingdesk.services.message_templates import (
    back_to_usual,
    save_template,
    template_of,
    templates,
)

OWN = MessageText("Come \n soon: {event}", "  Dear {first name}\n")
KEPT = MessageText("Come soon: {event}", "Dear {first name}")


def save(desk: Desk, text: MessageText, opened: MessageText | None = None) -> None:
    with desk.changing("Save") as db:
        save_template(db, Purpose.OFFER, text, opened=opened)


def test_the_board_has_its_own_text_until_it_goes_back(desk: Desk) -> None:
    save(desk, OWN, DEFAULTS[Purpose.OFFER])
    with desk.reading() as db:
        assert template_of(db, Purpose.OFFER) == KEPT
        assert [(row.purpose, row.text) for row in templates(db) if row.own] == [
            (Purpose.OFFER, KEPT)
        ]
        assert [row.purpose for row in templates(db)] == list(Purpose)
    save(desk, MessageText("Other", "Words"))
    for _ in range(2):  # the second time there is nothing to take away
        with desk.changing("Back") as db:
            back_to_usual(db, Purpose.OFFER)
    with desk.reading() as db:
        assert template_of(db, Purpose.OFFER) == DEFAULTS[Purpose.OFFER]


def test_an_unknown_placeholder_is_refused_and_nothing_is_saved(desk: Desk) -> None:
    with pytest.raises(Invalid, match=r"no placeholder \{evnt\}. Did you mean \{event\}"):
        save(desk, MessageText("Hello", "{evnt}"))
    with desk.reading() as db:
        assert template_of(db, Purpose.OFFER) == DEFAULTS[Purpose.OFFER]


def test_whoever_saves_later_is_shown_both_texts(desk: Desk) -> None:
    save(desk, OWN)
    with pytest.raises(ChangedMeanwhile):
        save(desk, MessageText("Mine", "Mine"), DEFAULTS[Purpose.OFFER])


def test_the_usual_text_saved_unchanged_changes_nothing(desk: Desk) -> None:
    with desk.changing("Change") as db:
        usual = template_of(db, Purpose.REMINDER)
        save_template(db, Purpose.REMINDER, usual, opened=usual)
    assert desk.done == []
