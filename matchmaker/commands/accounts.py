"""`matchmaker account`: the first administrator."""

import click

from matchmaker import clock, journal, schema
from matchmaker.accounts import passwords, signing_up
from matchmaker.config import Settings
from matchmaker.db import open_engine, open_session


@click.group()
def account() -> None:
    """Accounts, from the machine itself."""


@account.command("create-admin")
@click.option("--email", required=True, help="The address the administrator signs in with.")
@click.option("--name", default="管理员", show_default=True)
@click.password_option(help="At least 10 characters; asked for when not given.")
def create_admin(email: str, name: str, password: str) -> None:
    """Open an administrator's account."""
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        raise click.BadParameter("密码至少 10 位,最多 128 位。", param_hint="--password")
    engine = open_engine(Settings().database)
    schema.upgrade(engine)
    journal.keep()
    with open_session(engine) as session:
        journal.introduce(session, journal.Actor("matchmaker account create-admin"))
        _add(session, email, name, password)
        session.commit()
    click.echo(f"管理员账号已开好:{email}")


def _add(session, email: str, name: str, password: str) -> None:  # type: ignore[no-untyped-def]
    from sqlalchemy.exc import IntegrityError

    try:
        signing_up.open_account(
            session,
            email=email,
            name=name,
            password=password,
            now=clock.now(),
            is_administrator=True,
            confirmed=True,
        )
    except ValueError:
        raise click.BadParameter("邮箱地址不对,例如 admin@example.com。", param_hint="--email") from None
    except IntegrityError:
        raise click.BadParameter("这个邮箱已有账号。", param_hint="--email") from None


commands: list[click.Command] = [account]
