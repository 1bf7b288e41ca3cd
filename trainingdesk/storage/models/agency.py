"""Organisations that send delegates, and every name they go by."""

from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.storage.models.base import Base, link


class Agency(Base):
    """An organisation that sends delegates. Its name stands among its names too."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    sector: Mapped[str]
    charging_group: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    invoice_address: Mapped[str] = mapped_column(default="")  # by line
    sought: Mapped[str] = mapped_column(index=True)  # folded, for finding and for order

    names: Mapped[list["AgencyName"]] = relationship(back_populates="agency")


class AgencyName(Base):
    """A name an agency is known by; folded, it belongs to one agency alone."""

    __tablename__ = "agency_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = link("agency.id")
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)

    agency: Mapped[Agency] = relationship(back_populates="names")
