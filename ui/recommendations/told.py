"""How far a recommendation is answered, in figures and in words."""

from trainingdesk.domain.figures import counted, percent
from trainingdesk.domain.recommendation import RecommendationDetails
from trainingdesk.domain.words import plain_day
from trainingdesk.services.coverage import Coverage, Who
from ui.parts.figures import Figure

AGENCIES, AGENCIES_NOT_YET = "agencies", "agencies not yet"

MEANING = {
    Who.TRAINED.value: (
        "Delegates here today who attended an event of a course that answers it, on or after the "
        "day it was made. Events called off do not count, nor does a booking without attendance."
    ),
    Who.NOT_YET.value: "Delegates here today who are not trained, whoever they are.",
    Who.JOINED.value: (
        "Of those not yet trained, whose first day at their agency is on or after the day it was "
        "made; where that day is not known, who had attended nothing at all before it."
    ),
    Who.LEFT.value: "Who was trained and no longer works here. They are in no other number.",
    AGENCIES: "Agencies with delegates here today of whom one at least is trained.",
    AGENCIES_NOT_YET: "Agencies with delegates here today of whom nobody is trained.",
}
"""What each number counts, by the key of its figure."""


def coverage_figures(coverage: Coverage, details: RecommendationDetails) -> list[Figure]:
    """The figures of a recommendation, each with what it is counted on."""
    people, agencies = coverage.delegates, len(coverage.agencies)
    made_on = details.made_on
    not_yet = people - coverage.trained
    since = f"of {not_yet:,} not yet trained" if made_on else "say on which day it was made"
    unreached = agencies - coverage.reached
    found = [
        _figure(Who.TRAINED.value, coverage.trained, _of(coverage.trained, people, "delegate")),
        _figure(Who.NOT_YET.value, not_yet, _of(not_yet, people, "delegate")),
        _figure(Who.JOINED.value, coverage.joined if made_on else None, since),
        _figure(AGENCIES, coverage.reached, _of(coverage.reached, agencies, "agency"), "Agencies"),
        _figure(
            AGENCIES_NOT_YET, unreached, _of(unreached, agencies, "agency"), "Agencies not yet"
        ),
    ]
    if coverage.left:
        found.append(_figure(Who.LEFT.value, coverage.left, "in no other number"))
    return found


def said_of(details: RecommendationDetails, courses: int) -> str:
    """The kind of a recommendation, when it was made, and how many courses answer it."""
    parts = [details.kind.value]
    parts += [f"made on {plain_day(details.made_on)}"] if details.made_on else []
    parts += [f"answered by {counted(courses, 'course')}"] if courses else ["no course answers it"]
    parts += [f"closed on {plain_day(details.closed_on)}"] if details.closed_on else []
    return " · ".join(parts)


def counted_so(details: RecommendationDetails) -> str:
    """What counts as trained, and as joined since, on this recommendation."""
    if details.made_on is None:
        return (
            "Trained: attended an answering course on any day. Say on which day it was made, and "
            "only what came after counts."
        )
    day = plain_day(details.made_on)
    return (
        f"Trained: attended an answering course from {day} on. Joined since: not trained, and at "
        "their agency from that day on, or attended nothing before it."
    )


def _figure(key: str, number: int | None, base: str, name: str = "") -> Figure:
    value = "–" if number is None else f"{number:,}"
    return Figure(key, name or key, value, base, "", MEANING[key])


def _of(part: int, whole: int, one: str) -> str:
    several = "agencies" if one == "agency" else f"{one}s"
    return f"{percent(part, whole)} of {counted(whole, one, several)}"
