"""Files of a firm: taken in after their bytes were looked at, never trusted by their name."""

import datetime
import hashlib
import io
import warnings
import zipfile
from pathlib import PurePosixPath

from PIL import Image
from sqlalchemy import delete, func
from sqlmodel import Session, select

from providers import catalogue, text
from providers.errors import EmptyFile, FileTooLarge, ImageTooLarge, NotAllowedKind, TooMany
from providers.inputs import Caption
from providers.models import Attachment, AttachmentContent, Case, Provider

LARGEST = 10 * 1024 * 1024
MOST = 60
MOST_PIXELS = 25_000_000
_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".docx": _OFFICE + "wordprocessingml.document",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
}
_PICTURES = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
_UNSAFE = '\\/:*?"<>|'


def attach(
    session: Session,
    provider: Provider,
    filename: str,
    content: bytes,
    caption: Caption,
    *,
    now: datetime.datetime,
    case: Case | None = None,
) -> Attachment:
    """Keep a file. The same bytes a second time are the same attachment.

    Refuses `EmptyFile`, `FileTooLarge` over 10 MB, `NotAllowedKind`, `ImageTooLarge` over 25 million points,
    `TooMany` beyond 60 files per firm.
    """
    ending = kind_of(filename, content)
    digest = hashlib.sha256(content).hexdigest()
    known = _same(session, provider, digest, case)
    if known is not None:
        return known
    if _count(session, provider) >= MOST:
        raise TooMany("attachment", MOST)
    attachment = Attachment(
        provider_id=provider.id,
        case_id=case.id if case else None,
        filename=clean_name(filename, ending),
        media_type=MEDIA_TYPES[ending],
        size=len(content),
        sha256=digest,
        created_at=now,
        **caption.model_dump(),
    )
    _keep(session, attachment, content)
    catalogue.touch(session, provider, now=now)
    return attachment


def remove(session: Session, provider: Provider, attachment: Attachment, *, now: datetime.datetime) -> None:
    """Forget the file and its bytes."""
    session.exec(delete(AttachmentContent).where(AttachmentContent.attachment_id == attachment.id))
    session.delete(attachment)
    catalogue.touch(session, provider, now=now)


def kind_of(filename: str, content: bytes) -> str:
    """The ending that the bytes deserve: `.pdf`, `.png`, `.jpg`, `.webp`, `.docx` or `.xlsx`.

    Refuses as `attach` does. Nothing is decoded: a picture's size is read from its header.
    """
    if not content:
        raise EmptyFile
    if len(content) > LARGEST:
        raise FileTooLarge(len(content), LARGEST)
    ending = ".pdf" if content.startswith(b"%PDF-") else _office_ending(content) or _picture_ending(content)
    if ending is None:
        raise NotAllowedKind(clean_name(filename, ""))
    return ending


def clean_name(filename: str, ending: str) -> str:
    """A name safe on every system: no path, no invisible or reserved characters, at most 120 long."""
    name = PurePosixPath(filename.replace("\\", "/")).name
    name = "".join("_" if character in _UNSAFE else character for character in text.line(name))
    stem = name.rsplit(".", 1)[0].strip(". ") or "file"
    if stem.upper().split(".")[0] in _RESERVED:
        stem = f"_{stem}"
    return stem[: 120 - len(ending)] + ending


def _office_ending(content: bytes) -> str | None:
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return ".docx" if "word/document.xml" in names else ".xlsx" if "xl/workbook.xml" in names else None


def _picture_ending(content: bytes) -> str | None:
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            picture = Image.open(io.BytesIO(content), formats=list(_PICTURES))
    except Image.DecompressionBombError:
        raise ImageTooLarge(0, MOST_PIXELS) from None
    except (OSError, ValueError, SyntaxError):
        return None
    pixels = picture.width * picture.height
    if pixels > MOST_PIXELS:
        raise ImageTooLarge(pixels, MOST_PIXELS)
    return _PICTURES[picture.format or ""]


def _same(session: Session, provider: Provider, digest: str, case: Case | None) -> Attachment | None:
    statement = select(Attachment).where(Attachment.provider_id == provider.id, Attachment.sha256 == digest)
    return session.exec(statement.where(Attachment.case_id == (case.id if case else None))).first()


def _keep(session: Session, attachment: Attachment, content: bytes) -> None:
    session.add(attachment)
    session.flush()  # nothing else tells the session that the bytes come after the row they belong to
    session.add(AttachmentContent(attachment_id=attachment.id, content=content))


def _count(session: Session, provider: Provider) -> int:
    statement = select(func.count()).select_from(Attachment).where(Attachment.provider_id == provider.id)
    return session.exec(statement).one()
