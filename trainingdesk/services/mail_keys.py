"""What the desk calls its messages on their way, so that an answer names the one it answers."""

from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from trainingdesk.storage.models import Message


def key_of(row: Message) -> str:
    """The name of a message: the same however often it is tried, and no other desk's."""
    made = row.made_at.astimezone(UTC).isoformat()
    return f"{row.id}.{uuid5(NAMESPACE_URL, f'{row.id} {made}').hex}"


def number_in(key: str) -> int:
    """The number of the message that a name is for."""
    return int(key.partition(".")[0])
