"""What the site's search finds of the profiles: technicians through their own index, skills, equipment."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse

from portal.core.registries import Card, Searchable, searchables
from profiles.asking import Understood
from profiles.finding import find_as
from profiles.models import Equipment, Skill, Technician
from profiles.questions import Found, Question, found_among
from profiles.search import Query
from profiles.visibility import ProfileView, view_match
from profiles.words import Term, all_in, excerpt, fold

MOST_SKILLS = 3  # named in somebody's line


def find_technicians(question: Question, limit: int) -> list[Found]:
    """Return technicians as the directory finds them, of whom this audience sees at least name and job.

    Where another way to take the question follows the first, the first has a word that nobody uses: nobody is asked.
    """
    *before, last = question.readings or (None,)
    return [*((0, ()) for _ in before), *([_people(question, last, limit)] if last else [])]


def find_some_technicians(question: Question, limit: int) -> Found:
    """Return technicians who fit some of it, those first who fit more."""
    way = question.readings[-1]
    return _people(question, way, limit, any_term=True) if len(way.terms) > 1 else (0, ())


def _people(question: Question, way: Understood, limit: int, *, any_term: bool = False) -> Found:
    query = Query(question.audience, question.text, page_size=max(limit, 1), wants_facets=False)
    found = find_as(query, way, any_term=any_term)
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


def find_skills(question: Question, limit: int) -> list[Found]:
    """Return approved skills that have every word in their name or in another name; the list is everybody's."""
    return found_among(_named(question, "skill"), question, limit)


def find_equipment(question: Question, limit: int) -> list[Found]:
    """Return approved equipment that has every word in its names, maker, model, place or purpose."""
    return found_among(_named(question, "equipment"), question, limit)


class _Named:
    """A shared word with its other names, and what else says what it is."""

    def __init__(self, route: str, slug: str, name: str, said: Iterable[str | None]) -> None:
        self.route, self.slug, self.name = route, slug, name
        self.said = [part for part in said if part]
        self.aliases: list[str] = []

    def rank(self, terms: Sequence[Term]) -> int | None:
        """Return how well it fits: 0 by its name, 1 by another name, 2 by what is said of it, None not at all."""
        if all_in(terms, self.name):
            return 0
        if all_in(terms, "\n".join([self.name, *self.aliases])):
            return 1
        return 2 if all_in(terms, "\n".join([self.name, *self.aliases, *self.said])) else None

    def card(self, terms: Sequence[Term]) -> Card:
        """Return its card; the other names by which it was found come first."""
        meant = [alias for alias in self.aliases if any(term.matches(alias) for term in terms)]
        said = ", ".join(self.said)
        other = f"Also called {', '.join(meant)}" if meant else ""
        return Card(self.name, reverse(self.route, args=[self.slug]), ". ".join(part for part in (other, said) if part))


def _named(question: Question, kind: str) -> Sequence[_Named]:
    """Return the words of a kind by name; those of all kinds are read at once."""
    return question.once("named", _read_named)[kind] if question.readings else ()


def _read_named() -> dict[str, list[_Named]]:
    """Read skills and equipment with their other names, in one statement: the lists are ones that people can read."""
    skills = Skill.objects.approved().annotate(what=Value("skill", CharField()), none=Value("", CharField()))
    kit = Equipment.objects.approved().annotate(what=Value("equipment", CharField()))
    shared = ("what", "pk", "slug", "name", "aliases__name")
    said = ("maker", "model", "campus__name", "department__name")
    parts: list[QuerySet[Any, Any]] = [
        skills.order_by().values_list(*shared, "group__name", "none", "none", "none"),
        kit.order_by().values_list(*shared, *said),
    ]
    found: dict[tuple[str, int], _Named] = {}
    for kind, pk, slug, name, alias, *more in parts[0].union(parts[1], all=True):
        word = found.setdefault((kind, pk), _Named(kind, slug, name, more))
        if alias:
            word.aliases.append(alias)
    named: dict[str, list[_Named]] = {"skill": [], "equipment": []}
    for (kind, _), word in sorted(found.items(), key=lambda each: (fold(each[1].name), each[0])):
        named[kind].append(word)
    return named


def register_searchables() -> None:
    """Offer all of these to the site's search."""
    searchables.register(Searchable("technicians", "Technicians", find_technicians, find_some_technicians))
    searchables.register(Searchable("skills", "Skills", find_skills))
    searchables.register(Searchable("equipment", "Equipment", find_equipment))
