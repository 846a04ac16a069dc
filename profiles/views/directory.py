"""/technicians/: find somebody by word, narrow down by facets, share the address of what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from portal.core.search_box import one_line
from profiles.directory_words import filter_words, sentence
from profiles.finding import Found, find
from profiles.index_documents import FACETS
from profiles.models import SearchSet, Technician
from profiles.search import PAGE_SIZE, FacetValue, Query, Results, Sort
from profiles.similar import similar_skills
from profiles.visibility import ProfileView, audience_of, view_hits
from profiles.words import mark, words_of

LONGEST_TEXT = 200  # characters of the search box that are looked at
MOST_OFFERED = 12  # values on the page, besides those chosen, of a facet that has a list of its own
LISTS = {"skill": ("skills", "all skills"), "equipment": ("equipment_list", "all equipment")}  # route and words
OPEN_FACETS = ("campus", "offer", "skill")  # what most ask for stands open, and so does what is in use
SORTS = {Sort.MATCH: "Closest match", Sort.NAME: "Surname, A to Z", Sort.UPDATED: "Recently updated"}


@dataclass(frozen=True)
class Option:
    """A value of a facet as the form offers it."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Choice:
    """What the address asks for, as far as it can be understood: anything else in it is passed over."""

    text: str
    filters: dict[str, frozenset[str]]
    labels: dict[tuple[str, str], str]
    sort: Sort | None
    page: int

    @property
    def chosen(self) -> dict[str, dict[str, str]]:
        """Return the labels of what was chosen, by facet and value."""
        return {facet: {v: self.labels[facet, v] for v in sorted(values)} for facet, values in self.filters.items()}

    def address(self, leave_out: tuple[str, str] | None = None, *, text: bool = True, filters: bool = True) -> str:
        """Return the address's query (never with the page), without one chosen value, the text, or all filters."""
        query = QueryDict(mutable=True)
        if text and self.text:
            query["q"] = self.text
        for facet, values in self.filters.items() if filters else ():
            query.setlist(facet, sorted(value for value in values if (facet, value) != leave_out))
        if self.sort:
            query["sort"] = self.sort
        return query.urlencode()


def read_choice(request: HttpRequest) -> Choice:
    """Return what the address asks for. Values that this audience's index does not know are left out."""
    text = one_line(request.GET.get("q", ""), LONGEST_TEXT)
    asked = {
        facet: {value[:140].replace("\x00", "") for value in request.GET.getlist(facet) if value} for facet in FACETS
    }
    labels = _labels({facet: values for facet, values in asked.items() if values}, audience_of(request.user))
    filters = {facet: frozenset(v for v in values if (facet, v) in labels) for facet, values in asked.items()}
    sort = request.GET.get("sort", "")
    page = request.GET.get("page", "")
    return Choice(
        text=text,
        filters={facet: values for facet, values in filters.items() if values},
        labels=labels,
        sort=Sort(sort) if sort in SORTS else None,
        page=int(page) if page.isascii() and page.isdigit() and 0 < int(page[:9]) < 100_000 else 1,
    )


def _labels(asked: Mapping[str, set[str]], audience: str) -> dict[tuple[str, str], str]:
    """Return the labels of asked values that somebody of this audience's index has; no query where none is asked."""
    if not asked:
        return {}
    values = set().union(*asked.values())
    known = SearchSet.objects.filter(audience=audience, facet__in=asked, value__in=values)
    rows = known.values_list("facet", "value", "label")
    return {(facet, value): label for facet, value, label in rows if value in asked.get(facet, set())}


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show who was found."""
    choice = read_choice(request)
    audience = audience_of(request.user)
    query = Query(audience, choice.text, choice.filters, choice.sort, choice.page)
    found = find(query)
    results, query = found.results, found.query
    people = _people(results, query)
    searched = _searched(people, choice, found)
    by_skill = (bool(searched) or not people) and not found.understood.is_question
    context = {
        "use_htmx": True,
        "choice": choice,
        "people": people,
        "total": results.total,
        "sentence": sentence(results.total, found.said, choice.chosen, by_skill=by_skill, is_loose=found.is_loose),
        "facets": _offered(results, choice),
        "chips": _chips(choice),
        "sorts": [(sort.value, label) for sort, label in SORTS.items() if sort != Sort.MATCH or query.terms],
        "order": query.order.value,
        "page": _page_of(query.page, results.total),
        "query_string": choice.address(),
        "searched": searched,
        "in_use": sum(map(len, choice.filters.values())),
        "shelf": [person for person in people if person.photo][:3],
        "found": found,
        "exactly": f"?{replace(choice, text=found.exactly).address()}",
        "meant": [(text, f"?{replace(choice, text=text).address()}") for text in found.did_you_mean],
        "is_narrowed": bool(choice.text or choice.filters),
    }
    if not results.total and context["is_narrowed"]:
        named = similar_skills(choice.text) if choice.text else []
        context["similar"] = [skill for skill in named if skill.name not in found.did_you_mean]
        context["without_filters"] = f"?{choice.address(filters=False)}" if choice.text and choice.filters else ""
    return render(request, "profiles/directory.html", context)


def _people(results: Results, query: Query) -> list[ProfileView]:
    """Load the page's people as they are now: what was withdrawn since the index was written does not show."""
    rows = Technician.objects.visible_to(query.audience).filter(pk__in=results.technician_pks).for_hits()
    by_pk = {person.pk: person for person in rows} if results.technician_pks else {}
    return view_hits([by_pk[pk] for pk in results.technician_pks if pk in by_pk], query.audience)


def _page_of(number: int, total: int) -> Page[int]:
    """Return Django's page for the page links; its objects are not used."""
    return Paginator(range(total), PAGE_SIZE).page(number)


def _searched(people: list[ProfileView], choice: Choice, found: Found) -> dict[int, str]:
    """Return the skills shown that were asked for, by primary key, with their names as HTML.

    Words that were typed are marked in the name; a skill known by another name, or chosen as a filter, as a whole.
    """
    terms, names = found.terms, found.understood.names
    shown = {skill.pk: skill for person in people for skill in person.skills}
    chosen = choice.filters.get("skill", frozenset())
    marked_names: dict[int, str] = {}
    for pk, skill in shown.items():
        marked = mark(skill.name, terms)
        others = names.same_as(tuple(words_of(skill.name))) or ()
        if "<mark>" in marked:  # a name's own brackets are escaped
            marked_names[pk] = marked
        elif skill.slug in chosen or any(any(t.places(other)) for t in terms for other in others):
            marked_names[pk] = format_html("<mark>{}</mark>", skill.name)
    return marked_names


def _offered(results: Results, choice: Choice) -> list[dict[str, object]]:
    """Return the facets as the form shows them: the fullest values, and whatever is chosen."""
    offered: list[dict[str, object]] = []
    for facet, title in FACETS.items():
        chosen = choice.filters.get(facet, frozenset())
        counted = {value.value: value for value in results.facets.get(facet, ())}
        for value in chosen - counted.keys():
            counted[value] = FacetValue(value, choice.labels[facet, value], 0)
        most = MOST_OFFERED if facet in LISTS else len(counted)
        shown = [v for n, v in enumerate(counted.values()) if n < most or v.value in chosen]
        options = [Option(v.value, v.label, v.count, v.value in chosen) for v in shown]
        if options:
            is_open = bool(chosen) or facet in OPEN_FACETS
            offered.append({"name": facet, "title": title, "options": options, "open": is_open})
            if len(counted) > len(shown):
                route, words = LISTS[facet]
                offered[-1] |= {"left": len(counted) - len(shown), "list_url": reverse(route), "list_words": words}
    return offered


def _chips(choice: Choice) -> list[Chip]:
    """Return a chip for the text and one for each chosen value."""
    chips = [Chip(choice.text, f"?{choice.address(text=False)}")] if choice.text else []
    for facet, labels in choice.chosen.items():
        for value, label in labels.items():
            chips.append(Chip(filter_words(facet, value, label), f"?{choice.address((facet, value))}"))
    return chips
