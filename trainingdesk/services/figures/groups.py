"""The year's counts by course, level, quarter, strand, series, month, agency and sector."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import share
from trainingdesk.domain.year import quarter_of
from trainingdesk.services.figures.counts import summed
from trainingdesk.services.figures.events import Attender, EventFacts, people_among
from trainingdesk.storage.models import Agency, Course, CourseStrand, Series, Strand

Row = dict[str, Any]
QUARTERS = ("Q1", "Q2", "Q3", "Q4")


class Groups:
    """One year's events and attendances, counted in every way a report asks for."""

    def __init__(
        self, db: Session, events: Sequence[EventFacts], attenders: Sequence[Attender]
    ) -> None:
        self._events = events
        self._attenders = attenders
        self._courses = {course.id: course for course in db.scalars(select(Course))}
        self._series = {series.id: series.name for series in db.scalars(select(Series))}
        self._strands: defaultdict[int, list[str]] = defaultdict(list)
        links = select(CourseStrand.course_id, Strand.name).join(
            Strand, Strand.id == CourseStrand.strand_id
        )
        for course_id, name in db.execute(links):
            self._strands[course_id].append(name)
        self._agencies = {agency.id: agency for agency in db.scalars(select(Agency))}

    def programme(self) -> Row:
        """The whole year."""
        return self._counted(self._events)

    def by_course(self) -> list[Row]:
        """A row a course, by its reference."""
        titles = {course.reference: course.title for course in self._courses.values()}
        rows = self._grouped("course", lambda e: [self._courses[e.course_id].reference])
        return [row | {"title": titles[row["course"]]} for row in rows]

    def by_level(self) -> list[Row]:
        """A row a level."""
        return self._grouped("level", lambda e: [self._courses[e.course_id].level])

    def by_quarter(self) -> list[Row]:
        """A row for each of the four quarters, the empty ones too."""
        return self._grouped("quarter", lambda e: [quarter_of(e.starts)], QUARTERS)

    def by_month(self) -> list[Row]:
        """A row for each month that has events, named like 2017-06."""
        return self._grouped("month", lambda e: [f"{e.starts:%Y-%m}"])

    def by_strand(self) -> list[Row]:
        """A row a strand; an event counts in each of its strands."""
        return self._grouped("strand", lambda e: self._strands[e.course_id])

    def by_series(self) -> list[Row]:
        """A row a series, of the events that belong to one."""
        return self._grouped("series", lambda e: [self._series[e.series_id]] if e.series_id else [])

    def by_agency(self) -> list[Row]:
        """The attendances of each agency that sent somebody, and their share of the year's."""
        came = Counter(self._agencies[a.agency_id].name for a in self._attenders)
        return [
            {"agency": name, "attended": number, "share": share(number, came.total())}
            for name, number in sorted(came.items())
        ]

    def by_sector(self, last_year: Sequence[Attender]) -> list[Row]:
        """The attendances of each sector, their share, and last year's share."""
        came, before = self._sectors(self._attenders), self._sectors(last_year)
        return [
            {
                "sector": sector,
                "attended": came[sector],
                "share": share(came[sector], came.total()),
                "share_last_year": share(before[sector], before.total()),
            }
            for sector in sorted(came.keys() | before.keys())
        ]

    def cancellations(self) -> list[Row]:
        """Why events were cancelled, and how many for each reason."""
        reasons = Counter(e.reason for e in self._events if e.counts.events_cancelled)
        return [{"reason": reason, "events": number} for reason, number in sorted(reasons.items())]

    def _sectors(self, attenders: Iterable[Attender]) -> Counter[str]:
        return Counter(self._agencies[a.agency_id].sector for a in attenders)

    def _counted(self, events: Sequence[EventFacts]) -> Row:
        people = people_among(self._attenders, {event.id for event in events})
        return summed(event.counts for event in events).with_rates(people=people)

    def _grouped(
        self,
        name: str,
        keys_of: Callable[[EventFacts], Iterable[str]],
        always: Iterable[str] = (),
    ) -> list[Row]:
        members: defaultdict[str, list[EventFacts]] = defaultdict(list)
        for key in always:
            members[key] = []
        for event in self._events:
            for key in keys_of(event):
                members[key].append(event)
        return [{name: key, **self._counted(members[key])} for key in sorted(members)]
