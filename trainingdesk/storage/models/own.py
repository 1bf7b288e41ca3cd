"""The board's own lists and fields."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.own_fields import FieldKind, FieldOf
from trainingdesk.domain.own_words import OwnList
from trainingdesk.storage.models.base import NUMBERED_ONCE, Base


class OwnWord(Base):
    """A word of one of the board's own lists; records hold the word itself."""

    __tablename__ = "own_word"
    __table_args__ = (UniqueConstraint("list", "name"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    list: Mapped[OwnList]
    name: Mapped[str]
    about: Mapped[str] = mapped_column(default="")  # what a level means, in the brochure
    turn: Mapped[int] = mapped_column(default=0)  # its place in the list
    retired: Mapped[bool] = mapped_column(default=False)


class FormerName(Base):
    """What something was called before; workbooks may still use it, as it was written then."""

    __tablename__ = "former_name"

    kind: Mapped[NamedKind] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    now_id: Mapped[int]  # the word, strand, series, venue or trainer that stands there now


class OwnField(Base):
    """A field of the board's own. Its values stand in the records, by its number."""

    __tablename__ = "own_field"
    __table_args__ = (UniqueConstraint("of", "name"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[FieldOf]
    name: Mapped[str]
    kind: Mapped[FieldKind]
    choices: Mapped[str] = mapped_column(default="")  # by line
    turn: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(default=False)
