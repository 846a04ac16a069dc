"""What the site's search finds of the plans: published plans, and their actions by their own words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from plan.models import Action
from portal.core.registries import Card, Searchable, searchables
from profiles.questions import Found, Question, found_among
from profiles.words import Term, all_in, best_excerpt


@dataclass
class _Text:
    """A plan or an action as it is looked through: what it is called, what it says, and where it stands."""

    title: str
    url: str
    plan: str = ""
    said: list[str] = field(default_factory=list)

    def rank(self, terms: Sequence[Term]) -> int | None:
        """Return 0 where the title has every word, 1 where they stand elsewhere, None where they do not."""
        if all_in(terms, self.title):
            return 0
        return 1 if all_in(terms, "\n".join([self.title, *self.said])) else None

    def card(self, terms: Sequence[Term]) -> Card:
        """Return its card, with the part of what it says in which most of the words stand."""
        told = best_excerpt(self.said, terms)
        return Card(self.title, self.url, ". ".join(part.rstrip(".") for part in (self.plan, told) if part))


def find_in_plans(question: Question, limit: int) -> list[Found]:
    """Return published plans and their actions that have every word in title, detail or steps, the latest plan's first.

    Whoever keeps plans reads those that are not published in the admin: here all are told the same.
    """
    return found_among(_texts() if question.readings else (), question, limit)


def _texts() -> Iterable[_Text]:
    """Read plans with their actions and steps in one statement, each plan before its actions."""
    rows = (
        Action.objects.published()
        .order_by("-plan__start", "-plan_id", "order", "pk", "steps__order", "steps__pk")
        .values_list(
            "pk", "plan_id", "plan__title", "plan__slug", "plan__introduction",
            "code", "slug", "title", "detail", "success_measure", "steps__text",
        )
    )  # fmt: skip
    plans: dict[int, _Text] = {}
    actions: dict[int, _Text] = {}
    for pk, plan_pk, plan, plan_slug, introduction, code, slug, title, detail, success, step in rows:
        if plan_pk not in plans:
            plans[plan_pk] = _Text(plan, reverse("plan_older", args=[plan_slug]), said=[introduction])
        if pk not in actions:
            url = reverse("action", args=[plan_slug, slug])
            actions[pk] = _Text(f"{code}: {title}", url, plan, [detail, success])
        if step:
            actions[pk].said.append(step)
    return [*plans.values(), *actions.values()]


def register_searchables() -> None:
    """Offer them to the site's search."""
    searchables.register(Searchable("plan", "Action plan", find_in_plans))
