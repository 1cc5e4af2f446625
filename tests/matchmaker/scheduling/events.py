"""Small events for the engine's tests, by hand and drawn by hypothesis."""

from hypothesis import strategies as st

from matchmaker.scheduling.problem import Far, Meeting, Participant, Problem


def people(*names, **more):
    return tuple(Participant(name, **more) for name in names)


def square(side, slots, tables, **more):
    """Every one of `side` factories meets every one of `side` providers."""
    meetings = tuple(Meeting(f"f{i}-p{j}", (f"f{i}", f"p{j}"), required=True) for i in range(side) for j in range(side))
    names = [f"f{i}" for i in range(side)] + [f"p{i}" for i in range(side)]
    return Problem(slots, tables, people(*names), meetings, **more)


@st.composite
def tiny_problems(draw):
    """Up to four meetings of up to four participants with every kind of rule; small enough to try everything."""
    slots, tables = draw(st.integers(1, 4)), draw(st.integers(1, 2))
    names = ["A", "B", "C", "D"][: draw(st.integers(2, 4))]
    some_slots = st.frozensets(st.integers(0, slots - 1), max_size=slots)
    some_tables = st.frozensets(st.integers(0, tables - 1), min_size=1)
    rarely = st.integers(0, 3).map(lambda n: n == 0)

    def maybe(strategy):
        return draw(strategy) if draw(rarely) else None

    participants = tuple(
        Participant(n, maybe(some_slots) or frozenset(), draw(st.integers(1, 2)) if draw(rarely) else 1,
                    maybe(st.integers(1, 3)), draw(st.integers(0, 1)) if draw(rarely) else 0)
        for n in names
    )
    count = draw(st.integers(1, 4 if slots * tables < 6 else 3))
    meetings = tuple(
        Meeting(f"m{i}", tuple(draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))),
                weight=float(draw(st.integers(1, 3))), required=draw(rarely), slots=maybe(some_slots),
                locked_slot=maybe(st.integers(0, slots - 1)), tables=maybe(some_tables))
        for i in range(count)
    )
    order = ((("m0", "m1"),) if count > 1 and draw(rarely) else ())
    sessions = (range(slots // 2), range(slots // 2, slots)) if slots > 1 and draw(rarely) else ()
    far = Far((frozenset({0}), frozenset({1})), 1) if tables == 2 and draw(rarely) else None
    closed = frozenset({(0, 0)}) if draw(rarely) else frozenset()
    return Problem(slots, tables, participants, meetings, order, maybe(st.integers(0, 1)), sessions, closed, far)
