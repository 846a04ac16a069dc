"""A query put to the search server: one request, whatever it asks."""

from typing import Any

from elasticsearch import Elasticsearch, dsl
from elasticsearch.dsl.response import Response

from profiles.engines.elastic_documents import APART, closeness, fits
from profiles.index_documents import FACETS
from profiles.search import FacetValue, Query, Sort

MOST_VALUES = 5_000  # of one facet; more are not offered
ORDER = {
    Sort.MATCH: ("_score", "sort_name", "pk"),
    Sort.NAME: ("sort_name", "pk"),
    Sort.UPDATED: ("-updated", "sort_name", "pk"),
}


class HalfAnAnswer(Exception):
    """The server answered for a part of what it holds, or not in full."""


class LabelledFacet(dsl.TermsFacet):
    """Narrows by values, and counts values with their labels."""

    def __init__(self, facet: str) -> None:
        super().__init__(field=f"values.{facet}")
        self._named = f"named.{facet}"

    def get_aggregation(self) -> dsl.aggs.Agg[Any]:
        """Return the counting."""
        return dsl.A("terms", field=self._named, size=MOST_VALUES)


class EntrySearch(dsl.FacetedSearch):
    """The results are narrowed after the counting, and each facet counted as if nothing of itself were chosen."""

    facets = {facet: LabelledFacet(facet) for facet in FACETS}

    def __init__(self, query: Query, client: Elasticsearch, index: str, seconds: float | None) -> None:
        self.using = client  # type: ignore[assignment]  # the stubs know names of connections only
        self.index = index
        self.asked = query
        self.seconds = seconds
        chosen = {facet: sorted(values) for facet, values in query.filters.items() if values and facet in FACETS}
        super().__init__(filters=chosen)  # type: ignore[arg-type]  # lists are what it makes of them

    def search(self) -> dsl.Search[Any]:
        """Return who fits, best first or as is asked for."""
        asked = self.asked
        search = super().search().source(False).extra(track_total_hits=True).sort(*ORDER[asked.order])
        search = search.params(allow_partial_search_results=False)
        if self.seconds:
            search = search.extra(timeout=f"{int(self.seconds * 1000)}ms")
        if not asked.terms:
            return search.query(dsl.query.MatchAll())
        needed = dsl.query.Bool(
            should=[fits(term) for term in asked.terms],
            minimum_should_match=1 if asked.any_term else len(asked.terms),
        )
        scores = [clause for term in asked.terms for clause in closeness(term)] if asked.order == Sort.MATCH else []
        return search.query(dsl.query.Bool(filter=[needed], should=scores))

    def aggregate(self, search: Any) -> None:
        """Count the facets where somebody looks at them."""
        if self.asked.wants_facets:
            super().aggregate(search)

    def window(self, start: int, size: int, *, in_full: bool = False) -> "EntrySearch":
        """Ask for these results; `size` 0 for none but the counts; `in_full`: with what they are put in order by."""
        self._s = self._s[start : start + size] if size else self._s.extra(size=0)
        if in_full:
            self._s = self._s.source(["sort_name", "updated"]).extra(track_scores=True)
        return self

    def answered(self) -> Response[Any]:
        """Ask, and return the answer. Raises HalfAnAnswer where it is not the whole one."""
        response = self.execute()
        shards = response.to_dict().get("_shards", {})
        if response.timed_out or shards.get("failed") or not shards.get("successful"):
            raise HalfAnAnswer(f"timed out: {response.timed_out}; parts: {shards}")
        return response


def facets_of(response: Response[Any]) -> dict[str, tuple[FacetValue, ...]]:
    """Return the counts by facet, the largest first; a value whose rename is half indexed is one value."""
    told: dict[str, list[tuple[str, int, bool]]] = response.facets.to_dict()
    found = {}
    for facet in FACETS:
        values: dict[str, FacetValue] = {}
        for key, count, _ in told[facet]:
            value, _, label = key.partition(APART)
            other = values.get(value, FacetValue(value, "", 0))
            values[value] = FacetValue(value, max(label, other.label), count + other.count)
        found[facet] = tuple(sorted(values.values(), key=lambda v: (-v.count, v.label.casefold())))
    return found
