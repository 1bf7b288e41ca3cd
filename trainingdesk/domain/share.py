"""Caps and aims: how many places of an event an agency or a sector may have, or should."""

from dataclasses import dataclass

from trainingdesk.domain.waiting import ShareKind

LARGEST = 9999


@dataclass(frozen=True, slots=True)
class ShareDetails:
    """A cap or an aim as a form takes it: for an agency, or else for a sector."""

    agency_id: int | None = None
    sector: str = ""
    kind: ShareKind = ShareKind.CAP
    places: int | None = None
    of_course: bool = False  # for every event of the course, and not for one alone

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if (self.agency_id is None) == (not self.sector.strip()):
            found["whose"] = "Choose an agency, or a sector."
        least = 1 if self.kind is ShareKind.AIM else 0
        if self.places is None or not least <= self.places <= LARGEST:
            found["places"] = f"Enter a number of places, from {least} to {LARGEST:,}."
        return found


def against_said(taken: int, *, cap: int | None, aim: int | None) -> str:
    """How what is taken stands against a cap and an aim, in a few words."""
    said = []
    if cap is not None:
        over = taken - cap
        if over > 0:
            said.append(f"{over} over the cap")
        else:
            said.append("at the cap" if not over else f"{-over} more allowed")
    if aim is not None:
        short = aim - taken
        said.append(f"{short} short of the aim" if short > 0 else "aim met")
    return ", ".join(said)
