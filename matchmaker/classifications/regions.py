"""Which region lies within which, read off the six-digit code itself (GB/T 2260)."""


def prefix(code: str) -> str:
    """The digits that all regions inside share: `34` for 340000, `3401` for 340100, `340102` for itself."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


def within(outer: str, inner: str) -> bool:
    """Whether region `inner` is `outer` or lies inside it."""
    return bool(outer) and inner.startswith(prefix(outer))


def city_of(code: str) -> str:
    """The code of the city a county belongs to (a city or province stays itself)."""
    return code if code.endswith("0000") else code[:4] + "00"
