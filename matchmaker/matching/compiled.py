"""Machine code from plain Python: the few loops that touch every character or every posting.

Imported only inside functions, because numba takes a second to load. Compiled code is kept beside the source or, where
that cannot be written, in the user's cache; where neither can be written it is compiled again by each process.
"""

from collections.abc import Callable

import numba


def compiled(function: Callable) -> Callable:
    """Compile at first call, without Python objects and without the interpreter lock."""
    try:
        return numba.njit(nogil=True, cache=True, error_model="numpy")(function)
    except RuntimeError:
        return numba.njit(nogil=True, error_model="numpy")(function)
