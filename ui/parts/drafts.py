"""What was typed in a form and not saved."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Shown = TypeVar("Shown")
About = TypeVar("About")


@dataclass(slots=True)
class Draft(Generic[Shown]):
    """What a form shows of one thing: how it began, and what was typed since."""

    given: Shown
    typed: Shown
    opened: Any
    """The record as it was when the form began, which is what a change is held against."""
    left: bool = False
    """Whether the form was closed without saving, which somebody meant."""

    @property
    def unsaved(self) -> bool:
        """Whether anything would be lost."""
        return self.typed != self.given


class Drafts(Generic[Shown]):
    """The drafts of a form by what they are about, so that going elsewhere loses none."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Draft[Shown]] = {}
        self._about: Hashable = None

    def begin(self, about: Hashable, given: Shown, opened: Any = None) -> Draft[Shown]:
        """What the form is to show: what was typed before, otherwise what is given."""
        if about not in self._kept or not self._kept[about].unsaved:
            self._kept[about] = Draft(given, given, opened)
        self._about = about
        self._kept[about].left = False
        return self._kept[about]

    @property
    def here(self) -> Draft[Shown] | None:
        """The draft that the form shows; none before it begins, and after it was saved."""
        return self._kept.get(self._about)

    def begin_anew(self, given: Shown, opened: Any) -> None:
        """Go on with the same draft from another beginning."""
        if self.here is not None:
            self.here.given, self.here.opened = given, opened

    def newest(self, kind: type[About]) -> About | None:
        """What the last unsaved draft is about, among those about such a thing."""
        unsaved = [about for about, draft in self._kept.items() if draft.unsaved]
        return next((about for about in reversed(unsaved) if isinstance(about, kind)), None)

    @property
    def unsaved(self) -> list[Draft[Shown]]:
        """The drafts that would be lost and that nobody has left."""
        return [draft for draft in self._kept.values() if draft.unsaved and not draft.left]

    def leave(self) -> None:
        """Know that the form is closed without saving; the draft stays, and is not asked about."""
        if self.here is not None:
            self.here.left = True

    def note(self, typed: Shown) -> None:
        """Remember what the form shows now; what was typed last is the newest."""
        if self.here is not None:
            draft = self._kept.pop(self._about)
            draft.left = draft.left and draft.typed == typed
            draft.typed = typed
            self._kept[self._about] = draft

    def forget(self) -> None:
        """Let go of the draft: it was saved."""
        self._kept.pop(self._about, None)
