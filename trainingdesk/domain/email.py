"""What an e-mail address looks like."""

import re

ADDRESS = re.compile(r"[^@\s<>\"(),:;\[\\\]]+@[^@\s<>\"(),:;\[\\\]]+\.[^@\s<>\"(),:;\[\\\].]{2,}")
LONGEST = 254
"""RFC 5321 allows no longer one."""


def is_address(text: str) -> bool:
    """Whether a text can be an e-mail address; whether anybody reads it is another matter."""
    return len(text) <= LONGEST and ".." not in text and bool(ADDRESS.fullmatch(text))
