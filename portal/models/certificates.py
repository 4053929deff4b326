"""Issued certificates: frozen facts, stored bytes, and what became of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.campuses import Campus
from portal.models.files import StoredFile
from portal.models.placements import Placement
from portal.vocabulary import Attestation, CertificateStatus, RevocationReason


class CertificateOrder(db.Model):
    """Staff asked for a certificate: the facts are frozen here, the worker makes the document."""

    __tablename__ = "certificate_order"
    __table_args__ = (
        Index(
            "uq_certificate_order_placement_id_open",
            "placement_id",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ordered_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """The second officer, where the campus asks for one."""
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    replaces: Mapped[str] = mapped_column(String(20), default="")
    """Serial of the certificate that this one corrects."""
    facts: Mapped[str] = mapped_column(Text)
    """Canonical JSON, frozen when it was ordered."""
    slot: Mapped[int | None] = mapped_column(Key, unique=True)
    """Its place among all lists of credentials' statuses; None where it was ordered before there were credentials."""
    done_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(Text, default="")


class Certificate(db.Model):
    """The record of a completed placement. Inserted once its bytes are stored; never rendered again."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("(status = 'revoked') = (revoked_reason IS NOT NULL)", name="reason_if_revoked"),
        CheckConstraint("(status = 'superseded') = (successor IS NOT NULL)", name="successor_if_superseded"),
        CheckConstraint("(status = 'withdrawn_by_holder') = (facts IS NULL)", name="no_facts_if_withdrawn"),
        CheckConstraint("credential IS NULL OR facts IS NOT NULL", name="no_credential_if_withdrawn"),
        CheckConstraint("credential IS NULL OR slot IS NOT NULL", name="slot_if_credential"),
        Index(
            "uq_certificate_placement_id_issued",
            "placement_id",
            unique=True,
            sqlite_where=text("status = 'issued'"),
            postgresql_where=text("status = 'issued'"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    status: Mapped[CertificateStatus] = mapped_column(
        word(CertificateStatus), default=CertificateStatus.ISSUED
    )
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    attestation: Mapped[Attestation] = mapped_column(word(Attestation))
    issuer: Mapped[str] = mapped_column(String(250))
    facts: Mapped[str | None] = mapped_column(Text)
    """Canonical JSON, exactly as rendered."""
    template_version: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    published_at: Mapped[datetime | None]
    """When the holder agreed that the verify page shows more than the status; None while it does not."""
    revoked_reason: Mapped[RevocationReason | None] = mapped_column(word(RevocationReason))
    successor: Mapped[str | None] = mapped_column(String(20))
    """Serial of the certificate that replaced it."""
    slot: Mapped[int | None] = mapped_column(Key, unique=True)
    credential: Mapped[str | None] = mapped_column(Text, deferred=True)
    """Signed JSON, exactly as attached to the document; None where it was issued before there were credentials."""
    has_credential: Mapped[bool] = column_property(credential.isnot(None))

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    campus: Mapped[Campus] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")


class StatusList(db.Model):
    """One list of credentials' statuses, signed anew whenever one of them changes; served as it stands here."""

    __tablename__ = "status_list"

    number: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime] = mapped_column(default=clock.now)
