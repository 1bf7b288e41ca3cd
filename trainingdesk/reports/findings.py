"""What a page of the report shows, in one line: said only where the figures say it plainly."""

from collections.abc import Sequence

from trainingdesk.reports.slope import Measure, measures
from trainingdesk.reports.words import listed, percent, spelled
from trainingdesk.reports.year import Year

PARTS = {2: "half the places", 3: "one place in three", 4: "one place in four",
         5: "one place in five", 10: "one place in ten"}  # fmt: skip
NEAR = 0.005
"""How near a share must be to one in so many to be called that."""
MANY = 3
"""Two sectors of fewer than this say nothing by having most."""


def glance(year: Year) -> str:
    """Whether more came than the year before, and how many places stayed empty.

    While registers are open, neither is known yet.
    """
    said = [words for words in (_came(year), _stayed_empty(year)) if words]
    if year.still_open.registers:
        said = []
    if not said:
        return "The year at a glance"
    words = " and ".join(said) if len(said) == 1 else f"{said[0]}, and {said[1]}"
    return words[0].upper() + words[1:]


def _came(year: Year) -> str:
    before, now = (year.before or {}).get("people"), year.programme["people"]
    # A year that is not over cannot be set beside a whole one.
    if not before or not now or year.programme["events_to_come"]:
        return ""
    if now == before:
        return "as many people came as the year before"
    return f"{'more' if now > before else 'fewer'} people came than the year before"


def _stayed_empty(year: Year) -> str:
    fill = year.programme["fill"]
    if fill is None or not year.programme["attended"]:
        return ""
    empty = 1 - fill
    if empty < 0:
        return "more came than there were places"
    near = next((words for n, words in PARTS.items() if abs(empty - 1 / n) <= NEAR), "")
    shown = percent(empty)
    if shown in {"0%", "100%"}:
        return ""
    return f"{near or f'{shown} of places'} stayed empty"


def courses(year: Year) -> str:
    """How many courses filled all their places."""
    ran = [c for c in year.rows("by_course") if c["fill"] is not None]
    full = sum(1 for c in ran if c["fill"] >= 1)
    if not full or len(ran) < MANY:
        return "The year by course"
    whose = "its" if full == 1 else "their"
    return f"{spelled(full)} of {len(ran)} courses filled all {whose} places"


def agencies(year: Year) -> str:
    """Whether two sectors made over half of the attendances."""
    sectors = year.rows("by_sector")
    top = sorted((s["share"] or 0 for s in sectors), reverse=True)[:2]
    if len([s for s in sectors if s["attended"]]) <= MANY or sum(top) <= 1 / 2:
        return "Who came, by sector and agency"
    return "Over half of all attendances came from two sectors"


def evaluation(year: Year) -> str:
    """How many measures rose or fell by the end, and whether the rise was still there later."""
    drawn = [m for m in measures(year.measures) if m.end.shown]
    fell = [m for m in drawn if m.end.fell]
    if fell:
        return f"{_so_many(fell, drawn)} fell by the end"
    rose, lower = [m for m in drawn if m.end.rose], [m for m in drawn if m.practice.fell]
    if lower:
        return _stood_lower(rose, lower, drawn)
    if not rose:
        return "What changed"
    held = all(m.practice.rose for m in rose)
    words = "rose and still stood higher in practice" if held else "rose by the end"
    return f"{_so_many(rose, drawn)} {words}"


def _stood_lower(
    rose: Sequence[Measure], lower: Sequence[Measure], drawn: Sequence[Measure]
) -> str:
    """What stood below its start in practice, after what had risen by the end."""
    own = "its start" if len(lower) == 1 else "their start"
    below = f"stood below {own} in practice"
    if not rose:
        return f"{_so_many(lower, drawn)} {below}"
    one = "it" if len(drawn) == 1 else spelled(len(lower)).lower()
    which = "all of them" if len(drawn) > 1 and len(lower) == len(drawn) else one
    return f"{_so_many(rose, drawn)} rose by the end; {which} {below}"


def _so_many(some: Sequence[Measure], every: Sequence[Measure]) -> str:
    if len(some) == len(every):
        both = {1: "The one measure", 2: "Both measures"}
        return both.get(len(every), f"All {spelled(len(every)).lower()} measures")
    return f"{spelled(len(some))} of {spelled(len(every)).lower()} measures"


def money(year: Year) -> str:
    """How much of the expenditure the fees brought back."""
    recovered = year.money.get("cost_recovery")
    if recovered is None:
        return "What it cost"
    if recovered <= 0:
        return "No fees came in towards the cost"
    return f"Fees brought back {percent(recovered)} of expenditure"


def fullest_and_emptiest(year: Year) -> str:
    """Which courses filled all places and which the fewest, in a sentence or two."""
    ran = [c for c in year.rows("by_course") if c["fill"] is not None]
    if not ran:
        return ""
    full = [c["title"] for c in ran if c["fill"] >= 1]
    least = min(c["fill"] for c in ran)
    low = [c["title"] for c in ran if c["fill"] == least]
    words = f"Filled in all places: {_few(full)}." if full else "No course filled all its places."
    return words if least >= 1 else f"{words} Emptiest, at {percent(least)}: {_few(low)}."


def _few(titles: Sequence[str], most: int = 3) -> str:
    """The titles in a sentence; of many, how many."""
    if len(titles) > most or sum(map(len, titles)) > 160:  # noqa: PLR2004
        return f"{len(titles)} courses" if len(titles) > 1 else "one course"
    return listed(titles)
