"""Makes the sample programme: three training years of a board that does not exist.

Run it as ``python packaging/sample/make.py resources/sample``.
"""

import sys
from pathlib import Path

from diary import Diary
from people import YEARS, everybody
from workbook import sheets_of, write


def make(folder: Path) -> None:
    """Write the three workbooks into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    diary = Diary(everybody())
    for year in YEARS:
        print(write(folder, year, sheets_of(year, diary)))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
