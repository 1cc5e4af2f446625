"""The first administrator is opened on a machine where nothing stands yet."""

from click.testing import CliRunner

from matchmaker.cli import main
from tests.makers import PASSWORD


def test_the_folder_of_the_data_is_made(tmp_path, monkeypatch):
    folder = tmp_path / "not" / "there"
    monkeypatch.setenv("MATCHMAKER_DATA_DIR", str(folder))
    told = CliRunner().invoke(
        main, ["account", "create-admin", "--email", "first@example.com", "--password", PASSWORD]
    )
    assert told.exit_code == 0, told.output
    assert list(folder.glob("*.db"))
