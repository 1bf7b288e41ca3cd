"""Loading a file of e-learning completions: who is meant by each line, and one act for all.

Nobody is guessed, as when a list is pasted: a line that may mean several people is asked about.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.completion import CompletionFate, CompletionLine
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.pasted import PastedLine
from trainingdesk.domain.pasted_fates import Choice, Fate, Meant
from trainingdesk.exchange.completions import read_completions
from trainingdesk.services.delegate_records import add_delegates
from trainingdesk.services.pasted_judging import Asked, judged
from trainingdesk.services.pasted_people import (
    KnownAgency,
    Typed,
    agencies_by_name,
    people_around,
)
from trainingdesk.storage.models import Completion, Course, Delegate

ONE_HAS_IT = "One of them has this completion already."
NO_EVENT = 0
"""Completions are of no event, so nobody is booked on it."""


@dataclass(frozen=True, slots=True)
class LineLooked:
    """One line of a file: what is to become of it, of whom, and on which course."""

    id: int
    line: CompletionLine
    fate: CompletionFate
    said: str = ""
    course_id: int = 0
    title: str = ""
    choices: tuple[Choice, ...] = ()
    one_has_it: bool = False
    """Whether it was loaded before of somebody whom it may mean."""

    @property
    def sure(self) -> Choice | None:
        """Who is meant, where there is no doubt."""
        return self.choices[0] if self.fate is CompletionFate.LOAD else None


@dataclass(frozen=True, slots=True)
class FileLooked:
    """A file as it was looked at; nothing of it is stored yet."""

    name: str
    lines: tuple[LineLooked, ...]
    notices: tuple[str, ...] = ()

    def of(self, fate: CompletionFate) -> list[LineLooked]:
        """The lines that one thing becomes of."""
        return [each for each in self.lines if each.fate is fate]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading came to: how many are new, had been loaded, were corrected, are new people."""

    new: int
    had: int
    corrected: int
    people: int


def look_at(db: Session, path: Path, *, today: date) -> FileLooked:
    """Look at a file of completions; raises CannotImport."""
    notices: list[str] = []
    lines = read_completions(path, notices)
    courses = _courses(db)
    meant = _meant(db, lines)
    looked = [
        _looked(number, line, courses, meant.get(number), today)
        for number, line in enumerate(lines)
    ]
    return FileLooked(path.name, tuple(_had(db, _best_of_day(looked))), tuple(notices))


def load(db: Session, looked: FileLooked, answers: Mapping[int, str]) -> Loaded:
    """Store what is sure and what was answered, by the numbers of lines, all of it or nothing.

    What is there already stays; another score of the same day is taken for a correction. Of
    several attempts of one day the best is stored. Raises Invalid, Unknown.
    """
    best = _once_a_day(looked.lines, answers)
    chosen = [pair for pair in best if pair[0].fate is not CompletionFate.HAD]
    new = {c.key: c.details for _, c in chosen if c.details is not None}
    added = dict(zip(new, add_delegates(db, list(new.values())), strict=True)) if new else {}
    who = [(each, choice.delegate_id or added[choice.key]) for each, choice in chosen]
    agencies = _agencies_of(db, [delegate_id for _, delegate_id in who])
    there = _stored(db, {each.course_id for each, _ in who})
    made = had = corrected = 0
    for each, delegate_id in who:
        stored = there.get((each.course_id, delegate_id, each.line.on))
        if stored is None:
            db.add(_completion(each, delegate_id, agencies[delegate_id]))
            made += 1
        elif stored.score == each.line.score:
            had += 1
        else:
            stored.score = each.line.score
            corrected += 1
    db.flush()
    return Loaded(made, had, corrected, len(added))


def _once_a_day(
    lines: Sequence[LineLooked], answers: Mapping[int, str]
) -> list[tuple[LineLooked, Choice]]:
    """Who is meant by each line, without the lesser attempts of a day."""
    best: dict[tuple[int, str, date | None], tuple[LineLooked, Choice]] = {}
    for each in lines:
        choice = _answer(each, answers)
        if choice is not None:
            attempt = each.course_id, choice.key, each.line.on
            before = best.get(attempt)
            if before is None or _score(each) > _score(before[0]):
                best[attempt] = each, choice
    return list(best.values())


def _best_of_day(looked: Sequence[LineLooked]) -> list[LineLooked]:
    """The lines, of which one a day is loaded of each person and course: the best."""
    best = {each.id for each, _ in _once_a_day(looked, {})}
    return [
        replace(each, fate=CompletionFate.ANOTHER) if each.sure and each.id not in best else each
        for each in looked
    ]


def _score(each: LineLooked) -> int:
    return -1 if each.line.score is None else each.line.score


def _completion(each: LineLooked, delegate_id: int, agency_id: int) -> Completion:
    line = each.line
    return Completion(
        course_id=each.course_id,
        delegate_id=delegate_id,
        agency_id=agency_id,
        on=line.on,
        score=line.score,
    )


def _answer(each: LineLooked, answers: Mapping[int, str]) -> Choice | None:
    """Who is meant by a line, surely, as it was answered, or as it was loaded before."""
    key = answers.get(each.id)
    had = each.choices[0] if each.fate is CompletionFate.HAD else each.sure
    return next((choice for choice in each.choices if choice.key == key), had)


def _stored(
    db: Session, course_ids: Collection[int]
) -> dict[tuple[int, int, date | None], Completion]:
    """What is stored of some courses, by course, delegate and day."""
    query = select(Completion).where(Completion.course_id.in_(course_ids))
    return {(each.course_id, each.delegate_id, each.on): each for each in db.scalars(query)}


def _agencies_of(db: Session, delegate_ids: Sequence[int]) -> dict[int, int]:
    query = select(Delegate.id, Delegate.agency_id).where(Delegate.id.in_(set(delegate_ids)))
    return dict(db.execute(query).all())


def _courses(db: Session) -> dict[str, list[tuple[int, str]]]:
    """Every course by its reference and by its title, folded."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, reference, title in db.execute(
        select(Course.id, Course.reference, Course.title).order_by(Course.id)
    ):
        for name in {folded(reference), folded(title)}:
            found[name].append((number, title))
    return found


def _meant(db: Session, lines: Sequence[CompletionLine]) -> dict[int, Meant]:
    """Whom each line that can be read means, asked of all at once."""
    agencies = agencies_by_name(db)
    rows = [
        (number, line, agencies.get(folded(line.agency)))
        for number, line in enumerate(lines)
        if line.on is not None
    ]
    sought = [
        Typed.of(line.first_name, line.last_name, email=line.email, agency_id=_id(agency))
        for _, line, agency in rows
    ]
    around = people_around(db, sought, event_id=NO_EVENT)
    found = {}
    for (number, line, agency), typed in zip(rows, sought, strict=True):
        near, at_mailbox = around.near(typed.who), around.at_mailbox(line.email)
        starts = line.on or date.max
        found[number] = judged(Asked(_as_pasted(line), agency, typed.who, near, at_mailbox, starts))
    return found


def _as_pasted(line: CompletionLine) -> PastedLine:
    return PastedLine(
        number=line.number,
        text=line.name,
        first_name=line.first_name,
        last_name=line.last_name,
        email=line.email,
        agency=line.agency,
        either_way=line.either_way,
    )


def _looked(
    number: int,
    line: CompletionLine,
    courses: Mapping[str, list[tuple[int, str]]],
    meant: Meant | None,
    today: date,
) -> LineLooked:
    if line.unfinished:
        return LineLooked(number, line, CompletionFate.UNFINISHED)
    named = courses.get(folded(line.course), [])
    wrong = _wrong(line, len(named), today)
    if meant is None or wrong or not meant.choices:
        said = wrong or (meant.said if meant else "")
        return LineLooked(number, line, CompletionFate.WRONG, said)
    fate = CompletionFate.LOAD if meant.fate is Fate.KNOWN else CompletionFate.ASK
    course_id, title = named[0]
    return LineLooked(number, line, fate, meant.said, course_id, title, meant.choices)


def _wrong(line: CompletionLine, courses: int, today: date) -> str:
    """Why a line cannot be loaded, whoever is meant by it."""
    if line.wrong:
        return line.wrong
    if line.on is not None and line.on > today:
        return "The day is still to come."
    if courses > 1:
        return f"Several courses are called “{line.course}”: name it by its reference."
    if not courses:
        return f"No course is called “{line.course}”. Add it to the courses first."
    return ""


def _had(db: Session, looked: Sequence[LineLooked]) -> list[LineLooked]:
    """The lines, of which some were loaded before, just as they are."""
    stored = {
        (each.course_id, each.delegate_id, each.on, each.score)
        for each in db.scalars(select(Completion))
    }

    def has(each: LineLooked, choice: Choice) -> bool:
        return (each.course_id, choice.delegate_id, each.line.on, each.line.score) in stored

    def looked_again(each: LineLooked) -> LineLooked:
        if each.sure is not None and has(each, each.sure):
            return replace(each, fate=CompletionFate.HAD)
        if each.fate is CompletionFate.ASK and any(has(each, one) for one in each.choices):
            return replace(each, said=f"{each.said} {ONE_HAS_IT}".strip(), one_has_it=True)
        return each

    return [looked_again(each) for each in looked]


def _id(agency: KnownAgency | None) -> int | None:
    return agency.id if agency else None
