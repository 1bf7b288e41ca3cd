"""Every deed is told at the foot in the past."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ui
from ui.charging.dates_form import DateAct
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


def labels_chosen(tree: ast.AST) -> Iterator[str]:
    """The labels that a module chooses among before it changes something, or begins a text with."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    heads = [
        call.args[0]
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "changing"
    ]
    names = {head.id for head in heads if isinstance(head, ast.Name)}
    chosen: list[ast.AST] = [head for head in heads if isinstance(head, ast.JoinedStr)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets = {each.id for each in ast.walk(node.targets[0]) if isinstance(each, ast.Name)}
            chosen += [node.value] if targets & names else []
    for each in chosen:
        texts = [part for part in ast.walk(each) if isinstance(part, ast.Constant)]
        said = [part.value for part in texts if isinstance(part.value, str)]
        yield from (label for label in said if label[:1].isupper())


def test_every_label_that_is_chosen_among_others_is_told_in_whole_words_too() -> None:
    (folder,) = ui.__path__
    labels = {
        label
        for path in Path(folder).rglob("*.py")
        for label in labels_chosen(ast.parse(path.read_text(encoding="utf-8")))
    }
    labels |= {str(each) for each in DateAct}
    assert {"Withdraw", "Switch off", "Suspend", "Retire"} <= labels
    assert [label for label in labels if told(f"{label} Ada").startswith("Done")] == []
    assert told("Suspend the charging policy") == "Suspended the charging policy."
    assert (
        told("Suspend the charging policy", "Undo") == "Took back: suspended the charging policy."
    )


def test_what_is_taken_back_is_told_as_what_had_been_done() -> None:
    assert told("Enter Ada's end form", "Undo") == "Took back: entered Ada's end form."
    assert told("Book Ada King", "Redo") == "Did again: booked Ada King."
    assert told("Stranger things", "Undo") == "Took back: stranger things."
