"""Workbooks that were read and looked at, and what is said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import listed
from trainingdesk.services.desk import Desk
from trainingdesk.services.importing.outcome import Outcome, RowsRefused
from trainingdesk.services.importing.workbooks import load, preview, read
from trainingdesk.services.progress import Progress

NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Files as they were read, and what importing them would do or has done."""

    workbook: Any
    outcome: Outcome


def look_at(desk: Desk, paths: Sequence[Path], progress: Progress) -> LookedAt | Refused:
    """Read files and see what they would change, without holding anybody up.

    A refusal is handed back: it belongs on the page, not in a box over it.
    """
    try:
        workbook = read(paths, progress)
        with desk.reading() as db:
            return LookedAt(workbook, preview(db, workbook, today=desk.today(), progress=progress))
    except Refused as refusal:
        return refusal


def bring_in(desk: Desk, looked: LookedAt, *, leave_out: bool, progress: Progress) -> LookedAt:
    """Store the good rows, all checked again; raises RowsRefused when the desk has changed."""
    with desk.changing("Import", undoable=False, keep_copy=True) as db:
        outcome = load(
            db, looked.workbook, skip_bad_rows=leave_out, by=desk.stamp(), progress=progress
        )
    return LookedAt(looked.workbook, outcome)


def bring_in_or_look_again(
    desk: Desk, looked: LookedAt, *, leave_out: bool, progress: Progress
) -> tuple[LookedAt, Refused | None]:
    """Import, or say what is in the way: then what was found since is to be looked at."""
    try:
        return bring_in(desk, looked, leave_out=leave_out, progress=progress), None
    except RowsRefused as refusal:
        return LookedAt(looked.workbook, refusal.outcome), refusal
    except Refused as refusal:
        return looked, refusal


def to_store(outcome: Outcome) -> int:
    """How many rows would be new or changed."""
    total = outcome.total
    return total.new + total.changed


def left_out(outcome: Outcome) -> int:
    """How many rows cannot be stored: the bad ones, and those that hang on them."""
    return outcome.total.refused + outcome.total.hanging


def names_of(outcome: Outcome) -> str:
    """The files by name, as long as they are few."""
    files = outcome.files
    if len(files) > NAMED_AT_MOST:
        return counted(len(files), "file")
    return listed(files)


def summary(outcome: Outcome) -> str:
    """What the files hold, in one sentence."""
    total = outcome.total
    parts = [f"{total.new:,} new", f"{total.changed:,} changed", f"{total.same:,} already here"]
    if total.refused:
        parts.append(f"{total.refused:,} refused")
    if total.hanging:
        parts.append(f"{total.hanging:,} hanging on these")
    said = f"{counted(outcome.good + left_out(outcome), 'row')}: {listed(parts)}."
    if total.mended:
        said += f" {counted(total.mended, 'row')} mended."
    return said
