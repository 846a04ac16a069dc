"""Numbers that stay of nominations which are purged, so that what was counted stays as it was; nobody is in them.

For each day and department it is kept how many nominations there were, and how many people were nominated for the
first time in that round. Somebody who was nominated in two rounds that are purged counts as two people.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from portal.core.registries import Scope
from profiles.counted_people import Row

from .models import Nomination, Nominee

KEY = "nominations"  # in `PurgeRecord.kept`


def person_key(nominee: Nominee) -> str:
    """Return whose a row is: of a technician by their number, of somebody else by name as it was typed."""
    if nominee.technician_id is not None:
        return f"technician {nominee.technician_id}"
    return f"name {' '.join(nominee.name.casefold().split())}"


def numbers_of(nominations: Iterable[Nomination], staying: Iterable[Nominee] = ()) -> list[dict[str, Any]]:
    """Return what is to be kept of nominations that were received, before they are purged: one round's, once.

    Load them with `prefetch_related("nominees__technician")`. Each is counted where its first nominee works, and
    people of a team where each of them works. `staying`: who is nominated in the same round by what is not purged, and
    so is counted already. Write it to `PurgeRecord.kept` under `KEY`.
    """
    seen = {person_key(nominee) for nominee in staying}
    made: Counter[tuple[str, int | None]] = Counter()
    people: Counter[tuple[str, int | None]] = Counter()
    for nomination in sorted(nominations, key=lambda row: (row.sent_at or row.made_at, row.pk)):
        day = timezone.localdate(nomination.sent_at or nomination.made_at).isoformat()
        for place, nominee in enumerate(nomination.nominees.all()):
            department = nominee.technician.department_id if nominee.technician is not None else None
            made[day, department] += place == 0
            if (key := person_key(nominee)) not in seen:
                seen.add(key)
                people[day, department] += 1
    return [
        {"day": day, "department": department, "nominations": made[day, department], "people": people[day, department]}
        for day, department in sorted(made.keys() | people.keys(), key=str)
    ]


def kept_rows(
    scope: Scope, records: Iterable[tuple[int, Mapping[str, Any]]], departments: Iterable[int]
) -> Iterator[Row]:
    """Yield rows for what was kept of a scope's period, as `counted_people` counts them.

    `records`: the numbers of records of a purge and what they keep. A department that is gone counts as none.
    """
    known = set(departments)
    for record, kept in records:
        met: Counter[int | None] = Counter()
        for line in kept.get(KEY, ()):
            place = line["department"] if line["department"] in known else None
            first, met[place] = met[place], met[place] + line["people"]
            if not scope.start <= date.fromisoformat(line["day"]) <= scope.end:
                continue
            yield from _rows(f"purged {record} {place}", place, first, line)


def _rows(whose: str, place: int | None, first: int, line: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each person of a line; their nominations are all put down to the first of them."""
    for number in range(first, first + line["people"]):
        yield Row(f"{whose} {number}", place, line["nominations"] if number == first else 0)
    if not line["people"]:
        yield Row(f"{whose} {max(first - 1, 0)}", place, line["nominations"])
