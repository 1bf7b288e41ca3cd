"""What an agency's record lists besides people and bookings: contacts, parts, changes."""

from trainingdesk.domain.words import plain_day
from trainingdesk.services.agency_contacts import ContactRow
from trainingdesk.services.agency_history import ChangeRow
from trainingdesk.services.agency_standing import PartRow
from ui.delegates.found_list import ListKind
from ui.delegates.short_list import ShortList
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.words import Button


def contacts_list(live: LiveDesk, *acts: Button) -> ShortList[ContactRow]:
    """Those who speak for the agency besides its first contact."""
    columns: list[Column[ContactRow]] = [
        Column("Name", lambda c: Cell(c.name, strong=True), share=3),
        Column("Role", lambda c: Cell(c.role, "soft"), share=2),
        Column("E-mail", lambda c: c.email, share=3),
        Column("Telephone", lambda c: c.telephone, share=2),
    ]
    about = "Somebody for training, somebody for invoices: whoever else is to be reached."
    empty = Empty("users", "No further contacts", about, *acts[:1])
    return ShortList(
        live,
        ListKind("Contacts", "agencies.contacts", "contact", "contacts"),
        columns,
        empty,
        *acts[1:],
        heads=("Name", "Role", "E-mail", "Telephone"),
        values=lambda c: (c.name, c.role, c.email, c.telephone),
    )


def parts_list(live: LiveDesk) -> ShortList[PartRow]:
    """The agencies that are part of this one."""
    columns: list[Column[PartRow]] = [
        Column("Agency", lambda a: Cell(a.name, strong=True), share=3),
        Column("Sector", lambda a: Cell(a.sector, "soft"), share=2),
        Column("Ended", lambda a: plain_day(a.ended_on) if a.ended_on else "", Width.SPAN),
    ]
    about = "A school of a trust says on its own form what it is part of; then it stands here."
    empty = Empty("building-2", "No agency is part of this one", about)
    return ShortList(
        live,
        ListKind("Parts", "agencies.parts", "part", "parts"),
        columns,
        empty,
        heads=("Agency", "Sector", "Ended"),
        values=lambda a: (a.name, a.sector, a.ended_on),
    )


def changes_list(live: LiveDesk) -> ShortList[ChangeRow]:
    """What became of the agency, and what went into it."""
    columns: list[Column[ChangeRow]] = [
        Column("On", lambda c: plain_day(c.on), Width.SPAN),
        Column("What happened", lambda c: Cell(c.said, strong=True), share=1),
    ]
    about = "Renamed, merged or split: choose it under More, with the day it happened."
    empty = Empty("file-text", "Nothing has become of it yet", about)
    return ShortList(
        live,
        ListKind("Changes", "agencies.changes", "change", "changes"),
        columns,
        empty,
        heads=("On", "What happened"),
        values=lambda c: (c.on, c.said),
    )
