"""What a search of the directory asks for, in words: the sentence over the results, and each filter by itself.

Facets are those of `index_documents.FACETS`; what was chosen comes as facet, value, label.
"""

from collections.abc import Iterable, Mapping

from profiles.enums import OfferKind
from profiles.words import fold

MOST_NAMED = 4  # values of a facet that the sentence names
Chosen = Mapping[str, Mapping[str, str]]  # label by value, by facet

# What somebody does about each value of a facet: as one person, as several
_VERBS = {
    "skill": ("knows about", "know about"),
    "equipment": ("works with", "work with"),
    "registration": ("holds", "hold"),
    "helps": ("helps others towards", "help others towards"),
    "offer": ("offers", "offer"),
}
_OFFERED = {OfferKind.MENTORING: "mentoring", OfferKind.SHADOWING: "shadowing", OfferKind.QUESTIONS: "answers"}
_WHERE = {"department": "in", "campus": "at"}


def filter_words(facet: str, value: str, label: str) -> str:
    """Return a filter as a chip names it: 'Holds Registered Scientist', 'Quarry Hill'."""
    if facet in _VERBS and facet != "skill":
        verb = _VERBS[facet][0]
        return f"{verb.capitalize()} {_name(facet, value, label)}"
    return label


def sentence(total: int, text: str, chosen: Chosen, *, by_skill: bool = True, is_loose: bool = False) -> str:
    """Return the rest of 'n people ...', in words: 'know about microscopy and offer mentoring at Quarry Hill'.

    `by_skill` says that the text was found in what people can do; else, as with a name, they merely match it.
    `is_loose`: nobody fits all of the text, and these fit some of it.
    """
    form = 0 if total < 2 else 1  # 'Nobody knows', '1 person knows'
    named = {facet: _listed(_name(facet, *one) for one in values.items()) for facet, values in chosen.items()}
    done = []
    if text:
        match = ("fits some of", "fit some of") if is_loose else ("matches", "match")
        asked = f"{match[form]} ‘{text}’" if is_loose or not by_skill else f"{_VERBS['skill'][form]} {text}"
        done.append(f"{asked} with {named.pop('skill')}" if "skill" in named else asked)
    done += [f"{verbs[form]} {named[facet]}" for facet, verbs in _VERBS.items() if facet in named]
    if not done:
        done.append(("is here to meet", "are here to meet")[form])
    where = [f"{word} {named[facet]}" for facet, word in _WHERE.items() if facet in named]
    return " ".join([_joined(done, "and"), *where])


def _name(facet: str, value: str, label: str) -> str:
    return _OFFERED[OfferKind(value)] if facet == "offer" and value in OfferKind else label


def _listed(labels: Iterable[str]) -> str:
    """Return 'A', 'A or B', 'A, B or C', in the order of the alphabet; beyond four the rest as a number."""
    names = sorted(labels, key=fold)
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} others"]
    return _joined(names, "or")


def _joined(parts: list[str], word: str) -> str:
    *most, last = parts
    return f"{', '.join(most)} {word} {last}" if most else last
