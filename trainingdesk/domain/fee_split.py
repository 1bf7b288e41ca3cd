"""Money for an invoice, parted between the fee for attending and the one for not attending."""

from collections.abc import Mapping

ATTENDANCE_FEE, NON_ATTENDANCE_FEE = "Attendance fee", "Non-attendance fee"


def parted(pence: int, asked: Mapping[str, int], received: Mapping[str, int]) -> dict[str, int]:
    """A payment, or below nought a refund, by the kind of fee.

    A payment fills what is missing, kind by kind as they are ``asked`` for; what is over goes to
    the last of them. A refund takes first what is over, then the rest from the last kind on.
    """
    if pence >= 0:
        return _filled(pence, asked, received)
    return {kind: -back for kind, back in _taken_back(-pence, asked, received).items()}


def _filled(pence: int, asked: Mapping[str, int], received: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, due in asked.items():
        found[kind] = min(pence, max(0, due - received.get(kind, 0)))
        pence -= found[kind]
    last = list(asked)[-1]
    found[last] += pence
    return {kind: part for kind, part in found.items() if part}


def _taken_back(
    pence: int, asked: Mapping[str, int], received: Mapping[str, int]
) -> dict[str, int]:
    left = dict(received)
    found: dict[str, int] = {}
    for keep in (asked, {}):
        for kind in reversed(list(left)):
            part = min(pence, max(0, left[kind] - keep.get(kind, 0)))
            left[kind] -= part
            found[kind] = found.get(kind, 0) + part
            pence -= part
    return {kind: part for kind, part in found.items() if part}
