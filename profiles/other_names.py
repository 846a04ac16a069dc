"""All names of skills, equipment and registrations that everybody knows: which of them say the same.

They are read once and kept until one of them changes, in whatever process: the database makes a checksum of them for
each question, which is far less work than reading them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce

from profiles.enums import WordState
from profiles.models import Equipment, RegistrationType, Skill
from profiles.spelling import errors_allowed
from profiles.words import joined_words_of, words_of

MOST_OTHERS = 10  # names that are looked for besides the one that was typed
Words = tuple[str, ...]

# (what is said of each row, table): whatever changes an answer must be in here
_SAID = (
    ("id || ':' || state || ':' || name", "profiles_skill"),
    ("skill_id || ':' || name", "profiles_skillalias"),
    ("id || ':' || state || ':' || name", "profiles_equipment"),
    ("equipment_id || ':' || name", "profiles_equipmentalias"),
    ("post_nominals || ':' || name", "profiles_registrationtype"),
)
_JOINED = {"sqlite": "group_concat({0})", "postgresql": "string_agg({0}, ',' ORDER BY id)"}


@dataclass(frozen=True)
class Names:
    """What says the same as what: by the folded words of a name, those of the others, its agreed name first.

    `longest`: how many words a name has at the most. `written`: names as they are written, by the folded words of the
    agreed name of what is called so, and their own.
    """

    others: Mapping[Words, tuple[Words, ...]]
    longest: int
    written: Mapping[tuple[Words, Words], str] = field(default_factory=dict)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words of all names that somebody could mistype: of letters alone, and not too short."""
        return frozenset(word for _, name in self.written for word in name if errors_allowed(word))

    def are(self, words: Words) -> bool:
        """Say whether these words are a name, be it in the plural."""
        return self.same_as(words) is not None

    def as_written(self, agreed: Words, words: Words) -> str:
        """Return a name as the vocabulary writes it, for what has this agreed name where it does, from folded words."""
        return self.written.get((agreed, words)) or self._written_somewhere.get(words, " ".join(words))

    @cached_property
    def _written_somewhere(self) -> dict[Words, str]:
        return {name: written for (_, name), written in self.written.items()}

    def same_as(self, words: Words) -> tuple[Words, ...] | None:
        """Return the other names, also where the last word stands in the plural; None where nothing is called so."""
        for name in (words, *((*words[:-1], one) for one in singulars(words[-1]))):
            if name in self.others:
                return tuple(dict.fromkeys(other for other in (name, *self.others[name]) if other != words))
        return None


NO_NAMES = Names({}, 0)


def singulars(word: str) -> list[str]:
    """Return what a word in the plural may be the plural of, in the plain cases: s, es, ies."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return []
    if word.endswith("ies") and len(word) > 4:
        return [f"{word[:-3]}y", word[:-1]]
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


_kept: tuple[str, Names] | None = None
_lock = Lock()


def names_known() -> Names:
    """Return them as they are now: one query, and one more where one of them has changed."""
    global _kept  # noqa: PLW0603 (one for the process, as a cache is)
    version = _version()
    kept = _kept
    if kept is None or kept[0] != version:
        with _lock:
            kept = _kept = (version, _read())
    return kept[1]


def _version() -> str:
    """Return a checksum of all names."""
    joined = _JOINED[connection.vendor]
    parts = [f"COALESCE((SELECT MD5({joined.format(said)}) FROM {table}), '')" for said, table in _SAID]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {' || '.join(parts)}")
        return str(cursor.fetchone()[0])


def _read() -> Names:
    """Read the names that editors agreed to, of each thing together, in one statement."""
    groups: dict[tuple[str, int], list[str]] = {}
    parts: list[QuerySet[Any, Any]] = []
    for kind, model in (("skill", Skill), ("equipment", Equipment)):
        rows = model._default_manager.filter(state=WordState.APPROVED).order_by()
        said = rows.annotate(what=Value(kind, CharField()), other=Coalesce("aliases__name", Value("")))
        parts.append(said.values_list("what", "pk", "name", "other"))
    types = RegistrationType.objects.order_by().annotate(what=Value("registration", CharField()))
    parts.append(types.values_list("what", "pk", "name", "post_nominals"))
    first, *more = parts
    for kind, pk, name, other in sorted(first.union(*more, all=True)):
        group = groups.setdefault((kind, pk), [name])
        if other:
            group.append(other)
    return _names(groups.values())


def _names(groups: Iterable[list[str]]) -> Names:
    """Return the names of some things, each with all of its own: what is the name of several has the names of all."""
    others: dict[Words, dict[Words, None]] = {}
    written: dict[tuple[Words, Words], str] = {}
    for group in groups:
        said = {words: None for name in group if (words := tuple(words_of(name)))}
        agreed = tuple(words_of(group[0]))
        for name in group:
            written.setdefault((agreed, tuple(words_of(name))), name.strip())
        keys = dict(said)
        for name in group:
            joined = joined_words_of(name)
            if len(joined) == 1 and " " not in name.strip():  # 'gcms' is typed for 'GC-MS'
                keys[joined[0],] = None
        for key in keys:
            others.setdefault(key, {}).update({words: None for words in said if words != key})
    longest = max(map(len, others), default=0)
    return Names({key: tuple(names)[:MOST_OTHERS] for key, names in others.items()}, longest, written)
