"""Hold what the tests reached against what they must reach: coverage_gate.py coverage.json."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gate:
    """A part of the program, and the share of its lines and branches that tests must reach."""

    folders: tuple[str, ...]
    percent: float
    but: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether the file belongs to this part."""
        return path.startswith(self.folders) and not path.startswith(self.but)


RULES = ("trainingdesk/domain/", "trainingdesk/services/")
GATES = (Gate(RULES, 100), Gate(("trainingdesk/",), 95, but=RULES))


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a file there is to reach, how much was reached, and the lines that were not."""

    path: str
    all: int
    reached: int
    missing: tuple[int, ...]


def reach_of(file: Path) -> list[Reach]:
    """What coverage.py noted, a line a file."""
    noted = json.loads(file.read_text(encoding="utf-8"))["files"]
    return [
        Reach(
            path=path.replace("\\", "/"),
            all=of["summary"]["num_statements"] + of["summary"]["num_branches"],
            reached=of["summary"]["covered_lines"] + of["summary"]["covered_branches"],
            missing=tuple(
                sorted({*of["missing_lines"], *(line for line, _ in of["missing_branches"])})
            ),
        )
        for path, of in sorted(noted.items())
    ]


def is_met(gate: Gate, files: list[Reach]) -> bool:
    """Say how much of the part was reached, and name what is missing where it is too little."""
    part = [file for file in files if gate.holds(file.path)]
    there, reached = sum(file.all for file in part), sum(file.reached for file in part)
    share = 100 * reached / there if there else 0.0
    met = share >= gate.percent
    name = " and ".join(gate.folders) + (" besides" if gate.but else "")
    print(f"{name}: {share:.2f}% reached, {gate.percent:g}% wanted{'' if met else ': too little'}")
    for file in () if met else part:
        if file.reached < file.all:
            print(f"    {file.path}: {', '.join(map(str, file.missing))}")
    return met


def main(words: list[str]) -> int:
    """Leave with 1 when a part was reached too little."""
    files = reach_of(Path(words[0]))
    met = [is_met(gate, files) for gate in GATES]  # each says its own, the met ones too
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
