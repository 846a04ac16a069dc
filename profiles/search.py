"""Finding technicians: what may be asked and what is answered, whatever engine does the work.

An engine answers from an index made of `ProfileView`s alone, one entry an audience, so that nothing withheld can be
found, counted or sorted by. Every engine passes `tests/profiles/search/contract.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from profiles.enums import Audience
from profiles.index_documents import FACETS, Document
from profiles.words import Term, terms_of

PAGE_SIZE = 24
# What a word counts by the field in which it stands. A name counts so much that it stands before a skill which is
# written four times for its level. PostgreSQL has four weights only: see profiles/engines/postgresql.py
WEIGHTS = {"name": 100, "skills": 6, "equipment": 5, "title": 4, "place": 2, "rest": 1}
ENGINES = {
    "sqlite": "profiles.engines.sqlite.SqliteEngine",
    "postgresql": "profiles.engines.postgresql.PostgresqlEngine",
}
GUARDED = "profiles.engines.guarded.GuardedEngine"
Held = Mapping[tuple[int, str], str]  # the digest of each document, by technician and audience


class Sort(StrEnum):
    """In what order results stand."""

    MATCH = "match"
    NAME = "name"
    UPDATED = "updated"


@dataclass(frozen=True)
class Query:
    """What is asked: text, chosen values by facet (any of a facet's, all of the facets), order, page from 1.

    `wants_facets`: whether the facets are counted too; where nobody looks at them they come back empty.
    `understood`: what is looked for, where that is not simply the words of the text. `any_term`: one of the terms is
    enough; who fits more of them stands first.
    """

    audience: Audience
    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort | None = None
    page: int = 1
    page_size: int = PAGE_SIZE
    wants_facets: bool = True
    understood: tuple[Term, ...] | None = None
    any_term: bool = False

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Return what is looked for."""
        return terms_of(self.text) if self.understood is None else self.understood

    @property
    def order(self) -> Sort:
        """Return the order asked for, or the natural one: closest first where there is text, else by name."""
        if self.sort == Sort.MATCH or self.sort is None:
            return Sort.MATCH if self.terms else Sort.NAME
        return self.sort


@dataclass(frozen=True)
class FacetValue:
    """A value by which results can be narrowed, and how many there would be."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Results:
    """What is answered: how many in all, the primary keys of this page's technicians in order, counts by facet.

    A facet's counts leave its own chosen values out of account, so that they say what a further choice would add.
    """

    total: int
    technician_pks: tuple[int, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]


class Engine(Protocol):
    """What finds technicians."""

    def search(self, query: Query) -> Results:
        """Answer a query; text that nothing can match gives no results, never an error."""
        ...

    def write(self, technician_pks: Iterable[int], documents: Iterable[Document]) -> None:
        """Let the index hold exactly these documents for these technicians."""
        ...

    def held(self) -> dict[tuple[int, str], str]:
        """Return the digest of each document held, by technician and audience; empty where part of it is lost."""
        ...

    def sweep(self) -> int:
        """Delete what belongs to nobody any more, and return how much that was."""
        ...

    def renewed(self) -> AbstractContextManager[Callable[[], set[int]]]:
        """Make anew, with what is written meanwhile, what the index keeps apart from the database, if anything.

        Yields a function that returns the technicians of whom it does not hold yet what it should.
        """
        ...


def who_differ(one: Held, other: Held) -> set[int]:
    """Return the technicians of whom two indices hold something else, or an index and the truth."""
    return {key[0] for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def get_engine() -> Engine:
    """Return the engine: the database's own, behind the server that SEARCH_ENGINE names where it names one."""
    own: Engine = import_string(ENGINES[connection.vendor])()
    if settings.SEARCH_ENGINE == "database":
        return own
    guarded: Engine = import_string(GUARDED)(own)
    return guarded


__all__ = [
    "FACETS",
    "PAGE_SIZE",
    "WEIGHTS",
    "Engine",
    "FacetValue",
    "Query",
    "Results",
    "Sort",
    "get_engine",
    "who_differ",
]
