"""`matchmaker match` and `evaluate` on files."""

import csv
import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from matchmaker.commands.matching import evaluate, match

PROVIDERS = [
    {
        "id": "P1",
        "name": "合肥甲科技有限公司",
        "type": "工业软件",
        "city": "合肥市",
        "industries": ["C34"],
        "text": "APS有限产能排程,急插单自动重排。",
    },
    {
        "id": "P2",
        "name": "芜湖乙智能有限公司",
        "type": "智能装备",
        "city": "芜湖市",
        "industries": ["C39"],
        "text": "机器视觉在线检测外观缺陷,漏检少。",
    },
    {"id": "P3", "name": "丙律师事务所", "type": "", "city": "", "industries": [], "text": "劳动仲裁。"},
]
NEEDS = [
    {"id": "D1", "title": "天天插单,排单半天", "city": "合肥市", "industry": "C34", "text": "想让电脑排产。"},
    {"id": "D2", "title": "外观漏检", "city": "", "industry": "C39", "text": "靠人眼看。"},
]


def jsonl(path, records, raw=""):
    path.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records) + raw, "utf-8"
    )
    return str(path)


@pytest.fixture
def files(tmp_path):
    return [
        "--providers",
        jsonl(tmp_path / "p.jsonl", PROVIDERS),
        "--demands",
        jsonl(tmp_path / "d.jsonl", NEEDS),
    ]


def test_lines_hold_to_the_contract(files):
    done = CliRunner().invoke(match, files)
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {tuple(line) for line in lines} == {("demand", "provider", "rank", "score", "terms", "concepts")}
    assert [(line["demand"], line["provider"]) for line in lines if line["rank"] == 1] == [
        ("D1", "P1"),
        ("D2", "P2"),
    ]
    for line in lines:
        assert sum(term["share"] for term in line["terms"]) == pytest.approx(1, abs=1e-4)
        assert len({term["term"] for term in line["terms"]}) == len(line["terms"])
    assert "车间智能排产" in lines[0]["concepts"]


def test_top_is_kept(files):
    done = CliRunner().invoke(match, [*files, "--top", "1"])
    assert [json.loads(line)["rank"] for line in done.stdout.splitlines()] == [1, 1]


def test_bad_lines_are_named_and_the_rest_is_matched(tmp_path):
    supply = jsonl(
        tmp_path / "p.jsonl",
        PROVIDERS[:1],
        '{"id": "P1", "text": "x"}\n\nnot json\n{"id": "P9"}\n[1]\n{"text": "没有编号"}\n',
    )
    done = CliRunner().invoke(match, ["--providers", supply, "--demands", jsonl(tmp_path / "d.jsonl", NEEDS)])
    assert done.exit_code == 0
    assert [line.split("：")[0] for line in done.stderr.splitlines()] == [
        f"p.jsonl 第 {row} 行" for row in (2, 4, 5, 6)
    ]
    assert {json.loads(line)["provider"] for line in done.stdout.splitlines()} <= {"P1", "7"}


def test_a_file_of_nothing_is_said(tmp_path):
    done = CliRunner().invoke(
        match,
        ["--providers", jsonl(tmp_path / "p.jsonl", []), "--demands", jsonl(tmp_path / "d.jsonl", NEEDS)],
    )
    assert done.exit_code == 1
    assert "没有可用的服务商" in done.stderr


def test_csv_and_workbook(files, tmp_path):
    done = CliRunner().invoke(match, [*files, "--format", "csv"])
    rows = list(csv.reader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"))))
    assert rows[0][:4] == ["需求编号", "需求", "名次", "服务商编号"]
    assert rows[1][:5] == ["D1", "天天插单,排单半天", "1", "P1", "合肥甲科技有限公司"]
    assert CliRunner().invoke(match, [*files, "-o", str(tmp_path / "out.xlsx")]).exit_code == 0
    assert (tmp_path / "out.xlsx").read_bytes()[:2] == b"PK"
    refused = CliRunner().invoke(match, [*files, "--format", "xlsx"])
    assert refused.exit_code == 2 and "-o" in refused.stderr


def test_sheets_are_read(files, tmp_path):
    sheet = tmp_path / "名单.csv"
    sheet.write_bytes(
        "服务商名单\n企业名称,主要产品\n合肥甲科技有限公司,APS有限产能排程\n,没有名字\n芜湖乙智能有限公司,视觉检测\n".encode(
            "gb18030"
        )
    )
    done = CliRunner().invoke(match, ["--providers", str(sheet), *files[2:], "--top", "1"])
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["provider"] for line in done.stdout.splitlines()] == ["3", "5"]
    assert "第 4 行" in done.stderr


def test_evaluate_prints_figures_with_intervals(files, tmp_path):
    (tmp_path / "providers.jsonl").write_bytes((tmp_path / "p.jsonl").read_bytes())
    (tmp_path / "demands.jsonl").write_bytes((tmp_path / "d.jsonl").read_bytes())
    assert "qrels.tsv" in CliRunner().invoke(evaluate, [str(tmp_path)]).stderr
    (tmp_path / "qrels.tsv").write_text("D1\tP1\t3\nD2\tP2\t2\n")
    done = CliRunner().invoke(evaluate, [str(tmp_path)])
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["nDCG@10", "1.0000"],
        ["recall@10", "1.0000"],
        ["MRR", "1.0000"],
    ]
    assert "[1.0000, 1.0000]  n=2" in done.stdout


def test_a_command_that_does_not_rank_is_not_slowed_down():
    script = (
        "import time, sys; start = time.process_time()\n"
        "import matchmaker.matching.ranking, matchmaker.matching.explaining, matchmaker.matching.triage, matchmaker.matching.alike\n"
        "took = time.process_time() - start\n"
        "print(took, [name for name in ('sklearn', 'numba', 'jieba', 'scipy') if name in sys.modules])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.split(" ", 1)
        for _ in range(3)
    ]
    assert {loaded.strip() for _, loaded in runs} == {"[]"}


def test_an_output_in_no_folder_is_said_before_ranking(tmp_path):
    for name in ("p.jsonl", "d.jsonl"):
        (tmp_path / name).write_text(
            '{"id": "1", "name": "甲", "title": "视觉", "text": "视觉检测"}\n', encoding="utf-8"
        )
    told = CliRunner().invoke(
        match,
        [
            *("--providers", str(tmp_path / "p.jsonl")),
            *("--demands", str(tmp_path / "d.jsonl")),
            *("-o", str(tmp_path / "nowhere" / "o.csv")),
        ],
    )
    assert told.exit_code == 2 and "文件夹" in told.output
