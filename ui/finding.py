"""What Ctrl+K finds: records, every page, and what can be done here."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction

from trainingdesk.domain.delegate import searched
from trainingdesk.services.desk import Desk
from trainingdesk.services.search import Found as Record
from trainingdesk.services.search import find
from ui.parts.lines import Line
from ui.parts.nav import PLACES
from ui.parts.palette import Found
from ui.parts.way import Where
from ui.parts.ways import PageWay, likeliest

AT_MOST = 8
PAGE = "page"
AGENCY = "agency"
GROUPS = {
    "delegate": "Delegates",
    "agency": "Agencies",
    "course": "Courses",
    "event": "Events",
    "venue": "Venues",
    "trainer": "Trainers",
    "series": "Series",
    "recommendation": "What courses answer",
    "action": "Plan of actions",
    "licence": "Licences",
    "undated": "Events without a date",
    "certificate": "Certificates",
    "board": "Partner boards",
}
PLACE_OF = {
    "delegate": "Delegates",
    "agency": "Agencies",
    "event": "Programme",
    "course": "Programme",
}
SHOWN_AS = {
    "venue": "venues",
    "trainer": "trainers",
    "series": "one_series",
    "recommendation": "recommendation",
    "action": "actions",
    "undated": "interest",
    "certificate": "event",
    "board": "boards",
}
"""The pages of the programme that show what has no page of its own kind."""


def key_of(kind: str, number: int | str) -> str:
    """What a line of the palette is chosen by."""
    return f"{kind}:{number}"


def where_of(key: str, year: str) -> Where | None:
    """Where a chosen record is shown; None when a deed was chosen."""
    kind, _, number = key.partition(":")
    if kind in SHOWN_AS:
        return Where("Programme", kind=SHOWN_AS[kind], id=int(number), year=year)
    if kind == "licence":
        return Where("Delegates", kind="licences", id=int(number), year=year)
    if kind in PLACE_OF:
        return Where(PLACE_OF[kind], kind=kind, id=int(number), year=year)
    return None


def found_records(desk: Desk, typed: str) -> list[Found]:
    """Records whose names hold what was typed, in groups."""
    if not typed.strip():
        return []
    with desk.reading() as db:
        records = find(db, typed, today=desk.today(), limit=AT_MOST)
    kinds = sorted(GROUPS, key=lambda kind: not (kind == AGENCY and _names_it(typed, records)))
    return [
        Found(GROUPS[kind], [_line(record) for record in records if record.kind == kind])
        for kind in kinds
        if any(record.kind == kind for record in records)
    ]


def _names_it(typed: str, records: Sequence[Record]) -> bool:
    """Whether an agency is called so, and nobody is: whom it sends are found by its name too."""
    words = searched(typed).split()
    people = [searched(record.title) for record in records if record.kind == "delegate"]
    called = [searched(record.title) for record in records if record.kind == AGENCY]
    nobody = not any(all(word in name for word in words) for name in people)
    return nobody and any(name.startswith(" ".join(words)) for name in called)


def found_actions(actions: Iterable[QAction], typed: str) -> list[Found]:
    """What can be done now, by any word of its name."""
    words = searched(typed).split()
    lines = []
    for number, action in enumerate(actions):
        name = action.text().replace("&", "").rstrip("…")
        if action.isEnabled() and all(word in searched(name) for word in words):
            keys = action.shortcut().toString().replace("+", " ")
            lines.append(
                Line(name, keys=keys, glyph="chevron-right", key=key_of("do", number), does="do it")
            )
    return [Found("Do", lines[:AT_MOST])] if lines else []


def found_pages(ways: Sequence[PageWay], typed: str) -> list[Found]:
    """The pages that what was typed may mean, each with the place where it is."""
    if not typed.strip():
        return []
    lines = [_line_of(way, ways.index(way)) for way in likeliest(ways, typed)]
    return [Found("Go to", lines[:AT_MOST])] if lines else []


def way_of(key: str, ways: Sequence[PageWay]) -> PageWay | None:
    """The way to a chosen page; None when something else was chosen."""
    kind, _, number = key.partition(":")
    return ways[int(number)] if kind == PAGE else None


def _line_of(way: PageWay, number: int) -> Line:
    place = way.where.place
    names = [name for name, _ in PLACES]
    keys = f"Ctrl {names.index(place) + 1}" if way.where == Where(place) and not way.deed else ""
    note = "" if way.title == place else place
    return Line(way.title, note, glyph=dict(PLACES)[place], keys=keys, key=key_of(PAGE, number))


def _line(record: Record) -> Line:
    key = key_of(record.kind, record.id)
    return Line(record.title, record.note, glyph=record.glyph, key=key)


def in_order(
    records: Sequence[Found],
    pages: Sequence[Found],
    actions: Sequence[Found],
    *,
    called: bool,
) -> list[Found]:
    """Records first, unless a page is called just so; then what can be done."""
    return [*pages, *records, *actions] if called else [*records, *pages, *actions]
