"""Attendance reports as Teams writes them, of a day in June."""

from collections.abc import Sequence
from pathlib import Path

OLD_HEAD = "Full Name\tUser Action\tTimestamp"
NEW_HEAD = "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole"
STAYS_HEAD = "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole"


def written(path: Path, text: str) -> Path:
    """A report as it is downloaded: tabs, and letters of two bytes behind a mark."""
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-16"))
    return path


def old_report(*steps: str) -> str:
    """The old layout; a step is Ada King|Joined|6/10/2026, 9:28:10 AM."""
    rows = (step.replace("|", "\t") for step in steps)
    return "\n".join([OLD_HEAD, *rows, ""])


def new_report(
    stays: Sequence[str],
    people: Sequence[str] = (),
    *,
    begun: str = "6/10/26, 9:15:00 AM",
    ended: str = "6/10/26, 4:45:00 PM",
) -> str:
    """The layout in three parts; a stay is Ada King|9:28:10 AM|4:30:00 PM|address|role."""
    day = begun.split(",", maxsplit=1)[0]

    def row(stay: str) -> list[str]:
        name, joined, left, *rest = [*stay.split("|"), "", ""]
        return [name, f"{day}, {joined}", f"{day}, {left}", "1h 2m", rest[0], rest[1]]

    told = [row(each) for each in people or stays]
    return "\n".join(
        [
            "1. Summary",
            "Meeting title\tIdentifying Risk",
            f"Attended participants\t{len(told)}",
            f"Start time\t{begun}",
            f"End time\t{ended}",
            "Meeting duration\t7h 30m",
            "Average attendance time\t7h",
            "",
            "2. Participants",
            NEW_HEAD,
            *("\t".join([*cells[:5], cells[4], cells[5]]) for cells in told),
            "",
            "3. In-Meeting Activities",
            STAYS_HEAD,
            *("\t".join(row(stay)) for stay in stays),
            "",
        ]
    )
