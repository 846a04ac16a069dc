"""Let a round's time come: `python -m tests.journeys.award_times <round> closed|letters|announced`.

In a process of its own: the server and the browser stay in the present, so the times of the round are moved, as an
organiser who set them earlier would have had them.
"""

import sys
from datetime import timedelta

import django
from django.utils import timezone

ORDER = ("opens_at", "closes_at", "judging_ends_at", "letters_at", "announce_at")
REACHED = {"closed": "closes_at", "letters": "letters_at", "announced": "announce_at"}


def main(round_pk: int, stage: str) -> None:
    """Put all times up to this one into the last minutes, and the others into the next days."""
    django.setup()
    from awards.models import Honour, Round  # noqa: PLC0415 (after setup)

    now, last = timezone.now(), ORDER.index(REACHED[stage])
    past = {name: now - timedelta(minutes=last + 1 - place) for place, name in enumerate(ORDER[: last + 1])}
    coming = {name: now + timedelta(days=place + 1) for place, name in enumerate(ORDER[last + 1 :])}
    Round.objects.filter(pk=round_pk).update(**past, **coming)
    honours = Honour.objects.filter(candidate__category__round=round_pk)
    honours.update(announced_at=Round.objects.get(pk=round_pk).announce_at)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
