"""The picture in docs/architecture.md is the disk."""

import re
from pathlib import Path

from scripts import tree

ARCHITECTURE = Path(__file__).parents[2] / "docs" / "architecture.md"


def test_the_tree_in_the_architecture_is_the_disk():
    written = re.search(r"<!-- tree -->\n```\n(.*?)\n```", ARCHITECTURE.read_text(encoding="utf-8"), re.S)
    assert written.group(1) == tree.tree(), "run: python -m scripts.tree --write"


def test_every_package_says_what_it_is():
    assert [line for line in tree.tree().splitlines() if line.rstrip().endswith("/")] == []
