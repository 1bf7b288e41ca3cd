"""Taking in the exports of online forms: whose each row is, what it answers, and one act for all.

Each row is judged before anything is stored, and once more in the act itself. What cannot be
taken is named by its row and column and stays in the file; a longer export adds only what is new.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from trainingdesk.domain.channel import Channel
from trainingdesk.domain.online_answers import Unread, read_answer
from trainingdesk.domain.online_columns import Means, asking_of
from trainingdesk.domain.online_export import OnlineExport, OnlineLine
from trainingdesk.domain.online_fates import (
    LEAVE_OUT,
    REMEMBERED,
    TAKE_TOO,
    Matching,
    OnlineFate,
    OnlineJudged,
)
from trainingdesk.domain.online_match import Around, Meant, Told
from trainingdesk.domain.online_people import OnlinePerson
from trainingdesk.domain.questionnaire import Answers, Ask, Asking, Returned
from trainingdesk.domain.refusals import Refused
from trainingdesk.exchange.online_days import days_of
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.online_around import AllTold, Asked, around
from trainingdesk.services.evaluation.online_layouts import keep_layout, keys_taken
from trainingdesk.services.evaluation.online_named import NamedForms
from trainingdesk.services.evaluation.online_nameless import NamelessForms
from trainingdesk.services.evaluation.taking import Taken, take, without_blanks
from trainingdesk.storage.models import OnlineRow

ALIKE = "A form without a name says the same already. Take it only if it is another person's."
SAME = "Has sent the very same answers already: they are kept once."
SECOND = "Has answered already: this form is kept beside the first, and asked about there."


@dataclass(frozen=True, slots=True)
class OnlineTaken:
    """What taking an export came to: stored, kept beside, there already, and refused meanwhile."""

    stored: int = 0
    held: int = 0
    same: int = 0
    refused: tuple[str, ...] = ()


def judged(
    db: Session, export: OnlineExport, matching: Matching, settled: Mapping[int, str]
) -> list[OnlineJudged]:
    """What becomes of each row; ``settled`` answers those asked about, by their numbers."""
    return _Judging.of(db, export, matching).rows(export, settled)


def take_export(
    db: Session,
    export: OnlineExport,
    matching: Matching,
    settled: Mapping[int, str],
    *,
    by: Stamp,
) -> OnlineTaken:
    """Store every row that is sure or was settled, and remember the form and those rows."""
    layout = keep_layout(db, export, matching)
    counts = dict.fromkeys(Taken, 0)
    refused: list[str] = []
    for row in judged(db, export, matching, settled):
        if row.fate not in REMEMBERED or row.event is None or row.line.day is None:
            continue
        returned = Returned(
            event_id=row.event.id,
            delegate_id=row.person.delegate_id if row.person else None,
            stage=matching.stage,
            answers=row.answers or {},
            received_on=row.line.day,
            via=Channel.ONLINE,
            questionnaire_id=row.questionnaire_id,
            source=f"{export.name}, row {row.line.number:,}",
        )
        try:
            counts[take(db, returned, by=by)] += 1
        except Refused as refusal:
            refused.append(f"Row {row.line.number:,}: {refusal}")
        else:
            db.add(OnlineRow(layout_id=layout.id, known_by=row.line.key))
    db.flush()
    return OnlineTaken(counts[Taken.STORED], counts[Taken.HELD], counts[Taken.SAME], tuple(refused))


@dataclass(slots=True)
class _Judging:
    """The rows of one export, judged one after the other."""

    matching: Matching
    headings: Sequence[str]
    around: Around
    asked: Asked
    nameless: NamelessForms
    named: NamedForms
    taken: Mapping[str, int]
    days: Mapping[str, date | None]
    _seen: set[str] = field(default_factory=set)
    _coming: dict[tuple[int, int], list[Answers]] = field(default_factory=dict)

    @classmethod
    def of(cls, db: Session, export: OnlineExport, matching: Matching) -> "_Judging":
        """Everything that the rows are judged by, read at once."""
        at = {each: n for n, each in enumerate(matching.stands_for)}

        def column(means: Means) -> list[str]:
            return [line.cells[at[means]] for line in export.lines] if means in at else []

        askings = (asking_of(each) for each in matching.stands_for)
        codes = frozenset(asking.code for asking in askings if asking is not None)
        days = column(Means.DAY)
        asked = Asked(db, matching.stage, codes)
        return cls(
            matching,
            [heading.words for heading in export.headings],
            around(
                asked,
                event_id=matching.event_id,
                told=AllTold(
                    sent=frozenset(line.day for line in export.lines if line.day is not None),
                    codes=frozenset(column(Means.CODE)),
                    emails=frozenset(column(Means.EMAIL)),
                ),
            ),
            asked,
            NamelessForms(db, matching.stage),
            NamedForms(db, matching.stage),
            keys_taken(db, {line.key for line in export.lines}),
            dict(zip(days, days_of(days, latest=date.max, usual=export.order).days, strict=True)),
        )

    def rows(self, export: OnlineExport, settled: Mapping[int, str]) -> list[OnlineJudged]:
        """What becomes of each row."""
        for line in export.lines:
            if line.key in self.taken:
                self._pass_over(line)
        return [self._row(line, settled.get(line.number, "")) for line in export.lines]

    def _pass_over(self, line: OnlineLine) -> None:
        """Let a row that is not taken stand for a form without a name, so that no other does."""
        meant = self.around.meant(self._told(line))
        event = meant.event or (meant.people[0].event if meant.sure else None)
        if event is not None and (meant.event or line.day in event.nameless):
            self._is_stored(self._read(line, "", Meant(event=event), None))

    def _row(self, line: OnlineLine, answer: str) -> OnlineJudged:
        told = self._told(line)
        who = " · ".join(part for part in (told.name, told.email, told.code) if part)
        if line.key in self.taken or line.key in self._seen:
            return OnlineJudged(line, OnlineFate.KNOWN, who)
        self._seen.add(line.key)
        if line.day is None:
            said = "When it was sent cannot be read, or is yet to come."
            return OnlineJudged(line, OnlineFate.REFUSED, who, said=said)
        if answer == LEAVE_OUT:
            self._pass_over(line)
            return OnlineJudged(line, OnlineFate.LEFT_OUT, who)
        meant = self.around.meant(told)
        if not meant.people and meant.event is None:
            return OnlineJudged(line, OnlineFate.REFUSED, who, said=meant.said)
        chosen = next((each for each in meant.people if each.key == answer), None)
        person = chosen or (meant.people[0] if meant.sure else None)
        row = self._read(line, who, meant, person)
        is_alike = row.fate is OnlineFate.NEW and row.person is None and self._is_stored(row)
        if not is_alike or answer == TAKE_TOO or chosen is not None:
            return row
        return replace(row, fate=OnlineFate.ASK, said=ALIKE, people=())

    def _is_stored(self, row: OnlineJudged) -> bool:
        """Whether a form without a name says the same as a row, and is no other row's."""
        event, sent, answers = row.event, row.line.day, row.answers
        if not (event and sent and answers):
            return False
        asks = self.asked.on(event.id, sent)[1]
        return self.nameless.has(event.id, sent, without_blanks(answers, asks.values()))

    def _read(
        self, line: OnlineLine, who: str, meant: Meant, person: OnlinePerson | None
    ) -> OnlineJudged:
        """What a row answers, and what becomes of it if that can be read."""
        event = meant.event or (person or meant.people[0]).event
        sent = line.day or date.min
        # Whoever tells of which event a row is, is not kept where its form had no names then.
        kept = None if sent in event.nameless else person
        row, asks = self.asked.on(event.id, sent)
        answers, problems = self._answers(line, asks)
        if not answers and not problems:
            problems = ["Nothing is answered in this row."]
        if problems:
            fate, said = OnlineFate.REFUSED, " ".join(problems)
        elif person is None and meant.event is None:
            fate, said = OnlineFate.ASK, meant.said
        else:
            fate, said = self._first_or_second(kept, answers, asks.values())
        number = row.id if row else None
        people = meant.people if kept == person else ()
        return OnlineJudged(line, fate, who, kept, people, event, said, number, answers)

    def _first_or_second(
        self, person: OnlinePerson | None, answers: Answers, asks: Collection[Ask]
    ) -> tuple[OnlineFate, str]:
        """Whether this is the first form of somebody at the stage; one without a name always is."""
        if person is None:
            return OnlineFate.NEW, ""
        said = without_blanks(answers, asks)
        coming = self._coming.setdefault((person.event.id, person.delegate_id), [])
        stored: Sequence[Answers] = ()
        if person.answered:
            stored = self.named.said_by(person.delegate_id, person.event.id)
        if any(said == without_blanks(each, asks) for each in (*stored, *coming)):
            return OnlineFate.SAME, SAME
        is_first = not person.answered and not coming
        coming.append(said)
        return (OnlineFate.NEW, "") if is_first else (OnlineFate.SECOND, SECOND)

    def _told(self, line: OnlineLine) -> Told:
        """What a row tells of whoever sent it."""
        cells = defaultdict(str, zip(self.matching.stands_for, line.cells, strict=True))
        names = (cells[Means.FIRST_NAME], cells[Means.LAST_NAME])
        return Told(
            sent=line.day or date.min,
            code=cells[Means.CODE],
            email=cells[Means.EMAIL],
            name=cells[Means.NAME] or " ".join(name for name in names if name),
            event=cells[Means.EVENT],
            day=self.days.get(cells[Means.DAY]),
        )

    def _answers(
        self, line: OnlineLine, asks: Mapping[Asking, Ask]
    ) -> tuple[dict[Asking, int | str], list[str]]:
        """The answers of a row, and what is wrong with it, by its columns."""
        cells: dict[Asking, str] = {}
        where: dict[Asking, str] = {}
        for heading, stands_for, cell in zip(
            self.headings, self.matching.stands_for, line.cells, strict=True
        ):
            asking = asking_of(stands_for)
            if asking is not None and cell:
                cells[asking] = f"{cells[asking]}\n{cell}" if asking in cells else cell
                where.setdefault(asking, heading)
        answers: dict[Asking, int | str] = {}
        problems: list[str] = []
        for asking, cell in cells.items():
            ask = asks.get(asking)
            if ask is None:
                problems.append(f"“{where[asking]}”: the form of this event does not ask it.")
                continue
            try:
                answers[asking] = read_answer(ask, cell)
            except Unread as unread:
                problems.append(f"“{where[asking]}”: {unread}.")
        return answers, problems
