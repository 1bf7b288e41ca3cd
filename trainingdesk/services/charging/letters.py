"""The letters that an invoice would lose in print, said before it is issued for good."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.services.charging.invoicing import made_out_to
from trainingdesk.services.charging.ready import Ready
from trainingdesk.services.importing.storing import batches
from trainingdesk.storage.models import Agency, Booking, Charge, Delegate


def letters_lost(db: Session, wanted: Sequence[Ready]) -> str:
    """That no font has some letters of invoices to be issued, in a sentence; empty where all do."""
    from trainingdesk.reports.faces import missing  # noqa: PLC0415 - drawing loads when asked

    agencies = select(Agency).where(Agency.id.in_({each.agency_id for each in wanted}))
    words = [made_out_to(agency) for agency in db.scalars(agencies)]
    words += [each.about for each in wanted]
    for some in batches([number for each in wanted for number in each.charge_ids]):
        query = select(Charge.words, Delegate.first_name, Delegate.last_name)
        charged = query.join(Charge.booking).join(Booking.delegate).where(Charge.id.in_(some))
        words += [" ".join(row) for row in db.execute(charged)]
    lost = "".join(sorted(set().union(*map(missing, words))))
    return f"No font here has the letters {lost}: they would be printed as boxes." if lost else ""
