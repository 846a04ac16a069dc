"""Hours of learning in words."""

from decimal import Decimal


def hours_number(hours: Decimal) -> str:
    """Return hours as a number without needless noughts: '1.5', '20'."""
    return f"{hours.normalize():f}"


def hours_words(hours: Decimal) -> str:
    """Return hours in words: '1.5 hours', '1 hour'."""
    return f"{hours_number(hours)} hour{'' if hours == 1 else 's'}"
