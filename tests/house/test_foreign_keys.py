"""Foreign keys are imports: they point down too."""

from sqlmodel import SQLModel

from matchmaker import schema

# From the roof to the ground; a table may point to its own room and to rooms below.
ROOMS = [
    {"outcomes"},
    {"meetings"},
    {"events"},
    {"imports", "shortlists"},
    {"accounts"},
    {"mail", "journal", "classifications"},
    {"demands", "providers"},
]


def _room_of_tables() -> dict[str, str]:
    schema.tables()
    rooms = {}
    for mapper in SQLModel._sa_registry.mappers:
        parts = mapper.class_.__module__.split(".")
        rooms[mapper.local_table.name] = parts[1] if parts[0] == "matchmaker" else parts[0]
    return rooms


def _height(room: str) -> int:
    return next(height for height, rooms in enumerate(ROOMS) if room in rooms)


def _keys():
    schema.tables()
    return [key for table in SQLModel.metadata.sorted_tables for key in table.foreign_keys]


def test_every_foreign_key_points_down():
    rooms = _room_of_tables()
    wrong = []
    for key in _keys():
        here, there = rooms[key.parent.table.name], rooms[key.column.table.name]
        if here != there and _height(here) >= _height(there):
            wrong.append(f"{key.parent} → {key.column}")
    assert wrong == []


def test_every_foreign_key_is_found_quickly():
    """An unindexed foreign key makes every delete and join a scan: it must lead an index or a unique constraint."""
    slow = [str(key.parent) for key in _keys() if key.parent.name not in _leading(key.parent.table)]
    assert slow == []


def _leading(table):
    unique = [
        one for one in table.constraints if type(one).__name__ in {"UniqueConstraint", "PrimaryKeyConstraint"}
    ]
    return {next(iter(one.columns)).name for one in [*table.indexes, *unique] if len(one.columns)}
