"""The sample university's staff list with three mistakes, brought as a steward would bring it."""

from django.core.files.base import ContentFile

from portal.demo.sample import BAD_ROWS
from profiles.enums import RosterScope
from profiles.models import Technician
from profiles.services.rosters import start_applying, start_checking, upload_roster

READ = [
    (2, "new", "W71001", []),
    (3, "refused", "W71002", ["The staff number W71002 stands on line 6 too."]),
    (4, "refused", "", ["The staff number is missing."]),
    (5, "new", "W71004", []),
    (6, "refused", "W71002", ["The staff number W71002 stands on line 3 too."]),
    (7, "refused", "W71006", ["Started: ‘2026-06-31’ is not a day of the calendar."]),
    (8, "new", "W71007", []),
    (9, "new", "W71008", []),
]


def test_bad_rows_are_refused_with_their_reasons_and_the_others_applied(db: None) -> None:
    file = ContentFile(BAD_ROWS.read_bytes(), name=BAD_ROWS.name)
    roster = upload_roster(file, RosterScope.WHOLE, [], None)
    start_checking(roster, add_places=True)
    rows = roster.rows.order_by("number").values_list("number", "outcome", "staff_number", "reasons")
    assert list(rows) == READ
    start_applying(roster, confirmed_gone=False, user=None)
    numbers = Technician.objects.order_by("staff_number").values_list("staff_number", flat=True)
    assert list(numbers) == ["W71001", "W71004", "W71007", "W71008"]
