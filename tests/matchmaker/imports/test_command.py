"""`matchmaker import` from the machine itself."""

import pytest
from click.testing import CliRunner
from sqlmodel import select

from demands.models import Demand
from matchmaker.cli import main
from matchmaker.sheets import reading
from providers.models import Provider
from tests import makers
from tests.matchmaker.imports.test_imports import NEEDS, PROVIDERS


@pytest.fixture
def run(settings, monkeypatch, tmp_path):
    """The command on the test's own database, with files in the test's folder."""
    monkeypatch.setenv("MATCHMAKER_DATA_DIR", str(settings.data_dir))
    monkeypatch.setattr("matchmaker.schema.upgrade", lambda engine: None)  # the test's database is complete

    def call(kind, data, *arguments, name="名单.xlsx"):
        file = tmp_path / name
        file.write_bytes(data)
        return CliRunner().invoke(main, ["import", kind, str(file), *arguments])

    return call


@pytest.fixture
def office(session):
    made = makers.office(session, region_code="340100", name="合肥市工信局")
    session.commit()
    return made


def test_good_rows_arrive_and_bad_rows_are_named(run, session, office):
    answer = run("providers", PROVIDERS, "--region", "340100")
    assert answer.exit_code == 0, answer.output
    assert "新增 2 条" in answer.stdout
    assert "第 5 行" in answer.stderr
    assert "第 6 行" in answer.stderr
    session.rollback()
    assert set(session.exec(select(Provider.name))) == {"甲公司", "乙公司"}


def test_a_dry_run_changes_nothing(run, session, office, tmp_path):
    answer = run(
        "demands", NEEDS, "--region", "340100", "--dry-run", "--bad-rows", str(tmp_path / "bad.xlsx")
    )
    assert answer.exit_code == 0, answer.output
    assert "可以新增 2 条" in answer.stdout
    assert len(reading.read(tmp_path / "bad.xlsx").rows) == 3
    session.rollback()
    assert session.exec(select(Demand.id)).all() == []


def test_an_unreadable_file_is_said_in_a_sentence(run, office):
    answer = run("providers", b"%PDF-1.7", "--region", "340100", name="a.pdf")
    assert answer.exit_code == 1
    assert "这是 PDF 文件" in answer.output


def test_a_region_without_an_office(run, office):
    answer = run("providers", PROVIDERS, "--region", "340200")
    assert answer.exit_code == 1
    assert "还没有主办单位" in answer.output


def test_a_pool_that_is_not_there(run, office):
    answer = run("providers", PROVIDERS, "--region", "340100", "--pool", "没有的池")
    assert answer.exit_code == 1
    assert "没有叫" in answer.output


def test_wrong_options_are_named(run, office):
    answer = run("providers", PROVIDERS, "--region", "340100", "--industry", "机械")
    assert answer.exit_code == 1
    assert "--industry" in answer.output
