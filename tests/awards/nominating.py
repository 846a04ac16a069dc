"""What tests of nominating share: a nomination that lacks nothing, and what was said by mail."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from awards.models import Nomination, NominationAnswer, Round
from portal.core.models import OutboxMail
from tests.factories.awards import CategoryFactory, NominationFactory, NominationQuestionFactory, RoundFactory
from tests.factories.people import live_technician

WORDS = "They mended it."


def whole(**fields: Any) -> Nomination:
    """Return a draft, unless told otherwise, of a live technician in an open round with one question answered."""
    category = fields.pop("category", None) or CategoryFactory(round=fields.pop("round", None) or RoundFactory())
    question = category.round.questions.first() or NominationQuestionFactory(round=category.round)
    nominee = fields.pop("nominee", None) or live_technician()
    is_draft = fields.pop("draft", True)
    nomination: Nomination = NominationFactory(category=category, nominee=nominee, draft=is_draft, **fields)
    NominationAnswer.objects.create(nomination=nomination, question=question, text=WORDS)
    return nomination


def close(round_: Round) -> None:
    """Let the closing time be over since a minute."""
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now() - timedelta(minutes=1))


def subjects(address: str) -> list[str]:
    """Return the subjects of the mails to an address, in the order in which they were written."""
    return list(OutboxMail.objects.filter(to=address).order_by("pk").values_list("subject", flat=True))
