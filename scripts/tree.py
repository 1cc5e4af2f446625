"""The tree of packages in docs/architecture.md: each with its one sentence and its files (`--write` puts it there)."""

import ast
import re
import subprocess
import sys
import textwrap
from pathlib import Path

TOP = Path(__file__).parents[1]
ROOTS = ("demands", "providers", "matchmaker")
WIDTH = 118


def tree() -> str:
    """The whole tree, as it stands in git (files that are ignored are not part of it)."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *ROOTS],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    modules = [
        Path(name)
        for name in listed
        if name.endswith(".py") and "versions" not in name and (TOP / name).exists()
    ]
    packages = sorted(
        {path.parent for path in modules}, key=lambda path: (ROOTS.index(path.parts[0]), path.parts)
    )
    return "\n".join(line for package in packages for line in _lines(package, modules))


def _lines(package: Path, modules: list[Path]) -> list[str]:
    indent = "  " * (len(package.parts) - 1)
    names = sorted(path.name for path in modules if path.parent == package and path.name != "__init__.py")
    head = f"{indent}{package.name}/".ljust(30) + _sentence(package / "__init__.py")
    files = textwrap.wrap(
        "  ".join(names), WIDTH, initial_indent=indent + "  ", subsequent_indent=indent + "  "
    )
    return [head.rstrip(), *files]


def _sentence(file: Path) -> str:
    text = ast.get_docstring(ast.parse((TOP / file).read_text(encoding="utf-8"))) or ""
    return text.split("\n")[0]


def write() -> None:
    """Put the tree of today into docs/architecture.md."""
    file = TOP / "docs" / "architecture.md"
    text = file.read_text(encoding="utf-8")
    today = f"<!-- tree -->\n```\n{tree()}\n```"
    file.write_text(
        re.sub(r"<!-- tree -->\n```\n.*?\n```", lambda _: today, text, flags=re.S), encoding="utf-8"
    )


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        print(tree())
