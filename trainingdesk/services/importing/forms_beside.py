"""Forms of a workbook that are kept beside those which came by another channel, and asked about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import HeldWhy, Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.questionnaire import Asking, answers_as_data, answers_from_data
from trainingdesk.exchange.places import Place
from trainingdesk.services.importing.findings import Findings
from trainingdesk.services.importing.storing import insert_rows
from trainingdesk.storage.models import HeldForm

NAMED_AT_MOST = 10
Said = Mapping[Asking, int | str]
Key = tuple[int | None, int | None, Stage]
"""Of which event, of whom, and at which stage."""


@dataclass(slots=True)
class FormsBeside:
    """What is kept beside first forms, and what of a workbook is to be."""

    _there: defaultdict[Key, list[Said]] = field(default_factory=lambda: defaultdict(list))
    _new: list[dict[str, Any]] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)

    def read(self, db: Session, events: Sequence[int]) -> None:
        """Read what is kept of events, whether somebody has decided on it or not."""
        query = select(HeldForm).where(
            HeldForm.event_id.in_(events), HeldForm.why == HeldWhy.SECOND
        )
        for held in db.scalars(query):
            said = answers_from_data(held.answers)
            self._there[held.event_id, held.delegate_id, held.stage].append(said)

    def holds(self, key: Key, said: Said) -> bool:
        """Whether a form is kept already that says all of this."""
        return any(says_all(each, said) for each in self._there[key])

    def keep(self, key: Key, said: Said, *, values: Mapping[str, Any], place: Place) -> None:
        """Keep a form beside the first."""
        self._there[key].append(said)
        self._places.append(place)
        event_id, delegate_id, stage = key
        self._new.append(
            {
                "event_id": event_id,
                "delegate_id": delegate_id,
                "stage": stage,
                "why": HeldWhy.SECOND,
                "source": f"{place.file}, row {place.row:,}",
                "answers": answers_as_data(said),
                **values,
            }
        )

    def tell(self, findings: Findings) -> None:
        """Say which rows are kept beside, and where that is decided."""
        for file, rows, number in rows_named(self._places):
            findings.notice(
                f"{file}: Evaluations: {rows} {'says' if number == 1 else 'say'} otherwise than a "
                f"form that came by another way. {'It' if number == 1 else 'Each'} is kept beside "
                "it, to be decided in Evaluation under To enter."
            )

    def write(self, db: Session) -> None:
        """Store what is new."""
        insert_rows(db, HeldForm, self._new)


def rows_named(places: Sequence[Place]) -> Iterator[tuple[str, str, int]]:
    """Rows by their files: the file, how many rows and the first of them, and how many."""
    for file in dict.fromkeys(place.file for place in places):
        rows = [f"{each.row:,}" for each in places if each.file == file]
        which = ", ".join(rows[:NAMED_AT_MOST])
        more = len(rows) - NAMED_AT_MOST
        which += f" and {more:,} more" if more > 0 else ""
        yield file, f"{counted(len(rows), 'row')} ({which})", len(rows)


def says_all(there: Said, said: Said) -> bool:
    """Whether a form gives every answer of another; what the other leaves open does not count."""
    return all(there.get(asking) == answer for asking, answer in said.items())


def said_of(answers: Iterable[tuple[str, int | str]]) -> Said:
    """Answers to questions by their codes."""
    return {Asking(code): answer for code, answer in answers}
