"""The squares that a telephone or a scanner reads."""

from functools import lru_cache

import segno


@lru_cache(maxsize=256)
def qr(words: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """How many cells a side of the code has, and its dark runs: row, first cell, length."""
    # One mask for all: weighing the eight takes five times as long, and any can be read.
    matrix = segno.make_qr(words, error="m", mask=2).matrix
    dark: list[tuple[int, int, int]] = []
    for down, row in enumerate(matrix):
        start = 0
        while start < len(row):
            run = 1
            while start + run < len(row) and row[start + run] == row[start]:
                run += 1
            if row[start]:
                dark.append((down, start, run))
            start += run
    return len(matrix), tuple(dark)
