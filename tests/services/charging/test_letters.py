"""Letters that no font has are told before an invoice is issued with boxes in their place."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.services.charging.ledger import Ledger, a_ledger
from trainingdesk.services.charging.letters import letters_lost
from trainingdesk.storage.models import Agency

UNASSIGNED = "\U000e0fff"
"""A letter that no font can have."""


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


def lost(ledger: Ledger) -> str:
    ready = ledger.ready()
    with ledger.desk.reading() as db:
        return letters_lost(db, ready)


def test_letters_that_no_font_has_are_told_before_an_invoice_is_issued(ledger: Ledger) -> None:
    ledger.charge()
    assert lost(ledger) == ""
    with ledger.desk.changing("Address") as db:
        agency = db.get_one(Agency, ledger.agencies["North Vale"])
        agency.invoice_address = f"1 {UNASSIGNED} Street"
    said = f"No font here has the letters {UNASSIGNED}: they would be printed as boxes."
    assert lost(ledger) == said
