"""Nominations: who nominates whom for what, with whose words, and what became of it."""

from pathlib import PurePath
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.utils import timezone

from awards.enums import LIVE_NOMINATIONS, FileKind, NominationState, SeconderState
from awards.querysets import NominationQuerySet, NomineeQuerySet, SeconderQuerySet
from portal.core.secrets import new_secret
from profiles.models import Technician
from profiles.models.photos import private_storage

from .asked import SECRET_LENGTH, Asked
from .judging import Candidate
from .rounds import Category, NominationQuestion, Round
from .thanks import Thanks


class Nomination(models.Model):
    """What one person says in favour of one technician or team, in a category of a round.

    `nominator` is whose it is; somebody without an account has a name and a confirmed work address instead, and one
    from paper was entered by an organiser on somebody's behalf. `secret` is the address of a link back. `candidate` is
    set when judging opens: several nominations of one person are brought together there.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations")
    nominator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="nominations"
    )
    nominator_name = models.CharField(max_length=160, blank=True)
    nominator_email = models.EmailField(blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody without an account followed the link in the mail."
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_note = models.CharField(max_length=300, blank=True, help_text="For example ‘Letter of 3 May, on file’.")
    title = models.CharField(max_length=120, blank=True, help_text="One line for the programme.")
    team_name = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=NominationState.choices, default=NominationState.DRAFT)
    secret = models.CharField(max_length=SECRET_LENGTH, unique=True, default=new_secret)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    set_aside_reason = models.CharField(max_length=300, blank=True)
    override_reason = models.CharField(
        max_length=300, blank=True, help_text="Why it counts although a rule on who may be nominated says no."
    )
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations"
    )
    version = models.PositiveIntegerField(default=0, help_text="Rises with each change, so that none is lost.")

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=NominationState.SENT)
                | models.Q(sent_at__isnull=False, category__isnull=False),
                name="awards_sent_in_a_category",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=NominationState.SET_ASIDE) | ~models.Q(set_aside_reason=""),
                name="awards_set_aside_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(overridden_by=None) | ~models.Q(override_reason=""),
                name="awards_overridden_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["round", "state"]), models.Index(fields=["nominator", "state"])]

    def __str__(self) -> str:
        return self.title or f"Nomination {self.pk}"

    @property
    def is_live(self) -> bool:
        """Say whether it is a draft or was sent, and neither withdrawn nor set aside."""
        return self.state in LIVE_NOMINATIONS

    @property
    def is_to_be_confirmed(self) -> bool:
        """Say whether it is a guest's who has not followed the link in the mail."""
        return self.nominator_id is None and self.entered_by_id is None and self.confirmed_at is None

    @property
    def from_name(self) -> str:
        """Return what the nominator is called; of somebody who was erased only that there was one."""
        if self.nominator is not None:
            return str(self.nominator)
        return self.nominator_name or "Name no longer kept"

    @property
    def from_email(self) -> str:
        """Return where the nominator is written to; empty where nobody is left."""
        return self.nominator.email if self.nominator is not None else self.nominator_email


class Nominee(Asked):
    """Whom a nomination is for: one, or each of a team.

    `live_key` says of a live nomination whose it is, for whom and in which category, and is unique: one live
    nomination per nominator, nominee, category and round. It is NULL where there is nothing to compare.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="nominees")
    technician = models.ForeignKey(
        Technician, null=True, blank=True, on_delete=models.SET_NULL, related_name="nominated"
    )
    secret = models.CharField(max_length=SECRET_LENGTH, unique=True, default=new_secret)
    live_key = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = NomineeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "technician"], name="awards_nominee_once"),
            models.CheckConstraint(
                condition=models.Q(recorded_by=None) | ~models.Q(recorded_reason=""),
                name="awards_nominee_recorded_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "A technician"


class NominationAnswer(models.Model):
    """What a nominator wrote to a question."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(NominationQuestion, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(max_length=40_000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "question"], name="awards_answer_once")]

    def __str__(self) -> str:
        return f"Answer to {self.question_id}"


def attachment_path(attachment: "Attachment", name: str) -> str:
    """Return where a file is kept: under a random name, of what was sent only the kind that was found in it."""
    return f"awards/{new_secret()}{PurePath(name).suffix}"


class Attachment(models.Model):
    """A file beside a nomination: checked, made anew, and given another name.

    `is_released`: an organiser looked at it and found that it may be shown in a blind round.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=3, choices=FileKind.choices)
    file = models.FileField(upload_to=attachment_path, max_length=200, storage=private_storage)
    label = models.CharField("what it shows", max_length=120)
    size = models.PositiveIntegerField(help_text="Bytes.")
    is_released = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class Seconder(models.Model):
    """Somebody who was invited to add their words to a nomination."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="seconders")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="seconded"
    )
    name = models.CharField(max_length=160)
    email = models.EmailField()
    words = models.TextField(max_length=4000, blank=True)
    state = models.CharField(max_length=10, choices=SeconderState.choices, default=SeconderState.INVITED)
    secret = models.CharField(max_length=SECRET_LENGTH, unique=True, default=new_secret)
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SeconderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["nomination", "email"], name="awards_seconder_once")]

    def __str__(self) -> str:
        return self.name


class ReleasedThanks(models.Model):
    """Thanks as evidence in a nomination: given by the nominee, or chosen by whoever nominates of those released."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="released_thanks")
    thanks = models.ForeignKey(Thanks, on_delete=models.CASCADE, related_name="released_in")
    released_at = models.DateTimeField(default=timezone.now)
    is_by_nominee = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "released thanks"
        constraints = [models.UniqueConstraint(fields=["nomination", "thanks"], name="awards_released_once")]

    def __str__(self) -> str:
        return "Thanks as evidence"


class NominationChange(models.Model):
    """What an organiser changed in a nomination, and why; its nominator sees it."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.what


# Else the admin lists people's nominations among the uses of a page
cast("Any", Nomination._meta.get_field("round")).wagtail_reference_index_ignore = True
