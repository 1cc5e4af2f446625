"""The command `matchmaker`: each family of commands is imported only when it is called."""

from importlib import import_module

import click

# command → module of `matchmaker.commands` whose list `commands` holds it
FAMILIES = {
    "account": "accounts",
    "db": "database",
    "demo": "serving",
    "evaluate": "matching",
    "import": "importing",
    "letters": "letters",
    "match": "matching",
    "serve": "serving",
    "timetable": "timetable",
    "work": "serving",
}


class Lazy(click.Group):
    """A group that knows the names of its commands without importing them."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names, sorted."""
        return sorted(FAMILIES)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command, imported now."""
        if name not in FAMILIES:
            return None
        module = import_module(f"matchmaker.commands.{FAMILIES[name]}")
        return next(command for command in module.commands if command.name == name)


@click.command(cls=Lazy)
@click.version_option(package_name="matchmaker")
def main() -> None:
    """供需对接平台: supply–demand matchmaking for smart manufacturing."""


if __name__ == "__main__":
    main()
