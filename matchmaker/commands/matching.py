"""`matchmaker match` and `matchmaker evaluate`: the ranking engine without server or database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import click

BATCH = 100
FORMATS = ("jsonl", "csv", "xlsx")
BROKEN = {
    "broken": "不是一条完整的 JSON 记录，已跳过。",
    "empty": "没有名称，也没有文字，已跳过。",
    "repeated": "编号“{value}”前面已经有了，已跳过。",
}
COLUMNS = ("需求编号", "需求", "名次", "服务商编号", "服务商", "匹配度", "主要依据", "共同的事")


@click.command()
@click.option(
    "--providers",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Providers: .jsonl, .csv, .xlsx.",
)
@click.option(
    "--demands",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Needs: .jsonl, .csv, .xlsx.",
)
@click.option(
    "--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="Providers per need."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=None,
    help="Default: by the name of the output, else jsonl.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Output file; default: standard output.",
)
def match(providers: Path, demands: Path, top: int, form: str | None, output: Path | None) -> None:
    """Rank providers for every need. Skipped rows are named on stderr."""
    form = form or (output.suffix[1:].lower() if output and output.suffix[1:].lower() in FORMATS else "jsonl")
    if form == "xlsx" and not output:
        raise click.UsageError("表格文件（xlsx）请用 -o 指定保存到哪里。")
    if output and not output.parent.is_dir():
        raise click.UsageError(f"没有“{output.parent}”这个文件夹，请先建好，或换一个保存的地方。")
    supply, needs = documents(providers, "provider"), documents(demands, "demand")
    write(matched(supply, needs, top), form, output)


def documents(path: Path, kind: str) -> list:
    """Documents of a file; names every skipped row on stderr."""
    from matchmaker.matching import records

    make = records.provider if kind == "provider" else records.demand
    if path.suffix.lower() in (".jsonl", ".json", ".ndjson"):
        found, skipped = records.read(path, make)
        for fault in skipped:
            say(f"{path.name} 第 {fault.row} 行：{BROKEN[fault.code].format(value=fault.value)}")
    else:
        found = [make(record) for record in sheet(path, kind)]
    if not found:
        raise click.ClickException(f"{path.name} 里没有可用的{'服务商' if kind == 'provider' else '需求'}。")
    return found


def sheet(path: Path, kind: str) -> list[dict[str, Any]]:
    """Records of a spreadsheet."""
    from matchmaker.classifications.names import standard
    from matchmaker.sheets import errors, plain
    from matchmaker.sheets.codes import Codes
    from matchmaker.web.refusals import sentence
    from matchmaker.web.words import sheets as words

    known = standard()
    codes = Codes(
        known.industries.names(), known.regions.names(), known.types.names(), known.scenarios.names()
    )
    try:
        found, skipped = plain.records(path, kind, codes)
    except errors.Refusal as refusal:
        raise click.ClickException(f"{path.name}：{sentence(refusal)}") from refusal
    for fault in skipped:
        say(f"{path.name} {words.line(fault)}")
    return found


def say(line: str) -> None:
    """A line on stderr."""
    click.echo(line, err=True)


def matched(supply: list, needs: list, top: int) -> Iterator[dict[str, Any]]:
    """Result lines, need by need in the order of the file; a progress bar on a terminal."""
    from matchmaker.matching.batches import rank_many
    from matchmaker.matching.index import Index
    from matchmaker.matching.vocabulary import Vocabulary

    index, by_id = Index.build(supply, Vocabulary.standard()), {one.id: one for one in supply}
    with bar(len(needs)) as advance:
        for start in range(0, len(needs), BATCH):
            batch = needs[start : start + BATCH]
            for need, matches in zip(batch, rank_many(index, batch, top=top), strict=True):
                yield from lines(index, need, [one for one in matches if one.score > 0], by_id)
                advance()


def lines(index: Any, need: Any, matches: list, by_id: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Result lines of one need."""
    from matchmaker.matching.explaining import explain_many

    pairs = [(by_id[one.id], one) for one in matches]
    for (document, one), told in zip(pairs, explain_many(index, need, pairs), strict=True):
        yield {
            "demand": need.id,
            "provider": one.id,
            "rank": one.rank,
            "score": round(one.score, 6),
            "terms": [{"term": term, "share": round(share, 6)} for term, share in shares(told)],
            "concepts": [
                term.term
                for term in told.terms
                if term.concept.startswith(("scenario:", "technology:", "object:"))
            ],
            "names": (need.heading(), document.heading()),
        }


def shares(told: Any) -> list[tuple[str, float]]:
    """Terms and facts with their shares, heaviest first, each once; together 1."""
    found: dict[str, float] = {}
    for name, share in [(term.term, term.share) for term in told.terms] + [
        (FACTS[fact.name], fact.share) for fact in told.signals
    ]:
        found[name] = found.get(name, 0.0) + share
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


FACTS = {"industry": "行业对口", "region": "地区相近", "kind": "服务商类型对口"}


def bar(total: int):
    """A progress bar on a terminal, nothing elsewhere; gives the function that moves it on."""
    from contextlib import contextmanager

    @contextmanager
    def shown():
        if not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task("匹配", total=total)
            yield lambda: progress.advance(task)

    return shown()


def write(results: Iterator[dict[str, Any]], form: str, output: Path | None) -> None:
    """Results as JSON lines, CSV or a workbook."""
    if form == "jsonl":
        write_lines(results, output)
        return
    from matchmaker.sheets import writing

    table = writing.Table("匹配结果", writing.columns(COLUMNS), [row(result) for result in results])
    data = writing.workbook([table]) if form == "xlsx" else writing.csv(table)
    output.write_bytes(data) if output else click.get_binary_stream("stdout").write(data)


def write_lines(results: Iterator[dict[str, Any]], output: Path | None) -> None:
    """One JSON object a line, each written as soon as it is known."""
    with (
        output.open("w", encoding="utf-8") if output else click.open_file("-", "w", encoding="utf-8") as file
    ):
        for result in results:
            file.write(
                json.dumps(
                    {key: value for key, value in result.items() if key != "names"}, ensure_ascii=False
                )
                + "\n"
            )


def row(result: dict[str, Any]) -> list[Any]:
    """A result as cells."""
    reasons = "、".join(f"{term['term']} {term['share']:.0%}" for term in result["terms"][:5])
    need, provider = result["names"]
    return [
        result["demand"],
        need,
        result["rank"],
        result["provider"],
        provider,
        round(result["score"], 4),
        reasons,
        "、".join(result["concepts"]),
    ]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--k", default=10, show_default=True, type=click.IntRange(1, 1000))
def evaluate(folder: Path, k: int) -> None:
    """Measure the ranking on FOLDER (providers.jsonl, demands.jsonl, qrels.tsv), with 95 % bootstrap intervals."""
    from matchmaker.matching import evaluating, metrics

    missing = [
        name for name in ("providers.jsonl", "demands.jsonl", "qrels.tsv") if not (folder / name).is_file()
    ]
    if missing:
        raise click.ClickException(f"{folder} 里缺少：{'、'.join(missing)}。")
    figures = evaluating.evaluate(folder, k=k)
    if not figures:
        raise click.ClickException("没有一条需求有评分，无法评测。")
    for name, label in (("ndcg", f"nDCG@{k}"), ("recall", f"recall@{k}"), ("mrr", "MRR")):
        values = [figure[name] for figure in figures.values()]
        low, high = metrics.interval(values)
        click.echo(f"{label:10} {fmean(values):.4f}  [{low:.4f}, {high:.4f}]  n={len(values)}")


commands: list[click.Command] = [match, evaluate]


@click.group()
def main() -> None:
    """Matching commands."""


for command in commands:
    main.add_command(command)

if __name__ == "__main__":
    main()
