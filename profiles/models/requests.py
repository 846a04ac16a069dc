"""What people ask of each other about a profile: look at a certificate, take a draft, mend a fault, reuse a photo."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.enums import CheckState, DraftState, ProblemKind, ProblemState, ReuseState, Section
from profiles.querysets import CertificateCheckQuerySet, PhotoReuseQuerySet


class CertificateCheck(models.Model):
    """A technician asks a steward to look at the certificate of one registration: the only way one sees it."""

    registration = models.ForeignKey("profiles.Registration", on_delete=models.CASCADE, related_name="checks")
    state = models.CharField(max_length=10, choices=CheckState.choices, default=CheckState.ASKED, db_index=True)
    how = models.CharField(
        "how it can be seen",
        max_length=300,
        help_text="For example ‘I bring it on Tuesday’, or a number and where it can be looked up.",
    )
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField("words to the owner", max_length=300, blank=True)

    objects: ClassVar = CertificateCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        permissions = [("check_certificate", "Can look at certificates and say so")]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state=CheckState.ASKED), name="profiles_one_open_check"
            )
        ]

    def __str__(self) -> str:
        return f"Check of {self.registration_id}: {self.get_state_display()}"


class SectionDraft(models.Model):
    """A section that somebody else wrote for a profile. Only the owner publishes it, through their own form."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="drafts")
    section = models.CharField(max_length=20, choices=Section.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="section_drafts")
    fields = models.JSONField(help_text="What the author put into the section's form, by field.")
    note = models.CharField("a line to go with it", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OFFERED, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField("words to the author", max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["technician", "section", "author"],
                condition=Q(state=DraftState.OFFERED),
                name="profiles_one_offered_draft",
            )
        ]

    def __str__(self) -> str:
        return f"Draft of {self.get_section_display()}: {self.get_state_display()}"


class ProblemReport(models.Model):
    """Somebody says that something about a profile is not right; stewards see to it."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="problem_reports")
    kind = models.CharField(max_length=12, choices=ProblemKind.choices, default=ProblemKind.OUT_OF_DATE)
    words = models.TextField("what is the matter", max_length=2000)
    reply_to = models.EmailField("your email, if you would like an answer", blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=6, choices=ProblemState.choices, default=ProblemState.OPEN, db_index=True)
    reported_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField("what was done", max_length=300, blank=True)

    class Meta:
        ordering = ["-reported_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.reported_at:%d %B %Y}"


class PhotoReuse(models.Model):
    """An editor asks to use a technician's photo elsewhere; agreed, a copy goes into the editors' library.

    The row says who asked, what for and until when, and what its owner answered; the words agreed to stand in the log
    of consents. The copy knows nothing of all that: it is found from here.
    """

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="photo_reuses")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    purpose = models.CharField("what for", max_length=120)
    until = models.DateField("until when", help_text="The last day of use.")
    state = models.CharField(max_length=10, choices=ReuseState.choices, default=ReuseState.ASKED, db_index=True)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField("words to the editor", max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    copy = models.OneToOneField(
        "core.PortalImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="photo_reuse"
    )

    objects: ClassVar = PhotoReuseQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(copy__isnull=True) | Q(state=ReuseState.AGREED), name="profiles_copy_only_where_agreed"
            ),
            models.UniqueConstraint(
                fields=["technician", "editor"], condition=Q(state=ReuseState.ASKED), name="profiles_one_open_reuse"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.get_state_display()}"
