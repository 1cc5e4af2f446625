"""People, how they sign in, and whom they may act for."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class Language(StrEnum):
    """The languages of pages and letters."""

    CHINESE = "zh"
    ENGLISH = "en"


class OfficeRole(StrEnum):
    """What a member may do in an office: a viewer reads, a manager decides."""

    MANAGER = "manager"
    VIEWER = "viewer"


class TokenKind(StrEnum):
    """What a letter with a one-time address is for."""

    CONFIRM_EMAIL = "confirm-email"
    RESET_PASSWORD = "reset-password"  # noqa: S105


class Account(SQLModel, table=True):
    """A person who signs in; what the person may do follows from representations and offices."""

    __tablename__ = "account"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    email: str = Field(max_length=254, unique=True)  # normalised: lower case, no blanks
    name: str = Field(max_length=80)
    password_hash: str = Field(max_length=200)
    language: str = Field(default=Language.CHINESE, max_length=8)
    is_administrator: bool = False
    created_at: datetime
    confirmed_at: datetime | None = None
    suspended_at: datetime | None = None
    password_changed_at: datetime


class AccountSession(SQLModel, table=True):
    """One sign-in on one device; the cookie holds the secret, the row only its hash."""

    __tablename__ = "account_session"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    account_id: uuid.UUID = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    token_hash: str = Field(max_length=64, unique=True)
    device: str = Field(default="", max_length=200)
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class AccountToken(SQLModel, table=True):
    """A one-time address sent by letter: to confirm an e-mail address or to set a new password."""

    __tablename__ = "account_token"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    account_id: uuid.UUID = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    kind: str = Field(max_length=20)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Office(SQLModel, table=True):
    """An organiser: the industry office of a region; it sees everything inside its region."""

    __tablename__ = "office"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=120, unique=True)
    region_code: str = Field(max_length=6, index=True)
    phone: str = Field(default="", max_length=40)
    created_at: datetime


class OfficeMember(SQLModel, table=True):
    """That an account works in an office."""

    __tablename__ = "office_member"
    __table_args__ = (UniqueConstraint("account_id", "office_id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    account_id: uuid.UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    office_id: uuid.UUID = Field(foreign_key="office.id", index=True, ondelete="CASCADE")
    role: str = Field(default=OfficeRole.MANAGER, max_length=20)
    created_at: datetime


class Representation(SQLModel, table=True):
    """That an account may act for one firm: a factory or a provider, exactly one of them."""

    __tablename__ = "representation"
    __table_args__ = (
        CheckConstraint("(factory_id IS NULL) <> (provider_id IS NULL)", name="one_firm"),
        UniqueConstraint("account_id", "factory_id", name="uq_representation_factory"),
        UniqueConstraint("account_id", "provider_id", name="uq_representation_provider"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    account_id: uuid.UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    factory_id: uuid.UUID | None = Field(default=None, foreign_key="factory.id", index=True)
    provider_id: uuid.UUID | None = Field(default=None, foreign_key="provider.id", index=True)
    created_at: datetime


class Invitation(SQLModel, table=True):
    """A single-use invitation to act for a firm or to work in an office, bound to an e-mail address."""

    __tablename__ = "invitation"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    email: str = Field(max_length=254, index=True)
    token_hash: str = Field(max_length=64, unique=True)
    factory_id: uuid.UUID | None = Field(default=None, foreign_key="factory.id", index=True)
    provider_id: uuid.UUID | None = Field(default=None, foreign_key="provider.id", index=True)
    office_id: uuid.UUID | None = Field(default=None, foreign_key="office.id", index=True)
    role: str = Field(default="", max_length=20)
    invited_by: uuid.UUID = Field(foreign_key="account.id", index=True)
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    revoked_at: datetime | None = None
