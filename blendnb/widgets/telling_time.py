"""Points in time as people say them: today 14:03, yesterday 9:12, 3 March 10:00."""

from datetime import datetime


def day_and_time(seconds: float, now: datetime) -> str:
    """Return a point in time beside now.

    Parameters
    ----------
    seconds
        Since 1970.
    now
        The local time.

    Examples
    --------
    >>> now = datetime(2026, 11, 24, 15, 0)
    >>> day_and_time(datetime(2026, 11, 24, 14, 3).timestamp(), now)
    'today 14:03'
    >>> day_and_time(datetime(2026, 3, 3, 9, 0).timestamp(), now)
    'on 3 March 9:00'
    """
    then = datetime.fromtimestamp(seconds)  # noqa: DTZ006 -- told to a person, in local time
    days = (now.date() - then.date()).days
    match days:
        case 0:
            day = "today"
        case 1:
            day = "yesterday"
        case _:
            year = "" if then.year == now.year else f" {then.year}"
            day = f"on {then.day} {then:%B}{year}"
    return f"{day} {then.hour}:{then:%M}"
