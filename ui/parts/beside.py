"""The panel beside a list: a form, or the record in hand."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused
from ui.parts.drafts import Draft, Drafts
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import across, down, holder, scrolled
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Rank, Rule, Words

KEPT = "Here is what you typed before."


class Beside(QWidget):
    """A head, a body that scrolls, and a foot that saves and says what is missing.

    Without ``save`` there is no foot: the body brings its own acts. What is typed and not saved
    is kept, by what it is about, and stands in the form when it is asked for again.
    """

    save_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        title: str,
        body: QBoxLayout,
        fields: FormFields | None = None,
        *,
        save: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("beside")
        self.setProperty("rank", Rank.FORM)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(Size.FORM)
        self.fields = fields
        self._saves = bool(save)
        self.title = Words(title, "head", wrap=True)
        self.title.setAccessibleName(title)
        self.notice = Notice("", "red")
        self.afresh = Button("Start again", "link")
        self.kept = Notice("", "accent", self.afresh)
        self.drafts: Drafts[Any] = Drafts()
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(Space.HAIR, 0, 0, 0)
        column.addWidget(self._make_head())
        body.insertWidget(0, self.notice)
        body.insertWidget(1, self.kept)
        body.addStretch(1)
        body.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self.area = scrolled(body, "beside_body")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.area, 1)
        if save:
            column.addWidget(Rule())
            column.addWidget(self._make_foot(save))
        if fields is not None:
            fields.edited.connect(self.keep_draft)
        self.afresh.clicked.connect(self._start_again)

    def say_title(self, title: str) -> None:
        """Show another title."""
        self.title.say(title)
        self.title.setAccessibleName(title)

    def begin_about(self, about: Hashable, given: Any, opened: Any = None) -> Draft[Any]:
        """Show what was typed about something and not saved, or else what is given.

        ``given`` is what ``draft`` gives and ``show_draft`` takes: the texts of the fields, where
        a form does not say otherwise.
        """
        draft = self.drafts.begin(about, given, opened)
        self.notice.say("")
        self.kept.say(KEPT if draft.unsaved else "")
        self._fill_in(draft, draft.typed)
        return draft

    def draft(self) -> Any:
        """What the form shows, as it is kept until it is saved."""
        return self.fields.texts() if self.fields is not None else {}

    def show_draft(self, draft: Any) -> None:
        """Fill the form."""
        if self.fields is not None:
            self.fields.fill(draft)

    def keep_draft(self) -> None:
        """Keep what the form shows now; a form calls it where nobody typed what changed."""
        self.drafts.note(self.draft())

    def settle(self) -> None:
        """Close the panel: what was typed is saved."""
        self.drafts.forget()
        self.leave()

    def leave(self) -> None:
        """Close the panel, as its cross does."""
        self.notice.say("")
        self.drafts.leave()
        self.hide()
        self.closed.emit()

    def unkept(self) -> str:
        """What would be lost if the window closed now; what was closed without saving is not."""
        number = len(self.drafts.unsaved)
        if not number:
            return ""
        title = self.title.accessibleName()
        return f"“{title}”" if number == 1 else f"“{title}” and {number - 1} more like it"

    @property
    def is_savable(self) -> bool:
        """Whether its own key saves all that is typed: it holds one draft, which it shows."""
        here = self.drafts.here
        shown = here is not None and self.drafts.unsaved == [here] and not self.isHidden()
        return shown and self._saves and self.save.isEnabled()

    @contextmanager
    def problems_shown(self) -> Iterator[None]:
        """Show what is refused where it belongs: in the fields, the rest above them."""
        self.notice.say("")
        if self.fields is not None:
            self.fields.clear()
        try:
            yield
        except Invalid as invalid:
            self._show_problems(invalid.problems)
        except ChangedMeanwhile as changed:
            self._say_above(str(changed), "amber")
            self.show_versions(changed)
        except Refused as refusal:
            self._say_above(str(refusal), "red")

    def show_versions(self, changed: ChangedMeanwhile) -> None:
        """Show both versions of the record; saved again, what stands in the form is kept.

        A form that can be late overrides ``texts_of`` and ``begin_from``.
        """
        if self.fields is not None:
            opened, stored = self.texts_of(changed.opened), self.texts_of(changed.stored)
            self.fields.show_versions(opened, stored)
            self.drafts.begin_anew(stored, changed.stored)
            self.keep_draft()
        self.begin_from(changed.stored)

    def texts_of(self, details: Any) -> dict[str, str]:  # noqa: ARG002
        """What the fields show of some details."""
        return {}

    def begin_from(self, details: Any) -> None:
        """Take these details as the ones the form began with."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _fill_in(self, draft: Draft[Any], shown: Any) -> None:
        self.show_draft(shown)
        draft.typed = shown  # whatever a half-filled form has noted on the way

    def _start_again(self) -> None:
        draft = self.drafts.here
        if draft is not None:
            self.kept.say("")
            self._fill_in(draft, draft.given)
        if self.fields is not None:
            self.fields.begin()

    def _show_problems(self, problems: dict[str, str]) -> None:
        if self.fields is None:
            self._say_above("\n".join(problems.values()), "red")
            return
        rest = self.fields.show_problems(problems)
        self._say_above("\n".join(rest), "red")
        self.fields.first_fault()

    def _say_above(self, said: str, tone: str) -> None:
        """Say over the fields what belongs to none of them, and go up to it."""
        self.notice.say(said, tone)
        if said:
            self.area.verticalScrollBar().setValue(0)

    def _make_head(self) -> QWidget:
        close = Button("", "quiet", "x", "Esc", "Close without saving")
        close.clicked.connect(self.leave)
        head = across(close)
        head.insertWidget(0, self.title, 1)
        head.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(Space.XL, Space.L, Space.L, Space.S)
        return holder(head)

    def _make_foot(self, save: str) -> QWidget:
        self.save = Button(save, "primary", "", "Ctrl+S")
        self.save.clicked.connect(self.save_asked)
        cancel = Button("Cancel", "secondary", "", "Esc")
        cancel.clicked.connect(self.leave)
        self.faults = Button("", "fault", name="Things to put right").slim()
        self.faults.hide()
        if self.fields is not None:
            self.faults.clicked.connect(self.fields.first_fault)
            self.fields.faulted.connect(self._on_faulted)
        foot = across(self.save, cancel, None, self.faults)
        foot.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        return holder(down(foot, gap=0))

    def _on_faulted(self, count: int) -> None:
        self.faults.setVisible(count > 0)
        self.faults.say(f"{count} to put right")  # beside two buttons there is no room for more
