"""Write the snapshots that tests/house/test_letters.py compares with; read the difference before you commit it."""

from tests.house import test_letters as letters


def main() -> None:
    """Every letter in each language."""
    letters.SNAPSHOTS.mkdir(exist_ok=True)
    for old in letters.SNAPSHOTS.glob("*.txt"):
        old.unlink()
    for kind in letters.KINDS:
        for language in ("zh", "en"):
            subject, body = letters.compose(kind, language, letters.context_of(kind, language))
            (letters.SNAPSHOTS / f"{kind}.{language}.txt").write_text(
                f"{subject}\n\n{body}", encoding="utf-8"
            )


if __name__ == "__main__":
    main()
