"""Understanding what people type, before any engine is asked: other names, questions, plurals, typing errors.

Engines look for terms and know nothing of this, so that all of them find the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from profiles.enums import Audience
from profiles.other_names import NO_NAMES, Names, names_known, singulars
from profiles.spelling import errors_allowed
from profiles.vocabulary_words import commoner_words_of, near_words_of
from profiles.words import MOST_TERMS, Term, Typed, typed_in, words_of

SHORT = 3  # a known name of so few letters is looked for whole: 'SEM' is not the beginning of 'seminar'
MOST_NEAR = 3  # words that are looked for in place of one that nobody uses
MOST_CORRECTED = 4  # words of a question that may be typing errors
# Quotes are kept whole; outside of them a stroke or a comma parts words, and the 's of a possessive says nothing
_QUOTED = re.compile(r'("[^"]*"?)')
_CHUNK = re.compile(r"[^\s/,;]+")
_BETWEEN = re.compile(r"[/,;]+")
_POSSESSIVE = re.compile(r"['’`]s?(?=\W|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Understood:
    """What somebody looks for.

    `audience`: who asks. `terms`: what an engine is to look for. `corrected`: by word that was typed, those looked
    for in its place. `is_question`: words fell away that said nothing of what is looked for. `names`: what is
    known by other names.
    """

    audience: Audience
    terms: tuple[Term, ...]
    pieces: tuple[Typed, ...] = ()
    corrected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_question: bool = False
    names: Names = field(default=NO_NAMES, repr=False)


def understand(text: str, audience: Audience) -> Understood:
    """Return what somebody means who typed this, at the cost of one query (none where no word was typed)."""
    pieces = tuple(typed_in("".join(map(_plain, _QUOTED.split(text)))))
    return _understood(audience, pieces, {}, names_known()) if pieces else Understood(audience, ())


def correct(understood: Understood, *, in_names: bool = False) -> Understood | None:
    """Return what is meant where words that nobody in the audience's index uses are typing errors; else None.

    A word is one that no entry has, as a word or as the beginning of one. In quotes everything is meant as it is typed.
    `in_names`: words of the names that everybody knows count as used too, and may be meant.
    """
    words = _doubted(understood)
    known = understood.names.words if in_names else frozenset()
    doubted = {word: also for word, also in words.items() if not any(one.startswith(word) for one in known)}
    near = near_words_of(doubted, understood.audience, known)
    if not near:
        return None
    corrected = {word: tuple(others[:MOST_NEAR]) for word, others in near.items()}
    return _understood(understood.audience, understood.pieces, corrected, understood.names)


def commoner(understood: Understood) -> dict[str, str]:
    """Return, by word that was typed, the near word that so many more people use that it may have been meant."""
    return commoner_words_of(list(_doubted(understood)), understood.audience)


def _doubted(understood: Understood) -> dict[str, list[str]]:
    """Return the words that may be typing errors, each with those that it may be the plural of.

    No name that is known is one, nothing quoted, nothing short.
    """
    terms = [term for term in understood.terms if term.part and len(term.words) == 1]
    doubted = [term for term in terms if errors_allowed(term.words[0]) and not understood.names.are(term.words)]
    return {term.words[0]: [also[0] for also in term.also if len(also) == 1] for term in doubted[:MOST_CORRECTED]}


def said(text: str, understood: Understood) -> str:
    """Return what was looked for as it would be typed: the text, its typing errors mended."""
    return with_words(text, {word: others[0] for word, others in understood.corrected.items()})


def exactly(text: str, understood: Understood) -> str:
    """Return the text that looks for what was typed as it was typed, and for nothing in its place."""
    return with_words(text, {word: f'"{word}"' for word in understood.corrected})


def with_words(text: str, instead: Mapping[str, str]) -> str:
    """Return what was typed with some (folded) words put in place of others; what stands in quotes stays."""
    return "".join(
        part if part.startswith('"') else _CHUNK.sub(lambda chunk: _changed(chunk.group(), instead), part)
        for part in _QUOTED.split(text)
    )


def _changed(chunk: str, instead: Mapping[str, str]) -> str:
    words = words_of(_plain(chunk))
    return instead.get(words[0], chunk) if len(words) == 1 else chunk


def _plain(part: str) -> str:
    return part if part.startswith('"') else _POSSESSIVE.sub("", _BETWEEN.sub(" ", part))


def _understood(
    audience: Audience, pieces: tuple[Typed, ...], corrected: Mapping[str, tuple[str, ...]], names: Names
) -> Understood:
    said = [_in_place(piece, corrected) for piece in pieces]
    terms: list[Term] = []
    little: list[Term] = []
    at = 0
    while at < len(said):
        number, others = _longest_name(said, at, names)
        if number:
            words = tuple(word for piece in said[at : at + number] for word in piece.words)
            terms.append(Term(words, len(words[-1]) > SHORT, others))
        else:
            number = 1
            (little if said[at].is_little else terms).append(_term(said[at], pieces[at], corrected))
        at += number
    found = tuple(dict.fromkeys(terms or little))[:MOST_TERMS]
    return Understood(audience, found, pieces, corrected, bool(terms and little), names)


def _in_place(piece: Typed, corrected: Mapping[str, tuple[str, ...]]) -> Typed:
    if piece.quoted or len(piece.words) > 1 or piece.words[0] not in corrected:
        return piece
    return Typed(corrected[piece.words[0]][:1], quoted=False)


def _longest_name(said: Sequence[Typed], at: int, names: Names) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """Return of how many pieces from here the longest known name is, and the names that say the same."""
    words: tuple[str, ...] = ()
    best: tuple[int, tuple[tuple[str, ...], ...]] = (0, ())
    for number, piece in enumerate(said[at:], start=1):
        words += piece.words
        if piece.quoted or len(words) > names.longest:
            break
        same = None if number == 1 and piece.is_little else names.same_as(words)
        if same is not None:
            best = (number, same)
    return best


def _term(piece: Typed, typed: Typed, corrected: Mapping[str, tuple[str, ...]]) -> Term:
    """Return what one piece looks for: quoted as it is; else its beginnings, what it is the plural of, what is near."""
    if piece.quoted:
        return Term(piece.words, part=False)
    *before, last = piece.words
    also = [(*before, one) for one in singulars(last)]
    if piece != typed:  # corrected: what is as near
        also += [(other,) for other in corrected[typed.words[0]][1:]]
    return Term(piece.words, part=piece == typed, also=tuple(also))
