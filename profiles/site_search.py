"""What the site's search finds of the profiles: technicians through their own index, skills, equipment."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from portal.core.registries import Card, Searchable, searchables
from profiles.enums import Audience
from profiles.finding import find
from profiles.models import Equipment, Skill, Technician
from profiles.search import Query
from profiles.visibility import ProfileView, view_match
from profiles.words import Term, all_in, excerpt, fold, terms_of

Found = tuple[int, Sequence[Card]]
MOST_SKILLS = 3  # named in somebody's line


def find_technicians(text: str, audience: str, limit: int) -> Found:
    """Return technicians as the directory finds them, of whom this audience sees at least name and job."""
    query = Query(Audience(audience), text, page_size=max(limit, 1), wants_facets=False)
    if not query.terms:
        return 0, ()
    found = find(query, asks_back=False)
    wanted = found.results.technician_pks[:limit]
    # As they are now: what was withdrawn since the index was written does not show
    rows = Technician.objects.visible_to(query.audience).for_matches().filter(pk__in=wanted) if wanted else ()
    views = {row.pk: view_match(row, query.audience) for row in rows}
    people = [_person(view, found.terms) for pk in wanted if (view := views.get(pk)) is not None]
    return found.results.total, people


def _person(view: ProfileView, terms: Sequence[Term]) -> Card:
    """Return somebody's card: job and department, and what it was that the words fit."""
    job = ", ".join(part for part in (view.job_title, view.department) if part)
    skills = [skill.name for skill in view.skills if any(term.matches(skill.name) for term in terms)]
    asked = next((f"Ask about {line}" for line in view.ask_me_about if any(t.matches(line) for t in terms)), "")
    said = asked or (view.headline if any(term.matches(view.headline) for term in terms) else "")
    if skills:
        return Card(view.display_name, view.url, f"{job}. Knows about {', '.join(skills[:MOST_SKILLS])}")
    return Card(view.display_name, view.url, f"{job}. {excerpt(said, terms)}" if said else job)


def find_skills(text: str, audience: str, limit: int) -> Found:
    """Return approved skills that have every word in their name or in another name; the list is everybody's."""
    rows = Skill.objects.approved().order_by("name", "pk")
    return _best(_named(rows, "group__name"), "skill", text, limit)


def find_equipment(text: str, audience: str, limit: int) -> Found:
    """Return approved equipment that has every word in its names, maker, model, place or purpose."""
    rows = Equipment.objects.approved().order_by("name", "pk")
    named = _named(rows, "maker", "model", "campus__name", "department__name")
    return _best(named, "equipment", text, limit)


class _Named:
    """A shared word with its other names, and what else says what it is."""

    def __init__(self, slug: str, name: str, said: Iterable[str | None]) -> None:
        self.slug, self.name = slug, name
        self.said = [part for part in said if part]
        self.aliases: list[str] = []

    def rank(self, terms: Sequence[Term]) -> int | None:
        """Return how well it fits: 0 by its name, 1 by another name, 2 by what is said of it, None not at all."""
        if all_in(terms, self.name):
            return 0
        if all_in(terms, "\n".join([self.name, *self.aliases])):
            return 1
        return 2 if all_in(terms, "\n".join([self.name, *self.aliases, *self.said])) else None

    def card(self, route: str, terms: Sequence[Term]) -> Card:
        """Return its card; the other names by which it was found come first."""
        meant = [alias for alias in self.aliases if any(term.matches(alias) for term in terms)]
        said = ", ".join(self.said)
        other = f"Also called {', '.join(meant)}" if meant else ""
        return Card(self.name, reverse(route, args=[self.slug]), ". ".join(part for part in (other, said) if part))


def _named(rows: QuerySet[Skill] | QuerySet[Equipment], *said: str) -> list[_Named]:
    """Read words with their other names, in one statement: the lists are ones that people can read."""
    found: dict[int, _Named] = {}
    for pk, slug, name, alias, *parts in rows.values_list("pk", "slug", "name", "aliases__name", *said):
        word = found.setdefault(pk, _Named(slug, name, parts))
        if alias:
            word.aliases.append(alias)
    return list(found.values())


def _best(words: Sequence[_Named], route: str, text: str, limit: int) -> Found:
    terms = terms_of(text)
    if not terms:
        return 0, ()
    ranked = [(rank, fold(word.name), word) for word in words if (rank := word.rank(terms)) is not None]
    ranked.sort(key=lambda each: each[:2])
    return len(ranked), [word.card(route, terms) for *_, word in ranked[:limit]]


def register_searchables() -> None:
    """Offer all of these to the site's search."""
    searchables.register(Searchable("technicians", "Technicians", find_technicians))
    searchables.register(Searchable("skills", "Skills", find_skills))
    searchables.register(Searchable("equipment", "Equipment", find_equipment))
