"""Why a file is refused as a whole. No prose here: facts as attributes, sentences are made upstairs."""


class Refusal(Exception):
    """A file that is not read. ``facts`` holds what a sentence about it needs."""

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__, facts)
        self.facts = facts

    def __getattr__(self, name: str) -> object:
        facts = self.__dict__.get("facts", {})
        if name in facts:
            return facts[name]
        raise AttributeError(name)


class EmptyFile(Refusal):
    """No byte, or no filled cell."""


class FileTooLarge(Refusal):
    """``size`` and ``limit`` in bytes."""


class TooManyRows(Refusal):
    """``rows`` filled rows (or the first count beyond the limit), ``limit``."""


class TooManyColumns(Refusal):
    """``columns``, ``limit``."""


class NotASpreadsheet(Refusal):
    """``kind``: what it seems to be: pdf, word, slides, image, web-page, xml, archive, text or unknown."""


class Encrypted(Refusal):
    """Needs a password to be opened."""


class MacroFile(Refusal):
    """Carries macros; to be saved again as .xlsx without them."""


class Bomb(Refusal):
    """A small file that unpacks into something far too large: ``unpacked``, ``limit`` in bytes."""


class Unsafe(Refusal):
    """Holds document type definitions or names that point out of the archive; no office program writes that."""


class Damaged(Refusal):
    """Looks like a spreadsheet and cannot be opened."""


class TooCostly(Refusal):
    """Opening took more memory or time than is granted, mostly because of a filled cell very far from the others."""


class UnknownEncoding(Refusal):
    """Text that is neither UTF-8, UTF-16 nor GB18030."""


class NoTable(Refusal):
    """Opened, but no header with rows under it was found. ``worksheets``: the names looked at."""


class NoSuchWorksheet(Refusal):
    """``name`` asked for, ``worksheets`` there are."""
