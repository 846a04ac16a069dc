"""Names that must not stand twice, told apart by a number."""

from collections.abc import Container


def numbered(base: str, taken: Container[str], number: int = 1) -> tuple[str, int]:
    """Return the first name that is not taken of 'ana-silva', 'ana-silva-2' ..., from `number` on, and its number."""
    name = base if number == 1 else f"{base}-{number}"
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name, number
