"""What a list of money is narrowed to, and how that is named on the way."""

from dataclasses import dataclass

COUNTED, ONE = "counted", "kind:"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One kind, or all that counts as income or expenditure; or nothing, which is everything."""

    kind: str | None = None
    counted: bool = False

    @property
    def find(self) -> str:
        """Its name on the way."""
        if self.counted:
            return COUNTED
        return "" if self.kind is None else f"{ONE}{self.kind}"

    @classmethod
    def by(cls, find: str) -> "Narrowed":
        """What a name on the way stands for."""
        if find.startswith(ONE):
            return cls(find.removeprefix(ONE))
        return cls(counted=find == COUNTED)
