"""Folding in compiled code: characters become comparable one by one and keep their places."""

import numpy as np

from .compiled import compiled

LONGEST_RUN = 20
SEPARATOR = 0x1F


@compiled
def fold(codes, start, end, table, out, places):
    """Fold `codes[start:end]` into `out`, drop the invisible, shorten runs to 20; returns how many were kept.

    `places[i]` is where out[i] stands, counted from `start`. `out` and `places` must have room for end - start.
    """
    kept, run = 0, 0
    for place in range(start, end):
        code = codes[place]
        if code < 0x10000:
            code = np.uint32(table[code])
        if code == 0:
            continue
        run = run + 1 if kept and out[kept - 1] == code else 1
        if run <= LONGEST_RUN:
            out[kept], places[kept] = code, place - start
            kept += 1
    return kept
