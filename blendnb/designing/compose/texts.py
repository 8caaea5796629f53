"""Filling the words of an archetype's row with a client's own."""

LONGEST_TITLE = 120


def filled(text: str, *, topics: tuple[str, ...] = (), moment: str = "") -> str:
    """Replace `{topics}` and `{moment}`; nothing else in the text is special."""
    return text.replace("{topics}", listed(topics)).replace("{moment}", moment)


def title(text: str, *, topics: tuple[str, ...] = (), moment: str = "") -> str:
    """Return a filled title, cut at a word where it would not fit on a line."""
    return shortened(filled(text, topics=topics, moment=moment), LONGEST_TITLE)


def listed(items: tuple[str, ...], most: int = 3) -> str:
    """Name up to a few items and count the rest: `a, b and 4 more`."""
    if len(items) > most:
        return f"{', '.join(items[: most - 1])} and {len(items) - most + 1} more"
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word and mark the cut."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:") + "…"
