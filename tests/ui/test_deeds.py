"""Every deed is told at the foot in the past."""

import re
from pathlib import Path

import ui
from ui.deeds import told

LABEL = re.compile(r"changing\(\s*\"([^\"]+)\"")


def test_every_deed_of_the_window_is_told_in_whole_words() -> None:
    (folder,) = ui.__path__
    labels = {
        label
        for path in Path(folder).rglob("*.py")
        for label in LABEL.findall(path.read_text(encoding="utf-8"))
    }
    assert len(labels) > 40
    assert [label for label in labels if told(f"{label} Ada").startswith("Done")] == []
    assert told("Ask for the agreement to Ada King") == "Asked for the agreement to Ada King."
    assert told("Withdraw Ada King on Risk") == "Withdrew Ada King on Risk."


def test_what_is_taken_back_is_told_as_what_had_been_done() -> None:
    assert told("Enter Ada's end form", "Undo") == "Took back: entered Ada's end form."
    assert told("Book Ada King", "Redo") == "Did again: booked Ada King."
    assert told("Stranger things", "Undo") == "Took back: stranger things."
