"""Places for technicians: `python -m tests.journeys.booked <occurrence> <how many>`.

As they booked themselves, each from their own account, while the browser was looking elsewhere.
"""

import sys

import django


def main(occurrence: str, how_many: int) -> None:
    """Book for so many of the prepared site's neighbours; say what the organiser's list calls each."""
    django.setup()
    from events.services.booking import book  # noqa: PLC0415 (after setup)
    from profiles.models import Technician  # noqa: PLC0415 (after setup)

    neighbours = Technician.objects.filter(headline="I keep the magnet cold.").order_by("pk")[:how_many]
    for person in neighbours.select_related("user"):
        sys.stdout.write(f"{book(int(occurrence), user=person.user, answers={}).name}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
