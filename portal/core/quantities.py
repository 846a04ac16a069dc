"""Numbers and days as they stand in a sentence."""

from datetime import date, timedelta


def number(value: float) -> str:
    """Return a number without idle zeros: 46, 2,412, 0.5; two decimal places at most."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def in_unit(value: float, unit: str) -> str:
    """Return a number with its unit: 46%, 46 people; the unit may be empty."""
    return f"{number(value)}{unit}" if unit in {"", "%"} else f"{number(value)} {unit}"


def day_in_words(day: date) -> str:
    """Return a day as readers expect it: 3 March 2026."""
    return f"{day:%-d %B %Y}"


def deadline_in_words(day: date) -> str:
    """Return a last day: the month alone where the day ends it, since 'by July 2027' means all of July."""
    return f"{day:%B %Y}" if (day + timedelta(days=1)).day == 1 else day_in_words(day)
