"""The steps that this program knows, by the names of their files: v0011_the_register.py."""

from importlib.resources import files

STEPS = files("trainingdesk.storage") / "migrations"
KNOWN = frozenset(
    step.name[1:5]
    for step in (STEPS / "versions").iterdir()
    if step.name.startswith("v") and step.name.endswith(".py")
)
NEWEST = max(KNOWN)
