"""`matchmaker letters`: read the outbox on the machine itself, where no mail server is set."""

import click

from matchmaker.config import Settings
from matchmaker.db import open_engine, open_session
from matchmaker.mail import outbox
from matchmaker.mail.models import LetterStatus


@click.command()
@click.option("--to", "address", default="", help="Only letters to this e-mail address.")
@click.option("--last", default=5, show_default=True, type=click.IntRange(1, 200))
@click.option("--data", type=click.Path(exists=True, file_okay=False), help="The data directory, e.g. var/demo.")
def letters(address: str, last: int, data: str | None) -> None:
    """Print the letters that wait to go out, the newest first.

    They hold one-time addresses, so no page shows them; whoever may run this on the machine could read the
    database anyway.
    """
    settings = Settings(data_dir=data) if data else Settings()
    with open_session(open_engine(settings.database), writing=False) as session:
        rows = outbox.letters(session, status=LetterStatus.WAITING, to=address.strip().lower(), limit=last)
    for row in rows:
        click.echo(f"—— {row.written_at:%Y-%m-%d %H:%M} UTC → {row.to}\n{row.subject}\n\n{row.body}")
    if not rows:
        click.echo("没有等待寄出的信。")


commands: list[click.Command] = [letters]
