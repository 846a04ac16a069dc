"""Rows that are read with their owner, as an object: the same as by a query of their own."""

import pytest
from django.db.models import F, OuterRef

from portal.core.pairs import Pairs
from profiles.enums import Audience, OfferKind, Section
from profiles.models import Offer, SectionAudience, Technician
from tests.factories.people import TechnicianFactory, live_technician

pytestmark = pytest.mark.django_db


def test_each_gets_their_own_and_nothing_where_there_is_none() -> None:
    person, other = live_technician(), TechnicianFactory()
    Offer.objects.create(technician=person, kind=OfferKind.SHADOWING, words='A "day", or ’two’')
    Offer.objects.create(technician=person, kind=OfferKind.MENTORING)
    offers = Pairs(Offer.objects.filter(technician=OuterRef("pk")), name=F("kind"), held=F("words"))
    found = dict(Technician.objects.annotate(found=offers).values_list("pk", "found"))
    assert found == {person.pk: {"shadowing": 'A "day", or ’two’', "mentoring": ""}, other.pk: {}}


def test_what_is_read_with_a_technician_is_what_a_query_reads() -> None:
    person = live_technician(Audience.COLLEAGUES)
    Offer.objects.create(technician=person, kind=OfferKind.SHADOWING, words="A day")
    Offer.objects.create(technician=person, kind=OfferKind.MENTORING, words="An hour")
    SectionAudience.objects.filter(technician=person, section=Section.OFFERS).update(audience=Audience.PUBLIC)
    plain, read = Technician.objects.get(pk=person.pk), Technician.objects.for_views().get(pk=person.pk)
    assert read.chosen_audiences() == plain.chosen_audiences()
    assert read.chosen_audiences()[Section.OFFERS] == Audience.PUBLIC
    assert read.told_offers() == plain.told_offers() == [
        ("mentoring", "Mentoring", "An hour"), ("shadowing", "Shadowing", "A day"),
    ]  # fmt: skip
