"""The ways to the cards of Settings, and to the pages one step further."""

from trainingdesk.domain.own_words import BoardList
from ui.messages.ways import WAYS as MESSAGE_WAYS
from ui.parts.way import Where
from ui.parts.ways import PageWay
from ui.settings.list_tabs import (
    ATTENDANCE,
    ATTENDANCE_RULES,
    FIELDS,
    INVOICE_SETTINGS,
    INVOICING,
    LISTS,
    LISTS_AND_FIELDS,
    OWN_FIELDS,
)

IMPORT = "import"
BOARD, APPEARANCE, DESK = "The board", "Appearance", "This desk"
WORDS = {
    BoardList.KINDS: "kinds of course",
    BoardList.LEVELS: "levels of courses",
    BoardList.STRANDS: "themes, topics",
    BoardList.AUDIENCES: "audience, who a course is for",
}
"""What else each list is called."""

REASONS = "reasons, why cancelled"


def _words(which: BoardList) -> str:
    return REASONS if "reason" in which.value.lower() else WORDS.get(which, "")


CARDS = (
    PageWay(
        BOARD,
        Where("Settings", tab=BOARD),
        "name of the board, address, signatory, follow-up after months",
    ),
    PageWay(
        LISTS_AND_FIELDS,
        Where("Settings", tab=LISTS_AND_FIELDS),
        "own words, the board's own words, own lists",
    ),
    PageWay(
        APPEARANCE, Where("Settings", tab=APPEARANCE), "theme, dark, light, compact rows, look"
    ),
    PageWay(DESK, Where("Settings", tab=DESK), "database, file, where it is kept"),
)
LIST_PAGES = tuple(
    PageWay(which.value, Where("Settings", kind=LISTS, tab=which.value), _words(which))
    for which in BoardList
)
DEEDS = (
    PageWay(
        "Export the whole desk",
        Where("Settings", tab=DESK),
        "export, whole desk, export everything",
        "Export the whole desk",
    ),
    PageWay("Back up this desk", Where("Settings", tab=DESK), "backup, back up, copy", "Back up"),
    PageWay("Restore a backup", Where("Settings", tab=DESK), "restore", "Restore"),
    PageWay(
        "Check this desk", Where("Settings", tab=DESK), "sound, damaged, check", "Check this desk"
    ),
)
WAYS = (
    PageWay("Settings", Where("Settings"), "options, preferences"),
    *CARDS,
    *LIST_PAGES,
    PageWay(
        OWN_FIELDS,
        Where("Settings", kind=FIELDS),
        "own fields, custom fields, fields of the board's own",
    ),
    PageWay(
        ATTENDANCE_RULES,
        Where("Settings", kind=ATTENDANCE),
        "register, late, left early, grace, minutes, rules of the register",
    ),
    PageWay(
        INVOICE_SETTINGS,
        Where("Settings", kind=INVOICING),
        "how to pay, bank account, invoice numbers, prefix, ledger codes, finance columns",
    ),
    *MESSAGE_WAYS,
    PageWay("Import", Where("Settings", kind=IMPORT), "import a workbook, bring in, csv, excel"),
    *DEEDS,
)
