"""A file beside a register in words: how many are to mark, to settle, left."""

from collections import Counter
from collections.abc import Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.domain.reconciled import TO_SETTLE, Fate, Settled
from trainingdesk.domain.words import listed
from trainingdesk.services.reconciling import Taken

OTHERS = {
    Fate.AGREES: "agree",
    Fate.WRONG: "wrong",
    Fate.TWICE: "twice",
    Fate.LEFT_OUT: "left out",
    Fate.ASIDE: "set aside",
}


def to_mark(rows: Sequence[Settled]) -> int:
    """How many would be marked."""
    return sum(bool(row.marks) for row in rows)


def foot_of(rows: Sequence[Settled]) -> str:
    """What Ctrl+S would do, and what is left to do before: 18 to mark, 2 to settle."""
    fates = Counter(row.fate for row in rows)
    settle = sum(fates[fate] for fate in TO_SETTLE)
    said = [f"{to_mark(rows):,} to mark", *([f"{settle:,} to settle"] if settle else [])]
    said += [f"{fates[fate]:,} {word}" for fate, word in OTHERS.items() if fates[fate]]
    return ", ".join(said)


def taken_said(done: Taken, name: str) -> str:
    """What became of a file."""
    if not done.marked:
        kept = "kept with it" if done.kept else "kept with it already"
        return f"{name} has nothing new for the register, and is {kept}."
    said = [f"Marked {counted(done.marked, 'person', 'people')} from {name}"]
    said += [f"noted {counted(done.walk_ins, 'walk-in')}"] if done.walk_ins else []
    said += ["kept the file"] if done.kept else []
    return f"{listed(said)}."
