"""Ids and numbers as people say them."""

_COMPOUNDS = {"live_led": "Live-led", "digital_first": "Digital-first"}


def spoken(id_: str) -> str:
    """Return an id as words: `not_needed` is "Not needed"."""
    return _COMPOUNDS.get(id_) or id_.replace("_", " ").capitalize()


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 week", "6 weeks"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
