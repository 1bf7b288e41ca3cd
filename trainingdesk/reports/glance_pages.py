"""The year at a glance: headline figures with their bases, and how places became attendances."""

from collections.abc import Callable

from trainingdesk.domain.figures import NOTHING, counted
from trainingdesk.reports import findings, published
from trainingdesk.reports.bars import Part, Step, columns, flow
from trainingdesk.reports.flow import WIDTH, Flow
from trainingdesk.reports.furniture import Headline
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.words import count, percent, percent_change
from trainingdesk.reports.year import Figures, Year

QUARTERS = {
    "Q1": "April to June",
    "Q2": "July to September",
    "Q3": "October to December",
    "Q4": "January to March",
}
THREE_RATES = (
    "Take-up, fill and turn-up are all called “attendance rate” elsewhere. Here each has its own "
    "name, and the figures it is made of stand beside it. How each is counted is set out at the "
    "end, under “What the figures mean”."
)


def glance_pages(pages: Flow, year: Year) -> None:
    """Write the headline figures, the flow from places to attendances, and the year in parts."""
    pages.open("The year at a glance", findings.glance(year), _lead(year))
    pages.headlines(_headlines(year))
    if year.still_open.said:
        pages.note("Not all registers are closed", year.still_open.said)
    pages.note("Three rates, three bases", THREE_RATES)
    pages.turn()
    _flow(pages, year)
    _quarters(pages, year)
    _parts(pages, year)


def _lead(year: Year) -> str:
    now, before = year.programme, year.before
    if not now["attended"]:
        return "No attendance is recorded for this year."
    words = (
        f"{_people(now)} came {_times(now)} to {count(now['events_delivered'])} "
        f"{'event' if now['events_delivered'] == 1 else 'events'}"
    )
    if before and before["attended"]:
        return f"{words}; the year before, {_people(before)} came {_times(before)}."
    return f"{words}."


def _people(figures: Figures) -> str:
    return f"{count(figures['people'])} {'person' if figures['people'] == 1 else 'people'}"


def _times(figures: Figures) -> str:
    return "once" if figures["attended"] == 1 else f"{count(figures['attended'])} times"


def _headlines(year: Year) -> list[Headline]:
    now = year.programme
    came = now["attended"] - now["walk_ins"]
    places, booked = count(now["places"]), count(now["booked"])
    offered = counted(now["places"], "place")
    events = f"of {count(now['events_scheduled'])} scheduled; {count(now['events_cancelled'])} "
    ahead = f", {count(now['events_to_come'])} still to come" if now["events_to_come"] else ""
    share, base = published.satisfied(year.satisfaction)
    return [
        Headline(count(now["events_delivered"]), "Events delivered", f"{events}cancelled{ahead}"),
        Headline(places, "Places offered", _before(year, "places", count, "at delivered events")),
        Headline(
            count(now["attended"]),
            "Attendances",
            f"by {_people(now)}; {count(now['walk_ins'])} came without a booking",
        ),
        Headline(
            percent_change(now["change_in_attendance"]), "Change in attendance", _compared(year)
        ),
        _rate(year, "take_up", "Take-up", f"{booked} booked of {offered}"),
        _rate(year, "fill", "Fill", f"{count(now['attended'])} attended of {offered}"),
        _rate(year, "turn_up", "Turn-up", f"{count(came)} of {booked} booked, walk-ins left out"),
        _rate(year, "absence", "Absence", f"{count(now['absent'])} absent of {booked} booked"),
        Headline(share, "Satisfied", base),
    ]


def _rate(year: Year, key: str, name: str, base: str) -> Headline:
    return Headline(percent(year.programme[key]), name, _before(year, key, percent, base))


def _before(year: Year, key: str, shown: Callable[[float], str], base: str) -> str:
    """The base, and the same figure of the year before where there is one."""
    value = (year.before or {}).get(key)
    if value is None:
        return base
    return f"{base}; {shown(value)} in {year.name_before}"


def _compared(year: Year) -> str:
    now = year.programme
    if year.before:
        before = count(year.before["attended"])
        far = " so far" if now["events_to_come"] else ""
        return f"{count(now['attended'])} attended{far}, against {before} in {year.name_before}"
    if now["change_in_attendance"] is None:
        return "the year before is not held"
    return f"against the figure published for {year.name_before}"


def _flow(pages: Flow, year: Year) -> None:
    now = year.programme
    came = now["attended"] - now["walk_ins"]
    events = f"at {counted(now['events_delivered'], 'event')}"
    cancelled = f"of whom {count(now['bookings_cancelled'])} cancelled later"
    steps = [
        Step("Places offered", now["places"], events),
        Step("Registered", now["registrations"], cancelled),
        Step("Booked on the day", now["booked"], f"take-up {percent(now['take_up'])} of places"),
        Step(
            "Absent", now["absent"], f"{percent(now['absence'])} of those booked", came, loss=True
        ),
        Step("Came as booked", came, f"turn-up {percent(now['turn_up'])} of those booked"),
        Step("Came unbooked", now["walk_ins"], "walk-ins", came),
        Step("Attended", now["attended"], f"fill {percent(now['fill'])} of places"),
    ]
    pages.section("From a place to a person in the room")
    words = "; ".join(f"{step.name} {count(step.value)}, {step.remark}" for step in steps)
    pages.drawing(flow(steps, WIDTH, 96), words)
    said = [
        (now["apologies"], "sent apologies before the start"),
        (now["waiting"], f"{'was' if now['waiting'] == 1 else 'were'} left waiting for a place"),
    ]
    words = "; ".join(f"{count(number)} {what}" for number, what in said if number)
    if words:
        pages.prose(f"Beside these: {words}.")


def _quarters(pages: Flow, year: Year) -> None:
    parts = [
        Part(
            _named("quarter", quarter["quarter"]),
            quarter["fill"],
            f"{count(quarter['attended'])} of {counted(quarter['places'], 'place')}",
        )
        for quarter in year.rows("by_quarter")
    ]
    if not any(part.share is not None for part in parts):
        return
    pages.section("Fill by quarter", 127)
    words = "; ".join(f"{part.name} {percent(part.share)}, {part.base}" for part in parts)
    pages.drawing(columns(parts, WIDTH + 14, 109), words)


def _parts(pages: Flow, year: Year) -> None:
    """One table of the year in its parts, each rate after the counts it is made of."""
    rows = []
    for name, table, key in (
        ("By quarter", "by_quarter", "quarter"),
        ("By level", "by_level", "level"),
        ("By strand", "by_strand", "strand"),
        ("By series", "by_series", "series"),
    ):
        own = year.rows(table)
        if own:
            rows.append(Row([name], "span"))
        rows += [_part(_named(key, r[key]), r) for r in own]
    if not rows:
        return
    rows.append(_part("The year", year.programme, "total"))
    heads = ("Events", "Places", "Booked", "Absent", "Attended", "People", "Take-up", "Fill",
             "Absence")  # fmt: skip
    shown = Table(
        [Column("", 128), *(Column(head, 35, "right") for head in heads)],
        rows,
        gap=6,
        pad=2.3,
        words="The year in its parts",
    )
    pages.tabled(
        "The year in its parts",
        shown,
        "Take-up: booked ÷ places. Fill: attended ÷ places. Absence: absent ÷ booked. Somebody who "
        "came in two parts is counted in both, and an event counts in each of its strands.",
    )


def _named(key: str, value: object) -> str:
    words = str(value) if value not in (None, "") else NOTHING
    if key == "quarter":
        return QUARTERS.get(words, words)
    if key != "level":
        return words
    return "No level" if words == NOTHING else f"Level {words}"


def _part(name: str, r: Figures, kind: str = "row") -> Row:
    counts = ("events_delivered", "places", "booked", "absent", "attended", "people")
    rates = ("take_up", "fill", "absence")
    cells = [name, *(count(r[key]) for key in counts), *(percent(r[key]) for key in rates)]
    return Row(cells, "total" if kind == "total" else "row")
