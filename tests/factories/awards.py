"""Schemes, rounds, nominations, panels, honours and thanks."""

from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from wagtail.models import Site

from awards.enums import NominationState, SchemeKind
from awards.models import (
    AwardIndexPage,
    Candidate,
    Category,
    Criterion,
    Honour,
    HonouredPerson,
    Judge,
    Nomination,
    NominationQuestion,
    Nominee,
    Review,
    Round,
    SchemePage,
    Seconder,
    Thanks,
)

from .people import TechnicianFactory, UserFactory


def awards_index() -> AwardIndexPage:
    """Return the list of awards, made and live where there is none."""
    found = AwardIndexPage.objects.first()
    home = Site.objects.get(is_default_site=True).root_page
    return found or home.add_child(instance=AwardIndexPage(title="Awards", slug="awards"))


def in_days(days: float, hour: int = 17) -> datetime:
    """Return a full hour of Europe/London's own time, so many days from today."""
    day = timezone.localtime(timezone.now()) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


class SchemeFactory(factory.django.DjangoModelFactory):
    """A live scheme of our own beneath the list; `external` makes another body's, `live=False` a draft."""

    class Meta:
        model = SchemePage

    class Params:
        external = factory.Trait(kind=SchemeKind.EXTERNAL, awarding_body="A learned society")

    title = factory.Sequence(lambda n: f"Award {n}")
    summary = "For good work."

    @classmethod
    def _create(cls, model_class: type[SchemePage], *args: Any, **kwargs: Any) -> SchemePage:
        scheme: SchemePage = awards_index().add_child(instance=model_class(**kwargs))
        revision = scheme.save_revision()
        if scheme.live:
            revision.publish()
        return SchemePage.objects.get(pk=scheme.pk)


class RoundFactory(factory.django.DjangoModelFactory):
    """A round that is open: since five days, for ten more. `coming`, `closed`, `judging`, `decided` make others."""

    class Meta:
        model = Round

    class Params:
        coming = factory.Trait(
            opens_at=factory.LazyFunction(lambda: in_days(5)), closes_at=factory.LazyFunction(lambda: in_days(15))
        )
        closed = factory.Trait(
            opens_at=factory.LazyFunction(lambda: in_days(-15)), closes_at=factory.LazyFunction(lambda: in_days(-2))
        )
        judging = factory.Trait(closed=True, judging_opened_at=factory.LazyFunction(lambda: in_days(-1)))
        decided = factory.Trait(judging=True, finished_at=factory.LazyFunction(timezone.now))
        announced = factory.Trait(
            judging=True,
            opens_at=factory.LazyFunction(lambda: in_days(-60)),
            closes_at=factory.LazyFunction(lambda: in_days(-40)),
            judging_opened_at=factory.LazyFunction(lambda: in_days(-39)),
            judging_ends_at=factory.LazyFunction(lambda: in_days(-20)),
            letters_at=factory.LazyFunction(lambda: in_days(-10)),
            announce_at=factory.LazyFunction(lambda: in_days(-5)),
            finished_at=factory.LazyFunction(lambda: in_days(-11)),
            announced_at=factory.LazyFunction(lambda: in_days(-5)),
        )

    scheme = factory.SubFactory(SchemeFactory)
    name = factory.Sequence(lambda n: f"Round {n}")
    year = factory.LazyAttribute(lambda row: row.announce_at.year)
    opens_at = factory.LazyFunction(lambda: in_days(-5))
    closes_at = factory.LazyFunction(lambda: in_days(10))
    judging_ends_at = factory.LazyFunction(lambda: in_days(30))
    letters_at = factory.LazyFunction(lambda: in_days(40))
    announce_at = factory.LazyFunction(lambda: in_days(50))


class CategoryFactory(factory.django.DjangoModelFactory):
    """A category for one person."""

    class Meta:
        model = Category

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"Category {n}")
    order = factory.Sequence(lambda n: n)


class NominationQuestionFactory(factory.django.DjangoModelFactory):
    """A question to be answered in at most a hundred words."""

    class Meta:
        model = NominationQuestion

    round = factory.SubFactory(RoundFactory)
    text = factory.Sequence(lambda n: f"What did they do, part {n}?")
    most_words = 100
    order = factory.Sequence(lambda n: n)


class CriterionFactory(factory.django.DjangoModelFactory):
    """Something to be scored."""

    class Meta:
        model = Criterion

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"Criterion {n}")
    order = factory.Sequence(lambda n: n)


class NominationFactory(factory.django.DjangoModelFactory):
    """A nomination that was sent, of one technician: `nominee` names them, None makes none; `draft` was not sent."""

    class Meta:
        model = Nomination
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=NominationState.DRAFT, sent_at=None)

    category = factory.SubFactory(CategoryFactory)
    round = factory.LazyAttribute(lambda row: row.category.round)
    nominator = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Good work {n}")
    state = NominationState.SENT
    sent_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def nominee(self: Nomination, create: bool, given: Any, **kwargs: Any) -> None:  # type: ignore[misc]
        """Name whom it is for: a new technician unless one is given, or False for nobody."""
        if create and given is not False:
            NomineeFactory(nomination=self, technician=given or TechnicianFactory())


class NomineeFactory(factory.django.DjangoModelFactory):
    """A technician who is nominated."""

    class Meta:
        model = Nominee

    nomination = factory.SubFactory(NominationFactory, nominee=False)
    technician = factory.SubFactory(TechnicianFactory)


class SeconderFactory(factory.django.DjangoModelFactory):
    """Somebody who was invited to add their words."""

    class Meta:
        model = Seconder

    nomination = factory.SubFactory(NominationFactory)
    name = factory.Sequence(lambda n: f"Seconder Number{n}")
    email = factory.Sequence(lambda n: f"seconder{n}@wexcombe.example")


class CandidateFactory(factory.django.DjangoModelFactory):
    """Somebody who is judged; `nominations` are to be pointed at it by the test."""

    class Meta:
        model = Candidate

    category = factory.SubFactory(CategoryFactory)
    key = factory.Sequence(lambda n: f"key:{n}")
    number = factory.Sequence(lambda n: n + 1)


class JudgeFactory(factory.django.DjangoModelFactory):
    """A judge of a panel."""

    class Meta:
        model = Judge

    round = factory.SubFactory(RoundFactory, judging=True)
    user = factory.SubFactory(UserFactory)


class ReviewFactory(factory.django.DjangoModelFactory):
    """A candidate given to a judge, who has not declared yet."""

    class Meta:
        model = Review

    candidate = factory.SubFactory(CandidateFactory)
    judge = factory.LazyAttribute(lambda row: JudgeFactory(round=row.candidate.category.round))


class HonourFactory(factory.django.DjangoModelFactory):
    """A win that was announced."""

    class Meta:
        model = Honour

    scheme = factory.SubFactory(SchemeFactory)
    year = factory.LazyFunction(lambda: timezone.localdate().year)
    category_name = "Craft"
    announced_at = factory.LazyFunction(lambda: in_days(-5))


class HonouredPersonFactory(factory.django.DjangoModelFactory):
    """A technician who was honoured, and was not asked yet."""

    class Meta:
        model = HonouredPerson

    honour = factory.SubFactory(HonourFactory)
    technician = factory.SubFactory(TechnicianFactory)


class ThanksFactory(factory.django.DjangoModelFactory):
    """Thanks that nobody read yet."""

    class Meta:
        model = Thanks

    technician = factory.SubFactory(TechnicianFactory)
    sender = factory.SubFactory(UserFactory)
    words = "Thank you for staying late."
