"""What the search server holds of a technician: fields named one by one, none guessed, none copied by the server.

Words arrive folded (`profiles/words.py`), so that they are compared as in the databases; the server only takes them
apart at spaces. Each word ends in END, and the beginnings of words are kept beside them: 'electron' finds what begins
so, 'electron$' the whole word, and both can stand in a phrase.
"""

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from elasticsearch import dsl

from profiles.index_documents import FACETS, Document
from profiles.search import WEIGHTS
from profiles.words import LONGEST_WORD, Term, joined_words_of, words_of

END = "$"  # stands in no folded word
APART = "\x1f"  # between a facet's value and its label: stands in neither
GAP = 100  # places between two texts of a field, so that no phrase reaches from one into the next
DEEPEST = 100_000  # results that can be paged through; one page more is empty

_WORDS = dsl.analyzer("portal_words", tokenizer="whitespace")
_BEGINNINGS = dsl.analyzer(
    "portal_beginnings",
    tokenizer="whitespace",
    filter=[dsl.token_filter("portal_beginnings", "edge_ngram", min_gram=1, max_gram=LONGEST_WORD + len(END))],
)


def _text() -> dsl.Text:
    begin = dsl.Text(analyzer=_BEGINNINGS, search_analyzer=_WORDS, position_increment_gap=GAP)
    return dsl.Text(analyzer=_WORDS, position_increment_gap=GAP, fields={"begin": begin})


def _by_facet() -> dsl.Object:
    return dsl.Object(properties={facet: dsl.Keyword() for facet in FACETS}, dynamic="strict")


class Entry(dsl.Document):
    """One technician as one audience finds them; the audience is the index's, the technician's key the entry's."""

    pk = dsl.Long()
    sort_name = dsl.Keyword()
    updated = dsl.Date()
    digest = dsl.Keyword(index=False)
    name = _text()
    skills = _text()
    equipment = _text()
    title = _text()
    place = _text()
    rest = _text()
    values = _by_facet()  # by which results are narrowed
    named = _by_facet()  # value and label, by which they are counted

    class Meta:
        dynamic = dsl.MetaField("strict")

    class Index:
        # One shard: 50,000 short entries fit easily, and counts and scores are exact only where all are seen at once
        settings = {"number_of_shards": 1, "max_result_window": DEEPEST}


@cache
def blueprint() -> dict[str, Any]:
    """Return settings and mappings of an index, with a mark in it of how it is made."""
    made: dict[str, Any] = Entry._index.to_dict()
    mark = sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:16]
    return made | {"mappings": made["mappings"] | {"_meta": {"scheme": mark}}}


def scheme() -> str:
    """Return the mark of indices that are made as this code makes them."""
    mark: str = blueprint()["mappings"]["_meta"]["scheme"]
    return mark


def source_of(document: Document) -> dict[str, Any]:
    """Return what the server is told."""
    values: dict[str, list[str]] = {}
    named: dict[str, list[str]] = {}
    for facet, value, label in document.facets:
        values.setdefault(facet, []).append(value)
        named.setdefault(facet, []).append(f"{value}{APART}{label}")
    entry = Entry(
        pk=document.technician_pk,
        sort_name=document.sort_name,
        updated=document.updated,
        digest=document.digest,
        values=values,
        named=named,
    )
    for name in WEIGHTS:
        entry[name] = _texts(getattr(document, name))
    told: dict[str, Any] = entry.to_dict()
    return told


def _texts(text: str) -> list[str]:
    """Return the texts of a field apart from each other, each as words with their ends; joined-up words at the end."""
    pieces = [piece for line in text.splitlines() for piece in line.split(" | ")]
    texts = [_whole(words_of(piece)) for piece in pieces]
    texts += [_whole([word]) for piece in pieces for word in joined_words_of(piece)]
    return [piece for piece in texts if piece]


def _whole(words: Sequence[str]) -> str:
    return " ".join(word + END for word in words)


# --- what is asked ----------------------------------------------------------------------------------------


def phrases_of(term: Term) -> list[str]:
    """Return what a term looks for among the beginnings of words: its own words, or all of another way to say it."""
    return [_whole(term.words).removesuffix(END) if term.part else _whole(term.words), *map(_whole, term.also)]


def fits(term: Term) -> dsl.query.Query:
    """Return the question who has this term in one field or another."""
    fields = [f"{name}.begin" for name in WEIGHTS]
    return dsl.query.Bool(
        should=[dsl.query.MultiMatch(query=phrase, type="phrase", fields=fields) for phrase in phrases_of(term)],
        minimum_should_match=1,
    )


def closeness(term: Term) -> list[dsl.query.Query]:
    """Return what a term adds to the score, by field: whole words besides beginnings, so that they stand first."""
    whole = [_whole(words) for words in dict.fromkeys([term.words, *term.also])]
    begun = [_whole(term.words).removesuffix(END)] if term.part else []
    return [
        *(_weighed(name, phrase, weight) for phrase in whole for name, weight in WEIGHTS.items()),
        *(_weighed(f"{name}.begin", phrase, weight) for phrase in begun for name, weight in WEIGHTS.items()),
    ]


def _weighed(name: str, phrase: str, weight: float) -> dsl.query.Query:
    asked = dsl.query.MatchPhrase(name, {"query": phrase}, _expand__to_dot=False)
    return dsl.query.Bool(must=[asked], boost=weight)  # the tests' server heeds no weight within a phrase
