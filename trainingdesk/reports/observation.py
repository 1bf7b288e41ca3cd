"""The letter about an observed session: how it was rated, what was good, what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.reports.letter_head import Sender, letter_head, letter_sheet, particulars
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.table import Column, Paging, Row, Table
from trainingdesk.reports.tokens import BASE, BODY, PORTRAIT, STEP, STRONG

TOP = 262.0
LEFT, WIDE = PORTRAIT.left, PORTRAIT.measure
HEAD = BASE * 2
"""The room that a heading and one line under it need."""
NOTHING = "Nothing was written down here."


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action: what is to be done, by whom, until when, and when it was done."""

    words: str
    owner: str
    due: str
    done: str = ""


@dataclass(frozen=True, slots=True)
class ObservationPaper:
    """What the letter tells, and to whom."""

    to: Sequence[str]
    on: str
    session: str
    reference: str
    day: str
    trainers: str
    observer: str
    provider: str
    commissioner: str
    ratings: Sequence[tuple[str, str]]
    strengths: str
    findings: str
    actions: Sequence[ActionLine]


def observation_letter(sender: Sender, paper: ObservationPaper) -> bytes:
    """The letter as a document."""
    sheet = letter_sheet(sender, f"Observation: {paper.session}", "Observation of a session")
    letter_head(sheet, sender, [*paper.to, "", paper.on] if paper.to else [paper.on])
    session = f"{paper.session} ({paper.reference})" if paper.reference else paper.session
    told = [
        ("Session", session),
        ("Day", paper.day),
        ("Trainers", paper.trainers),
        ("Provider", paper.provider),
        ("For", paper.commissioner),
        ("Observed by", paper.observer),
    ]
    pairs = [pair for pair in told if pair[1]]
    top = max(TOP, particulars(sheet, "Observation", pairs) + BASE * 2)
    letter = _Letter(sheet, top)
    letter.ratings(paper.ratings)
    letter.prose("Strengths", paper.strengths)
    letter.prose("Findings", paper.findings)
    letter.actions(paper.actions)
    return sheet.pdf()


class _Letter:
    """The place reached on the page at hand."""

    def __init__(self, sheet: Sheet, top: float) -> None:
        self.sheet, self.top = sheet, top

    def turn(self) -> float:
        """Turn to a fresh page and say where it starts."""
        self.sheet.next_page()
        self.top = PORTRAIT.top
        return self.top

    def heading(self, words: str, room: float = HEAD) -> None:
        """Set a heading that stands with what follows it."""
        if self.top + room > PORTRAIT.foot:
            self.turn()
        with self.sheet.tag("H2"):
            self.sheet.text(LEFT, self.top + STRONG.size, words, STRONG)
        self.top += BASE + STEP

    def prose(self, title: str, words: str) -> None:
        """Set what somebody wrote, over as many pages as it takes."""
        self.heading(title)
        for block in (words or NOTHING).splitlines():
            for part in _in_pieces(block):
                self._paragraph(part)
            self.top += STEP
        self.top += BASE

    def _paragraph(self, words: str) -> None:
        if self.top + Sheet.tall(WIDE, words, BODY) > PORTRAIT.foot:
            self.turn()
        with self.sheet.tag("P"):
            self.top = self.sheet.paragraph(LEFT, self.top, WIDE, words, BODY)

    def ratings(self, ratings: Sequence[tuple[str, str]]) -> None:
        """Set how each thing that was looked at was rated."""
        if not ratings:
            return
        columns = [Column("What was looked at", WIDE - 104), Column("Rating", 90)]
        rows = [Row([aspect, rating]) for aspect, rating in ratings]
        self._table("How it was rated, from 1 to 4", Table(columns, rows, gap=14, pad=4.2))

    def actions(self, actions: Sequence[ActionLine]) -> None:
        """Set what is to be done, by whom and until when."""
        if not actions:
            self.prose("Actions", "No action was agreed.")
            return
        columns = [
            Column("Action", WIDE - 240),
            Column("Owner", 118),
            Column("Due", 94),
        ]
        rows = [Row([each.words, each.owner, each.done or each.due]) for each in actions]
        self._table("Actions", Table(columns, rows, gap=14, pad=4.2))

    def _table(self, title: str, table: Table) -> None:
        self.heading(title, HEAD + BASE * 3)
        paging = Paging(PORTRAIT.top, PORTRAIT.foot, self.turn)
        self.top = table.draw(self.sheet, LEFT, self.top, paging) + BASE * 1.5


def _in_pieces(words: str) -> list[str]:
    """Words in pieces that each find room on a page; most need no parting."""
    most = (PORTRAIT.foot - PORTRAIT.top) / 2
    if Sheet.tall(WIDE, words, BODY) <= most or " " not in words.strip():
        return [words]
    middle = words.find(" ", len(words) // 2)
    at = middle if middle > 0 else words.rfind(" ", 0, len(words) // 2)
    return [*_in_pieces(words[:at]), *_in_pieces(words[at + 1 :])]
