"""Reading forms that came back as PDF: what each file is, and taking those in that are sure.

Every file is looked at before anything is stored, and judged once more in the act. What cannot be
taken is named with why; no file is ever changed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from trainingdesk.domain.channel import Channel
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.form_fields import GivenOut
from trainingdesk.domain.questionnaire import Answers, Returned
from trainingdesk.domain.refusals import Refused, Unknown
from trainingdesk.domain.returned_pdf import NotReadable, ReturnedPdf
from trainingdesk.exchange.file_names import called
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.nameless_pdfs import NamelessStored, Said, as_said
from trainingdesk.services.evaluation.questionnaires import QuestionnaireRow, questionnaire
from trainingdesk.services.evaluation.taking import (
    Taken,
    fate_of,
    take,
    without_blanks,
)
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.storage.models import Booking, Event

BY_HAND = "Enter it by hand from the page."


class PdfFate(StrEnum):
    """What a file would become if it were taken in."""

    NEW = "New"
    SECOND = "Second form"
    ALIKE = "Same answers"
    SAME = "Taken already"
    REFUSED = "Refused"


@dataclass(frozen=True, slots=True)
class PdfLooked:
    """One file: whose form it is if it has a name, of what, and what becomes of it and why."""

    id: int
    path: Path
    fate: PdfFate
    who: str = ""
    title: str = ""
    starts: date | None = None
    stage: Stage | None = None
    said: str = ""
    code: str = ""
    returned: Returned | None = None
    alike: int = 0  # so many forms without a name said the same when it was looked at

    @property
    def is_taken(self) -> bool:
        """Whether it is taken in without being asked about."""
        return self.fate in {PdfFate.NEW, PdfFate.SECOND}


@dataclass(frozen=True, slots=True)
class PdfsTaken:
    """What taking files in came to: stored, kept beside, there already, and refused meanwhile."""

    stored: int = 0
    held: int = 0
    same: int = 0
    refused: tuple[str, ...] = ()


def look_at(
    db: Session, paths: Iterable[Path], *, by: Stamp, progress: Progress = unreported
) -> list[PdfLooked]:
    """What becomes of each file, and of each in a folder; raises NotReadable for a folder."""
    from trainingdesk.exchange.returned_pdfs import (  # noqa: PLC0415 - loaded when files come
        files_of,
    )

    looking = _Looking(db, by)
    files = files_of(paths)
    found = []
    for number, path in enumerate(files):
        progress(number, len(files))
        found.append(looking.at(number, path))
    return found


def take_in(db: Session, files: Sequence[PdfLooked], *, by: Stamp) -> PdfsTaken:
    """Take in the forms of files that were looked at; one that has become wrong is left out.

    So is a form without a name where somebody else took in one with its answers meanwhile.
    """
    counts: Counter[Taken] = Counter()
    refused = []
    nameless = NamelessStored(db)
    nameless.lock(looked.returned for looked in files if looked.returned is not None)
    for looked in files:
        if looked.returned is None:
            continue
        try:
            fate_of(db, looked.returned, by=by)
            nameless.refuse_taken(looked.returned, known=looked.alike)
        except Refused as refusal:
            refused.append(f"{called(looked.path)}: {refusal}")
        else:
            counts[take(db, looked.returned, by=by)] += 1
    return PdfsTaken(counts[Taken.STORED], counts[Taken.HELD], counts[Taken.SAME], tuple(refused))


def refused_rows(files: Iterable[PdfLooked]) -> list[tuple[str, str, str]]:
    """The files that were refused, to be saved: name, whose form it is if that is known, why."""
    return [
        (called(looked.path), looked.who, looked.said)
        for looked in files
        if looked.fate is PdfFate.REFUSED
    ]


@dataclass(slots=True)
class _Looking:
    """Goes from file to file, and remembers what those before would bring."""

    db: Session
    by: Stamp
    files: dict[bytes, Path] = field(default_factory=dict)
    coming: dict[tuple[int, int, Stage], list[tuple[Answers, str]]] = field(default_factory=dict)
    nameless: Counter[tuple[int, Stage, Said]] = field(default_factory=Counter)
    stored: NamelessStored = field(init=False)

    def __post_init__(self) -> None:
        self.stored = NamelessStored(self.db)

    def at(self, number: int, path: Path) -> PdfLooked:
        """One file, and what becomes of it."""
        from trainingdesk.exchange.returned_pdfs import read_pdf  # noqa: PLC0415 - as above

        try:
            found = read_pdf(path)
        except NotReadable as refusal:
            return self._refused(number, path, str(refusal), refusal.code)
        try:
            return self._judged(number, path, found)
        except Refused as refusal:
            said = " ".join(str(refusal).splitlines())
            return self._refused(number, path, said, found.code)

    def _refused(self, number: int, path: Path, said: str, code: FormCode | None) -> PdfLooked:
        """A file of which nothing is taken, with whose form it is where that is known."""
        whose = _Whose.of(self.db, code) if code else None
        named = f"{code}" if code else ""
        refused = PdfLooked(number, path, PdfFate.REFUSED, said=said, code=named)
        if whose is None or code is None:
            return refused
        return replace(
            refused,
            who=whose.delegate,
            title=whose.event.course.title,
            starts=whose.event.starts,
            stage=code.stage,
        )

    def _judged(self, number: int, path: Path, found: ReturnedPdf) -> PdfLooked:
        """A form that could be read, and what becomes of it; raises Refused."""
        whose = _Whose.of(self.db, found.code)
        if whose is None:
            raise Refused("The booking of its code is not on this desk.")
        row = _asked(self.db, found, whose.event)
        returned = Returned(
            event_id=whose.event.id,
            delegate_id=None if row.anonymous else whose.delegate_id,
            stage=found.code.stage,
            answers=without_blanks(found.answers(row.asks), row.asks),
            received_on=self.by.today,
            via=Channel.PDF,
            questionnaire_id=row.id,
            source=called(path),
        )
        fate, said = self._fate(path, returned)
        return PdfLooked(
            number,
            path,
            fate,
            who=whose.delegate if returned.delegate_id else "",
            title=whose.event.course.title,
            starts=whose.event.starts,
            stage=found.code.stage,
            said=said,
            code=str(found.code),
            returned=returned,
            alike=self.stored.like(returned),
        )

    def _fate(self, path: Path, returned: Returned) -> tuple[PdfFate, str]:
        fate = fate_of(self.db, returned, by=self.by)
        first = self.files.setdefault(sha256(path.read_bytes()).digest(), path)
        if first != path:
            return PdfFate.SAME, f"This is the same file as {called(first)}."
        if returned.delegate_id is None:
            return self._nameless(returned)
        return self._named(returned, returned.delegate_id, fate)

    def _named(self, returned: Returned, delegate_id: int, fate: Taken) -> tuple[PdfFate, str]:
        """Somebody's form beside those of theirs that have come, and that are in this folder."""
        if fate is Taken.SAME:
            return PdfFate.SAME, "This form has been taken in already."
        before = self.coming.setdefault((returned.event_id, delegate_id, returned.stage), [])
        for answers, name in before:
            if answers == returned.answers:
                return PdfFate.SAME, f"It says the same as {name}."
        first = before[0][1] if before else ""
        before.append((returned.answers, returned.source))
        if fate is Taken.HELD:
            return PdfFate.SECOND, "Has answered already: kept beside the first, and asked about."
        if first:
            return PdfFate.SECOND, f"Another than {first}: kept beside it, and asked about."
        return PdfFate.NEW, ""

    def _nameless(self, returned: Returned) -> tuple[PdfFate, str]:
        """A form without a name: nobody can tell whether one with its answers is the same."""
        key = returned.event_id, returned.stage, as_said(returned.answers)
        self.nameless[key] += 1
        # As many are held back as are there: a folder that is read again brings nothing.
        if self.nameless[key] <= self.stored.like(returned):
            return PdfFate.ALIKE, (
                "A form without a name has these answers already. Take it only if it is another "
                "person's."
            )
        return PdfFate.NEW, ""


@dataclass(frozen=True, slots=True)
class _Whose:
    """Of whom and of which event a form is, by its code."""

    event: Event
    delegate_id: int | None = None
    delegate: str = ""

    @classmethod
    def of(cls, db: Session, code: FormCode) -> "_Whose | None":
        """Whose form it is; None where the desk does not know."""
        if code.booking_id is None:
            event = db.get(Event, code.event_id)
            return None if event is None else cls(event)
        booking = db.get(Booking, code.booking_id)
        if booking is None:
            return None
        return cls(booking.event, booking.delegate_id, booking.delegate.listed)


def _asked(db: Session, found: ReturnedPdf, event: Event) -> QuestionnaireRow:
    """What the form asks; raises Refused where it is another desk's, or does not say."""
    if found.event and found.event != event.reference:
        raise Refused(
            f"This is a form of {found.event[:40]}, but its code is of {event.reference} here: it "
            f"comes from another desk, or the event was renamed. {BY_HAND}"
        )
    if found.given_out is None:
        raise Refused(f"The form no longer says which questions it asks. {BY_HAND}")
    try:
        row = questionnaire(db, found.given_out.questionnaire_id)
    except Unknown:
        raise Refused(f"Its questions are not on this desk. {BY_HAND}") from None
    if GivenOut.of(row.id, row.asks) != found.given_out:
        raise Refused(f"Its questions were changed after it was given out. {BY_HAND}")
    return row
