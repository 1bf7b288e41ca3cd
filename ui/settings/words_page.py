"""The page of the board's own lists: levels, kinds, strands, audiences and reasons."""

from collections.abc import Sequence
from typing import ClassVar

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed
from trainingdesk.services.exports import Value
from trainingdesk.services.own_words import (
    BoardList,
    WordRow,
    move_word,
    remove_words,
    retire_words,
    take_in_words,
    unlisted_words,
    word_rows,
    word_said,
)
from ui.delegates.found_list import ListKind
from ui.delegates.list_file import export, file_of
from ui.events.telling import told_in
from ui.parts.cell import Cell
from ui.parts.heading import Notice
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.settings.list_tabs import LISTS_AND_FIELDS, ListTabs, crumbs_of_lists
from ui.settings.own_list_page import OwnListPage
from ui.settings.word_form import WordForm

ABOUT = {
    BoardList.LEVELS: "Every board has its own: 1 to 3, 1 to 4, A to C, groups 1 to 8",
    BoardList.KINDS: "What is held: a course, a briefing, a workshop, a conference",
    BoardList.STRANDS: "The themes that courses belong to, several at once perhaps",
    BoardList.AUDIENCES: "Whom courses are for",
    BoardList.REASONS: "Why bookings are cancelled; the year's report counts them",
    BoardList.EVENT_REASONS: "Why events are cancelled or postponed; the year's report counts them",
}
TELL = 3
"""So many words that no list has are told by name."""


class WordsPage(OwnListPage[WordRow]):
    """Adds words to the lists, renames, explains, reorders, retires and removes them."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency_return", "booking", "course", "course_strand", "event", "own_word", "strand"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        self.form = WordForm(live.desk)
        self.take_in = Button("Take them in", "link")
        self.notice = Notice("", "accent", self.take_in)
        super().__init__(
            live,
            jobs,
            ListKind("Words", "settings.words", "word", "words", sort="", many=True),
            COLUMNS,
            self.notice,
            tabs=ListTabs(way),
            form=self.form,
            empty=("Nothing on this list yet", ""),
            again="offer again",
        )
        self._where, self._which = Where("Settings", kind="lists"), BoardList.LEVELS
        self._rows: list[WordRow] = []
        self.take_in_action = act(self, "&Take in the words in use", self.take_in_all)
        self.take_in.clicked.connect(self.take_in_action.trigger)
        self.form.saved.connect(self.list.show_saved)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show one of the lists, the levels first."""
        names = {which.value: which for which in BoardList}
        which = names.get(where.tab, BoardList.LEVELS)
        if which is not self._which:
            self.panels.clear()
        self._where, self._which = where, which
        self.refused.say("")
        self.tabs.stay(which.value)
        self.list.filter.clear()
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, the lists, then this one."""
        return crumbs_of_lists(self._where.year, self._which.value, self._where)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = word_rows(db, self._which)
            unlisted = unlisted_words(db, self._which)
        self.heading.say(LISTS_AND_FIELDS, ABOUT[self._which])
        self._tell_unlisted(unlisted)
        self.list.empty.say("Nothing on this list yet", f"{ABOUT[self._which]}.")
        self.new.setHidden(not self._rows)
        self.show_rows()

    def show_rows(self) -> None:
        left = self.list.holding(self._rows, _said)
        self.list.show_found(left, in_all=len(self._rows))
        self.on_chosen()

    def _tell_unlisted(self, unlisted: Sequence[str]) -> None:
        named = [f"“{word_said(self._which, word)}”" for word in unlisted[:TELL]]
        more = len(unlisted) - len(named)
        told = listed([*named, counted(more, "more", "more")] if more else named)
        are = "is" if len(unlisted) == 1 else "are"
        self.notice.say(f"{told} {are} in use and not on this list." if unlisted else "")
        self.take_in_action.setEnabled(bool(unlisted))

    def on_chosen(self) -> None:
        rows, whole = self.list.table.chosen_rows(), not self.list.words.strip()
        retired = bool(rows) and all(row.retired for row in rows)
        self.offer(rows, self._rows if whole else [], retired=retired)

    # -- what one does

    def begin_new(self) -> None:
        """Ask for a new word."""
        self.panels.make_way(self.form)
        self.form.begin_new(self._which)

    def change_chosen(self) -> None:
        """Ask what the chosen word is to be called, and what it means."""
        row = self.list.row_in_hand()
        if row is not None:
            with refusals_shown(self):
                self.panels.make_way(self.form)
                self.form.begin_change(self._which, row.id)

    def move_chosen(self, step: int) -> None:
        """Move the chosen word up or down."""
        if row := self.list.table.chosen_row():
            place = self._rows.index(row) + step
            with refusals_shown(self), self.desk.changing("Move", row.said) as db:
                move_word(db, self._which, row.id, to=place)

    def turn(self) -> None:
        """Retire the chosen words, or offer them again where all of them are retired."""
        rows = self.list.table.chosen_rows()
        if not rows:
            return
        retired = not all(row.retired for row in rows)
        with refusals_shown(self):
            verb = "Retire" if retired else "Offer again"
            with self.desk.changing(verb, _named(rows)) as db:
                retire_words(db, self._which, [row.id for row in rows], retired=retired)

    def remove(self) -> None:
        """Take the chosen words off the list, where no record holds them."""
        rows = self.list.table.chosen_rows()
        if rows:
            with told_in(self.refused), self.desk.changing("Remove", _named(rows)) as db:
                remove_words(db, self._which, [row.id for row in rows])

    def take_in_all(self) -> None:
        """Add the words that records hold and the list does not have."""
        with refusals_shown(self), self.desk.changing("Add the words in use") as db:
            take_in_words(db, self._which)

    def export(self) -> None:
        """Save the list where the user chooses."""
        rows = [row for row in self._rows if row.id in self._ids_shown()]
        heads = ("Word", "About", "Used by", "Retired")
        listed_rows = file_of(rows, self._which.value, "word", heads, _values)
        export(self, self._jobs, listed_rows, self.said.emit)

    def _ids_shown(self) -> set[int]:
        model = self.list.table.rows_model
        rows = (model.row_at(number) for number in range(model.rowCount()))
        return {row.id for row in rows if row is not None}


def _said(row: WordRow) -> str:
    return f"{row.said} {row.about}"


def _named(rows: Sequence[WordRow]) -> str:
    return rows[0].said if len(rows) == 1 else counted(len(rows), "word")


def _values(row: WordRow) -> Sequence[Value]:
    return (row.name, row.about, row.used, "Yes" if row.retired else "No")


def _word(row: WordRow) -> Cell:
    return Cell(row.said, "soft" if row.retired else "ink", strong=not row.retired)


COLUMNS: list[Column[WordRow]] = [
    Column("Word", _word, Width.SPAN, share=1),
    Column("About", lambda w: Cell(" ".join(w.about.split()), "soft"), share=8),
    Column(
        "Used by", lambda w: Cell(w.where or "nothing", "soft" if w.where else "faint"), share=3
    ),
    Column(
        "Offered", lambda w: Cell(chip="Retired") if w.retired else Cell("yes", "soft"), Width.CHIP
    ),
]
