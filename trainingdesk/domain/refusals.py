"""What the desk may refuse, in words the user can act on."""

from collections.abc import Sequence


class Refused(Exception):
    """The desk cannot do this."""

    def __str__(self) -> str:
        return super().__str__() or type(self).__doc__ or ""


class AlreadyBooked(Refused):
    """This delegate already has a booking on this event."""


class AlreadyRequested(Refused):
    """This delegate has asked for a place on this event already."""


class EventClosed(Refused):
    """The register of this event is closed, so its bookings can no longer change."""


class EventNotOpen(Refused):
    """This event takes no bookings."""


class CameAlready(Refused):
    """This delegate is marked as having come. Take the mark away to cancel the booking."""


class NotCancellable(Refused):
    """This booking was given up already."""


class NotYetStarted(Refused):
    """The event has not begun, so only apologies can be marked yet."""


class RegisterClosed(Refused):
    """This register is closed. Open it again to correct a mark."""


class RegisterNotComplete(Refused):
    """Not everybody on this register has a mark yet."""


class ChangedSince(Refused):
    """These records have changed since, so the action cannot be undone."""


class SavedMeanwhile(Refused):
    """Somebody else saved at the same moment, and both cannot stand. Look and do it again."""


class DeskBusy(Refused):
    """Someone else is saving to this desk. Wait a moment and try again."""


class DeskAtWork(Refused):
    """Long work is being done on this desk, so it takes no other changes."""

    def __init__(self, doing: str) -> None:
        super().__init__(
            f"{doing} is still under way, and until it is done the desk takes no other changes. "
            "Nothing was changed: try again then."
        )


class Unknown(Refused):
    """There is no such record on this desk."""


class ListOutdated(Refused):
    """The desk has changed since this list was looked at. Look at it again."""


class Ambiguous(Refused):
    """Several records match, so none was chosen."""


class NothingToPrint(Refused):
    """There is nothing to print."""


class CannotOpen(Refused):
    """The desk cannot be opened."""


class MadeByNewerVersion(CannotOpen):
    """These records were saved by a newer Training Desk. Update this one to open them."""


class DeskReadOnly(CannotOpen):
    """This desk can only be read: its file, or the folder it lies in, may not be written to."""


class Damaged(CannotOpen):
    """The desk is damaged."""


class NoSuchDesk(CannotOpen):
    """There is no desk there."""


class DiskFull(Refused):
    """The disk is full, so nothing was saved. Make room and try again."""


class DiskFailed(Refused):
    """The disk did not take what was to be saved, so nothing was: it may be full, or gone."""


class Unsound(Refused):
    """The desk has faults."""


class CannotSave(Refused):
    """The file could not be saved."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} could not be saved: {reason}.")


class Invalid(Refused):
    """Some details need correcting."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("\n".join(problems.values()))
        self.problems = problems


class CannotImport(Refused):
    """The file has rows that need correcting, so nothing was imported."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
