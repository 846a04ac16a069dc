"""Files of a blind round: an organiser looks at each before judges see it."""

from typing import Any

from django.db import transaction

from awards.models import Attachment

from .errors import JudgingError
from .locking import lock_round, note


@transaction.atomic
def release_attachment(round_pk: int, pk: int, *, by: Any, is_released: bool) -> Attachment:
    """Show a file to the judges of a blind round, or hide it again.

    Raises JudgingError where judges see all files, Round.DoesNotExist, and Attachment.DoesNotExist where the file is
    not of this round.
    """
    round_ = lock_round(round_pk)
    if not round_.blind:
        raise JudgingError("Judges of this round see all names, and all files.")
    attachment = Attachment.objects.select_for_update(of=("self",)).get(nomination__round=round_, pk=pk)
    if attachment.is_released != is_released:
        attachment.is_released = is_released
        attachment.save(update_fields=["is_released"])
        note(round_, "release" if is_released else "hide", by, attachment=pk)
    return attachment
