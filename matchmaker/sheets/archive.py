"""Looks into an .xlsx file's directory before anything is unpacked (zip bombs, macros, document types)."""

import io
import re
import zipfile

from matchmaker.sheets import errors, limits

_CHUNK = 256 * 1024
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check(data: bytes) -> zipfile.ZipFile:
    """The archive, when it is a plain spreadsheet of bearable size.

    Sizes written in the directory are not believed: the parts are unpacked in pieces and counted, at most
    ``limits.UNPACKED_BYTES`` in all (about 0.3 s). Raises a ``Refusal``.
    """
    archive = _opened(data)
    names = archive.namelist()
    _check_directory(archive.infolist(), len(data))
    _check_names(names)
    _check_kind(names)
    _check_contents(archive)
    return archive


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise errors.Damaged() from fault


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > limits.RATIO_MATTERS_FROM and unpacked > packed * limits.PACKING_RATIO
    if unpacked > limits.UNPACKED_BYTES or too_dense or len(entries) > limits.ARCHIVE_ENTRIES:
        raise errors.Bomb(unpacked=unpacked, limit=limits.UNPACKED_BYTES)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise errors.Encrypted()


def _check_names(names: list[str]) -> None:
    for name in names:
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            raise errors.Unsafe()


def _check_kind(names: list[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise errors.MacroFile()
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return
    kinds = {"word/": "word", "ppt/": "slides"}
    kind = next((kind for start, kind in kinds.items() if any(n.startswith(start) for n in names)), "archive")
    raise errors.NotASpreadsheet(kind=kind)


def _check_contents(archive: zipfile.ZipFile) -> None:
    total = 0
    for entry in archive.infolist():
        total = _count(archive, entry, total)


def _count(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, total: int) -> int:
    looks_inside = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    tail = b""
    try:
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                total += len(piece)
                if total > limits.UNPACKED_BYTES:
                    raise errors.Bomb(unpacked=total, limit=limits.UNPACKED_BYTES)
                if looks_inside and _DOCTYPE.search(tail + piece):
                    raise errors.Unsafe()
                tail = piece[-10:]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as fault:
        raise errors.Damaged() from fault
    except Exception as fault:
        if isinstance(fault, errors.Refusal):
            raise
        raise errors.Damaged() from fault  # zlib.error, lzma.LZMAError, struct.error …
    return total
