"""Registers that are not closed yet, and so keep a year's figures low."""

from dataclasses import dataclass

from trainingdesk.domain.figures import counted


@dataclass(frozen=True, slots=True)
class OpenRegisters:
    """How many registers of begun events still lack marks, for how many people, and the first."""

    registers: int = 0
    people: int = 0
    first_event: int = 0

    @property
    def said(self) -> str:
        """What it does to the figures; empty when every register has its marks."""
        if not self.registers:
            return ""
        registers = counted(self.registers, "register is", "registers are")
        people = counted(self.people, "person has", "people have")
        return (
            f"{registers} not closed yet: {people} no mark, so attendances, "
            "turn-up, fill and absence can still rise."
        )
