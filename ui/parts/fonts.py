"""Loading the program's own fonts."""

from PySide6.QtGui import QFontDatabase

from trainingdesk.domain.resources import resource


def load_fonts() -> list[str]:
    """Add every font that ships with the program, and name the families that came."""
    families: list[str] = []
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return families
