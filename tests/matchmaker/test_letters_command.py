"""Without a mail server a newcomer's letter is read on the machine itself."""

from click.testing import CliRunner

from matchmaker.accounts import signing_up
from matchmaker.cli import main
from tests.makers import NOW, PASSWORD


def _read(settings, *arguments):
    return CliRunner().invoke(main, ["letters", "--data", str(settings.data_dir), *arguments])


def test_the_waiting_letter_of_one_address_is_printed(settings, session):
    for email in ("li@soft.example", "wang@plant.example"):
        signing_up.sign_up(
            session, email=email, name="李四", password=PASSWORD, language="zh", address="https://x/{token}", now=NOW
        )
    session.commit()
    told = _read(settings, "--to", "Li@soft.example").output
    assert "li@soft.example" in told and "https://x/" in told and "wang@" not in told


def test_nothing_waiting_is_said(settings):
    assert _read(settings).output == "没有等待寄出的信。\n"
