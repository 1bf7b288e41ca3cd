"""Badges and place cards, read back from the PDF."""

import pytest

from tests.conftest import BY, FirstAid
from tests.reports import pages
from trainingdesk.domain.refusals import NothingToPrint
from trainingdesk.domain.row_code import qr_text
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.services.register_papers import (
    PAPERS,
    badges_document,
    paper_document,
    place_cards_document,
)


def test_badges_and_place_cards_are_of_whoever_has_a_place(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        ada = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id
        book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)  # waits
    with desk.reading() as db:
        badges = badges_document(db, first_aid.event)
        cards = place_cards_document(db, first_aid.event)
    for paper in (badges, cards):
        said = pages.text(paper)
        assert "Ada King" in said
        assert "Library" in said
        assert "Grace" not in said
    assert pages.codes(badges) == [qr_text(first_aid.event, ada)]


def test_nobody_on_the_event_is_nothing_to_print(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db, pytest.raises(NothingToPrint, match="Nobody has a place on FA-"):
        badges_document(db, first_aid.event)


def test_each_paper_is_drawn_by_its_name(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with desk.reading() as db:
        drawn = [
            pages.text(paper_document(db, first_aid.event, paper, today=BY.today))
            for paper in PAPERS
        ]
    assert ["Please sign" in drawn[0], "Badges" in drawn[1], "Place cards" in drawn[2]] == [
        True
    ] * 3
