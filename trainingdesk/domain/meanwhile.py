"""Two windows that save one record: the later is shown both versions."""

from dataclasses import fields
from typing import Any

from trainingdesk.domain.refusals import Refused


class ChangedMeanwhile(Refused):
    """Somebody saved this record while the form was open."""

    def __init__(self, opened: Any, stored: Any) -> None:
        super().__init__(
            "Somebody saved this record while the form was open. Nothing of yours is lost: "
            "look at what differs, then save again."
        )
        self.opened, self.stored = opened, stored

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which the record is no longer as the form began with it."""
        return tuple(
            each.name
            for each in fields(self.stored)
            if getattr(self.opened, each.name) != getattr(self.stored, each.name)
        )


def refuse_if_changed(opened: Any, stored: Any) -> None:
    """Raise ChangedMeanwhile where the stored details are not those a form began with.

    Both are details of one kind; without ``opened`` there was no form to be late.
    """
    if opened is not None and opened != stored:
        raise ChangedMeanwhile(opened, stored)
