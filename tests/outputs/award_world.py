"""The awards of the world that is crawled: schemes and a round of each kind; each part adds what it needs."""

from typing import TYPE_CHECKING, Any

from tests.factories.awards import (
    CategoryFactory,
    CriterionFactory,
    NominationQuestionFactory,
    RoundFactory,
    SchemeFactory,
)
from tests.outputs.award_honours_world import add_honours
from tests.outputs.award_judging_world import add_judging
from tests.outputs.award_nominating_world import add_nominations
from tests.outputs.award_schemes_world import add_alerts
from tests.outputs.award_thanks_world import add_thanks
from tests.outputs.viewers import Viewer

if TYPE_CHECKING:
    from tests.outputs.world import World

BODY = [("text", "<p>Given each autumn.</p><h2>How it is judged</h2><p>By three colleagues.</p>")]


def add_awards(world: "World") -> dict[str, Any]:
    """Add the list, two schemes and their rounds; return what addresses are made of."""
    scheme = SchemeFactory(title="The Steady Hand", slug="the-steady-hand", summary="For care over years.", body=BODY)
    other = SchemeFactory(title="The Bench Prize", slug="the-bench-prize", external=True)
    open_round = RoundFactory(scheme=scheme, name="This year")
    category = CategoryFactory(round=open_round, name="Craft")
    question = NominationQuestionFactory(round=open_round, text="What did they do?")
    criterion = CriterionFactory(round=open_round, name="Care")
    judged = RoundFactory(scheme=scheme, name="Last year", judging=True)
    add_alerts(scheme, world.user(Viewer.COLLEAGUE))
    return {
        "scheme": scheme.pk,
        "scheme_slug": scheme.slug,
        "external_scheme": other.pk,
        "external_scheme_slug": other.slug,
        "round": open_round.pk,
        "judged_round": judged.pk,
        "category": category.pk,
        "nomination_question": question.pk,
        "criterion": criterion.pk,
        **add_judging(world, scheme),
        **add_nominations(world, category, question),
        **add_thanks(world),
        **add_honours(world, scheme),
    }
