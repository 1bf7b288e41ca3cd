"""What stands in a cell of a list."""

from dataclasses import dataclass

from trainingdesk.domain.figures import counted


@dataclass(frozen=True, slots=True)
class Cell:
    """Words with a tone, or a chip, or a places bar; a fainter note may follow.

    ``code`` is a short note, such as a reference, that stands whole or not at all;
    ``places`` are booked, places and the minimum (0 where it does not matter any more);
    ``share`` draws a bar of that part of the whole before the words.
    """

    text: str = ""
    tone: str = "ink"
    strong: bool = False
    note: str = ""
    chip: str = ""
    glyph: str = ""
    places: tuple[int, int, int] | None = None
    share: float | None = None
    chip_tone: str = ""
    code: str = ""

    def spoken(self) -> str:
        """All that the cell says, for a screen reader and for the whole on hover."""
        parts = (self.chip, self.full(), self.text, self.code, self.note)
        return ", ".join(part for part in parts if part)

    def full(self) -> str:
        """How full an event is, in words."""
        if self.places is None:
            return ""
        booked, places, least = self.places
        short = f", {least} needed" if booked < least else ""
        return f"{booked} of {counted(places, 'place')}{short}"
