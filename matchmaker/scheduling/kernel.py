"""Kempe-chain simulated annealing over slots, compiled by numba; arrays in, arrays changed in place.

A resource is a participant or a set of tables; a use is one resource of one meeting. Arrays (made in `annealing.py`):
`slot` (M) of every meeting, -1 for none; `first` (M+1) use of every meeting; `use` (uses × 3); `cell` (R × T × 4);
`member` uses by cell, in order of arrival; `person` (P × 4 + sessions); `session` (T) number; `weight` (M) cost of having
no place; `over` (1) meetings above capacity. They are handed over one by one: tuples of arrays cost a reference count per call, five times the time.
Import this module lazily: numba costs a second.
"""

import numpy as np
from numba import njit

UNPLACED = -1
TORN_DAYS = 0.5  # share of proposals about somebody with a break
EDGE_MOVES = 0.95  # share of proposals at the ends of somebody's runs, the torn ones among them
HOPE = 1.0  # what the rest of a chain may still mend, in breaks
WAITING = 0.1  # share of proposals about a meeting without a place, while there is one

RESOURCE, OWNER, POSITION = 0, 1, 2  # columns of `use`
COUNT, CAPACITY, OFFSET, LIMIT = 0, 1, 2, 3  # of `cell`; between capacity and limit it costs
NUMBER, BREAKS, CAP, LEAST, RUNS = 0, 1, 2, 3, 4  # of `person`; from RUNS on one column per session
FAIR, UNFAIR, TOO_FEW, NOBODY = 0, 1, 2, 3  # of `price`
MEETING, WAS = 0, 1  # of `log`


@njit(cache=True)
def _change_runs(p, t, sign, cell, person, session, price):
    """Change of cost when p becomes busy (+1) or idle (-1) in slot t; `cell` counts without it."""
    here = session[t]
    joined = 0
    if t > 0 and session[t - 1] == here and cell[p, t - 1, COUNT] > 0:
        joined += 1
    if t + 1 < session.size and session[t + 1] == here and cell[p, t + 1, COUNT] > 0:
        joined += 1
    before, old = max(0, person[p, RUNS + here] - 1), person[p, BREAKS]
    person[p, RUNS + here] += sign * (1 - joined)
    new = old + max(0, person[p, RUNS + here] - 1) - before
    person[p, BREAKS] = new
    return new - old + price[UNFAIR] * (max(0.0, new - price[FAIR]) - max(0.0, old - price[FAIR]))


@njit(cache=True)
def _change_number(p, sign, person, price):
    """Change of cost when p has one meeting more or less."""
    old = person[p, NUMBER]
    new = old + sign
    person[p, NUMBER] = new
    few = max(0, person[p, LEAST] - new) - max(0, person[p, LEAST] - old)
    return price[TOO_FEW] * few + price[NOBODY] * ((new == 0) - (old == 0))


@njit(cache=True)
def _put(m, t, slot, first, use, cell, member, person, session, weight, price, over):
    """Place meeting m in slot t whatever the capacity; returns the change of cost."""
    delta = -weight[m]
    for k in range(first[m], first[m + 1]):
        r = use[k, RESOURCE]
        n = cell[r, t, COUNT]
        if r < person.shape[0]:
            delta += _change_number(r, 1, person, price)
            if n == 0:
                delta += _change_runs(r, t, 1, cell, person, session, price)
        over[0] += n >= cell[r, t, CAPACITY]
        member[cell[r, t, OFFSET] + n] = k
        use[k, POSITION] = n
        cell[r, t, COUNT] = n + 1
    slot[m] = t
    return delta


@njit(cache=True)
def _take(m, slot, first, use, cell, member, person, session, weight, price, over):
    """Take meeting m out of its slot; returns the change of cost."""
    t = slot[m]
    delta = weight[m]
    for k in range(first[m], first[m + 1]):
        r = use[k, RESOURCE]
        n = cell[r, t, COUNT] - 1
        start = cell[r, t, OFFSET]
        last = member[start + n]
        member[start + use[k, POSITION]] = last
        use[last, POSITION] = use[k, POSITION]
        over[0] -= n >= cell[r, t, CAPACITY]
        cell[r, t, COUNT] = n
        if r < person.shape[0]:
            delta += _change_number(r, -1, person, price)
            if n == 0:
                delta += _change_runs(r, t, -1, cell, person, session, price)
    slot[m] = UNPLACED
    return delta


@njit(cache=True)
def _victim(r, t, stamp, now, use, cell, member):
    """A meeting of resource r in slot t that has not moved yet, from a random start; -1 when there is none."""
    n = cell[r, t, COUNT]
    start = np.random.randint(n)
    for i in range(n):
        m = use[member[cell[r, t, OFFSET] + (start + i) % n], OWNER]
        if stamp[m] != now:
            return m
    return -1


@njit(cache=True)
def _surplus(p, stamp, now, slot, mine, mine_first):
    """A placed meeting of participant p that has not moved yet, to be dropped because of the cap."""
    n = mine_first[p + 1] - mine_first[p]
    start = np.random.randint(n)
    for i in range(n):
        m = mine[mine_first[p] + (start + i) % n]
        if slot[m] != UNPLACED and stamp[m] != now:
            return m
    return -1


@njit(cache=True)
def _leaver(crowded, r, t, stamp, now, slot, use, cell, member, mine, mine_first):
    """The meeting that must give way: one of a crowded slot, else one too many of a participant."""
    if crowded:
        return _victim(r, t, stamp, now, use, cell, member)
    return _surplus(r, stamp, now, slot, mine, mine_first)


@njit(cache=True)
def _in_order(m, slot, pair_first, pairs):
    """All order rules of meeting m are kept."""
    for k in range(pair_first[m], pair_first[m + 1]):
        other = slot[pairs[k, 0]]
        if slot[m] != UNPLACED and other != UNPLACED and pairs[k, 1] * (other - slot[m]) <= 0:
            return False
    return True


@njit(cache=True)
def _chain(m, target, other, slot, first, use, cell, member, person, session, weight, price, over,
           allowed, mine, mine_first, pair_first, pairs, stamp, log, now, most):
    """Move m to `target`; whoever is in the way goes to `other`, whoever is in the way there comes back, and so on.

    Who may not go there loses its place. Returns (possible, change of cost, length of the log); when it is not possible
    the caller must undo the log. Gives up when what is settled so far costs more than `most`. A surplus meeting is logged as -2 - slot: it goes nowhere.
    """
    delta, waiting, head, tail = 0.0, 0.0, 0, 1
    stamp[m] = now
    log[0, MEETING], log[0, WAS] = m, slot[m]
    if slot[m] != UNPLACED:
        delta += _take(m, slot, first, use, cell, member, person, session, weight, price, over)
    while head < tail:
        x, was = log[head, MEETING], log[head, WAS]
        t = target if head == 0 or was == other else other
        if head > 0:
            waiting -= weight[x]
        head += 1
        if was < UNPLACED or not allowed[x, t]:
            continue
        delta += _put(x, t, slot, first, use, cell, member, person, session, weight, price, over)
        for k in range(first[x], first[x + 1]):
            r = use[k, RESOURCE]
            while True:
                crowded = cell[r, t, COUNT] > cell[r, t, LIMIT]
                if not crowded and (r >= person.shape[0] or person[r, NUMBER] <= person[r, CAP]):
                    break
                v = _leaver(crowded, r, t, stamp, now, slot, use, cell, member, mine, mine_first)
                if v < 0 or tail >= log.shape[0]:
                    return False, delta, tail
                stamp[v] = now
                log[tail, MEETING] = v
                log[tail, WAS] = slot[v] if crowded else UNPLACED - 1 - slot[v]
                tail += 1
                delta += _take(v, slot, first, use, cell, member, person, session, weight, price, over)
                waiting += weight[v]
        if delta - waiting > most:
            return False, delta, tail
    for i in range(tail):
        if not _in_order(log[i, MEETING], slot, pair_first, pairs):
            return False, delta, tail
    return True, delta, tail


@njit(cache=True)
def _undo(logged, log, slot, first, use, cell, member, person, session, weight, price, over):
    for i in range(logged):
        if slot[log[i, MEETING]] != UNPLACED:
            _take(log[i, MEETING], slot, first, use, cell, member, person, session, weight, price, over)
    for i in range(logged):
        was = log[i, WAS]
        if was < UNPLACED:
            was = UNPLACED - 1 - was
        if was != UNPLACED:
            _put(log[i, MEETING], was, slot, first, use, cell, member, person, session, weight, price, over)


@njit(cache=True)
def _edge_move(p, use, cell, member, session):
    """A meeting at an end of one of p's runs, and an idle slot beside one; moving it there tears no gap into p's day."""
    edges, beside, edge, goal = 0, 0, -1, -1
    left = False
    for t in range(session.size):
        busy = cell[p, t, COUNT] > 0
        left = left and session[t - 1] == session[t]
        right = t + 1 < session.size and session[t + 1] == session[t] and cell[p, t + 1, COUNT] > 0
        if busy and not (left and right):
            edges += 1
            if np.random.random() * edges < 1:
                edge = t
        if not busy and (left or right):
            beside += 1
            if np.random.random() * beside < 1:
                goal = t
        left = busy
    if edge < 0 or goal < 0:
        return -1, -1
    return use[member[cell[p, edge, OFFSET] + np.random.randint(cell[p, edge, COUNT])], OWNER], goal


@njit(cache=True)
def _somebody(person, torn):
    """A participant; with `torn` one with a break if a few tries find one."""
    p = np.random.randint(person.shape[0])
    for _ in range(20):
        if not torn or person[p, BREAKS] > 0:
            break
        p = np.random.randint(person.shape[0])
    return p


@njit(cache=True)
def _without_place(slot):
    """A meeting without a place; there must be one."""
    m = np.random.randint(slot.size)
    while slot[m] != UNPLACED:
        m = (m + 1) % slot.size
    return m


@njit(cache=True)
def _proposal(waiting, slot, use, cell, member, person, session):
    """A meeting and where it shall go: one without a place, one at the end of a run, or any."""
    dice = np.random.random()
    if waiting > 0 and dice < WAITING:
        return _without_place(slot), np.random.randint(session.size)
    if dice < EDGE_MOVES:
        m, t = _edge_move(_somebody(person, dice < TORN_DAYS), use, cell, member, session)
        if m >= 0:
            return m, t
    return np.random.randint(slot.size), np.random.randint(session.size)


@njit(cache=True)
def _more_waiting(logged, log, slot):
    """How many more meetings have no place after the logged moves."""
    n = 0
    for i in range(logged):
        n += (slot[log[i, MEETING]] == UNPLACED) - (log[i, WAS] == UNPLACED)
    return n


@njit(cache=True)
def anneal(state, rules, stamp, log, best_slot, score, steps, hot, cold, dear, seed):
    """`steps` meetings put or taken (undone ones too) from temperature `hot` to `cold`, falling geometrically.

    A meeting more than tables costs `dear`; the best places have none.

    `score` = [cost now, best cost, moves so far]; `best_slot` receives the best slots. Same seed, same result.
    """
    np.random.seed(seed)
    slot, first, use, cell, member, person, session, weight, price, over = state
    allowed, mine, mine_first, pair_first, pairs = rules
    waiting, heat, done, tries = np.sum(slot == UNPLACED), hot, 0, 0
    while done < steps:
        tries += 1
        done += 1
        if tries % 256 == 0:
            heat = hot * (cold / hot) ** (done / steps)
        m, t = _proposal(waiting, slot, use, cell, member, person, session)
        other = slot[m] if slot[m] != UNPLACED else np.random.randint(session.size)
        if other == t or not allowed[m, t]:
            continue
        score[2] += 1
        crowd = over[0]
        most = -heat * np.log(np.random.random() + 1e-300)
        possible, delta, logged = _chain(
            m, t, other, slot, first, use, cell, member, person, session, weight, price, over,
            allowed, mine, mine_first, pair_first, pairs, stamp, log, score[2], most + HOPE)
        done += 2 * logged
        if possible and delta + dear * (over[0] - crowd) <= most:
            score[0] += delta
            waiting += _more_waiting(logged, log, slot)
            if over[0] == 0 and score[0] < score[1] - 1e-9:
                score[1] = score[0]
                best_slot[:] = slot
        else:
            _undo(logged, log, slot, first, use, cell, member, person, session, weight, price, over)
            done += logged


@njit(cache=True)
def place_all(order, wanted, state, rules):
    """Put the meetings in `order` where `wanted` says, or (wanted -1) into the first slot in which nobody is in the way."""
    slot, first, use, cell, member, person, session, weight, price, over = state
    allowed, _, _, pair_first, pairs = rules
    for m in order:
        for t in range(allowed.shape[1]):
            if not allowed[m, t] or (wanted[m] >= 0 and t != wanted[m]):
                continue
            free = True
            for k in range(first[m], first[m + 1]):
                r = use[k, RESOURCE]
                if cell[r, t, COUNT] >= cell[r, t, CAPACITY] or (
                        r < person.shape[0] and person[r, NUMBER] >= person[r, CAP]):
                    free = False
            if free:
                _put(m, t, slot, first, use, cell, member, person, session, weight, price, over)
                if _in_order(m, slot, pair_first, pairs):
                    break
                _take(m, slot, first, use, cell, member, person, session, weight, price, over)
