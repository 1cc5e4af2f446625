"""`matchmaker match` and `matchmaker evaluate`: the ranking engine without server or database."""

from pathlib import Path
from statistics import fmean

import click


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--k", default=10, show_default=True)
def evaluate(folder: Path, k: int) -> None:
    """Measure the ranking on FOLDER (providers.jsonl, demands.jsonl, qrels.tsv)."""
    from matchmaker.matching import evaluating, metrics

    figures = evaluating.evaluate(folder, k=k)
    for name, label in (("ndcg", f"nDCG@{k}"), ("recall", f"recall@{k}"), ("mrr", "MRR")):
        values = [row[name] for row in figures.values()]
        low, high = metrics.interval(values)
        click.echo(f"{label:10} {fmean(values):.4f}  [{low:.4f}, {high:.4f}]  n={len(values)}")


commands: list[click.Command] = [evaluate]


@click.group()
def main() -> None:
    """Matching commands."""


for command in commands:
    main.add_command(command)

if __name__ == "__main__":
    main()
