"""E-mail addresses in the one form in which they are kept and compared."""

import unicodedata

from email_validator import EmailNotValidError, validate_email


def normalised(address: str) -> str:
    """The address folded to NFKC and lower case; raises `ValueError` when it is none.

    Whether the domain takes mail is not asked: the confirmation letter finds out.
    """
    folded = unicodedata.normalize("NFKC", address).strip().lower()
    try:
        return validate_email(folded, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError as problem:
        raise ValueError(str(problem)) from None
