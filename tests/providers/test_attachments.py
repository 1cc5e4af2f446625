import io
import zipfile

import pytest
from PIL import Image
from sqlmodel import select

from providers import attachments, queries
from providers.errors import EmptyFile, FileTooLarge, ImageTooLarge, NotAllowedKind
from providers.inputs import Caption
from providers.models import AttachmentContent
from tests import makers


def picture(kind, size=(4, 3)):
    out = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(out, kind)
    return out.getvalue()


def packed(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


PDF = b"%PDF-1.7\n..."
DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, ".pdf"),
        (picture("PNG"), ".png"),
        (picture("JPEG"), ".jpg"),
        (picture("WEBP"), ".webp"),
        (DOCX, ".docx"),
        (XLSX, ".xlsx"),
    ],
)
def test_kind_is_told_by_the_bytes_not_by_the_name(content, ending):
    assert attachments.kind_of("骗人.exe", content) == ending


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + bytes(30),
        b"<html><script>",
        packed("a.txt"),
        packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04 not a zip",
        b"\x89PNG\r\n\x1a\n broken",
    ],
)
def test_other_kinds_are_refused(content):
    with pytest.raises(NotAllowedKind):
        attachments.kind_of("a.pdf", content)


def test_sizes_are_refused():
    with pytest.raises(EmptyFile):
        attachments.kind_of("a.pdf", b"")
    with pytest.raises(FileTooLarge):
        attachments.kind_of("a.pdf", PDF + bytes(attachments.LARGEST))
    with pytest.raises(ImageTooLarge):
        attachments.kind_of("a.png", picture("PNG", (5001, 5000)))
    with pytest.raises(ImageTooLarge):  # so large that the library itself gives up
        attachments.kind_of("a.png", picture("PNG", (20_000, 10_000)))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\用户\\证书.PDF", "证书.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("con.pdf", "_con.pdf"),
        ("..", "file.pdf"),
        ("报告<1>:*?.pdf", "报告_1____.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
    ],
)
def test_names_are_made_safe(name, kept):
    assert attachments.clean_name(name, ".pdf") == kept


def test_file_is_kept_once_and_forgotten_whole(session, now):
    provider, other = makers.provider(session), makers.provider(session)
    case = makers.case(session, provider)
    kept = attachments.attach(session, provider, "证书.pdf", PDF, Caption(caption="资质"), now=now)
    assert attachments.attach(session, provider, "again.pdf", PDF, Caption(), now=now) is kept
    assert attachments.attach(session, provider, "again.pdf", PDF, Caption(), now=now, case=case) is not kept
    assert (kept.filename, kept.media_type, kept.size, kept.public) == (
        "证书.pdf",
        "application/pdf",
        len(PDF),
        False,
    )
    assert queries.content_of(session, kept) == PDF
    assert queries.attachment_of(session, other, kept.id) is None
    assert queries.attachment_of(session, provider, kept.id, public=True) is None
    for attachment in queries.attachments_of(session, provider):
        attachments.remove(session, provider, attachment, now=now)
    assert session.exec(select(AttachmentContent)).all() == []
