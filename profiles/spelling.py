"""How far one word is from another that somebody may have meant: pure calculation."""

from collections.abc import Iterable

LEAST_LETTERS = 4  # shorter words are near too many others
FEW_LETTERS = 7  # up to so many one error is allowed, beyond it two


def errors_allowed(word: str) -> int:
    """Return how many errors a word may have and still be taken for another; none in short words and in numbers."""
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return 0
    return 1 if len(word) <= FEW_LETTERS else 2


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be put in, left out, changed, or swapped with their neighbour; at most `most` + 1.

    Damerau and Levenshtein's distance in the form in which no piece is edited twice.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return min(row[-1], most + 1)


def nearest(word: str, candidates: Iterable[tuple[str, int]]) -> list[str]:
    """Return those of some words, each with how often it is used, that the word is likely meant for.

    They are all at the smallest distance that there is within what is allowed, the most used first, namesakes of a
    number by the alphabet.
    """
    most = errors_allowed(word)
    found = [(away, -uses, other) for other, uses in candidates if 0 < (away := distance(word, other, most)) <= most]
    least = min((away for away, *_ in found), default=0)
    return [other for away, _, other in sorted(found) if away == least]
