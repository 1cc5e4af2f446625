import pytest

from tests import event_makers as make
from tests import makers


@pytest.fixture
def event(session):
    """An open event: six slots, three tables."""
    return make.event(session, makers.office(session))


@pytest.fixture
def pair(session, event):
    """One factory and one provider that take part."""
    plants, firms = make.sides(session, event, 1, 1)
    return plants[0], firms[0]
