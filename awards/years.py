"""What awards tell a technician of their own year: what they won, and who thanked them.

Nominations are left out: not all who are nominated know of it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from portal.core.registries import YearPart, YearRow, my_year
from portal.core.times import midnight

from .honour_list import board_url
from .models import Honour, Thanks
from .thanked import received_view


def _honours(technician: int, start: date, end: date, most: int) -> Iterable[YearRow]:
    """Return what they won and was announced in these days, whether or not others may know."""
    rows = Honour.objects.announced(timezone.now()).filter(people__technician=technician)
    within = rows.filter(announced_at__gte=midnight(start), announced_at__lt=midnight(end + timedelta(days=1)))
    for row in within.select_related("scheme").order_by("-announced_at", "-pk")[:most]:
        parts = (row.get_kind_display(), row.category_name, row.team_name)
        on = timezone.localdate(row.announced_at)
        yield YearRow(
            on, row.scheme.title, ", ".join(part for part in parts if part), board_url(row.scheme.slug, row.year)
        )


def _thanks(technician: int, start: date, end: date, most: int) -> Iterable[YearRow]:
    """Return thanks that they kept; those not looked at yet and those for nobody else's eyes stay out."""
    rows = Thanks.objects.filter(technician=technician, is_kept=True).with_sender()
    within = rows.filter(sent_at__gte=midnight(start), sent_at__lt=midnight(end + timedelta(days=1)))
    for view in map(received_view, within[:most]):
        yield YearRow(view.on, f"Thanks from {view.other}", f"‘{view.words}’")


def register_year_parts() -> None:
    """Offer them to 'my year'."""
    my_year.register(YearPart("awards_honours", "Awards", _honours, "What you win stands here once it is announced."))
    none_thanked = "Thanks that colleagues sent you, and you kept, stand here."
    my_year.register(YearPart("awards_thanks", "Thanks that you kept", _thanks, none_thanked))
