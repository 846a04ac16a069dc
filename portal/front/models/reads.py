"""How often pages were read, by day. Nothing here says by whom."""

from django.db import models

from portal.front.enums import PageKind
from portal.front.querysets import PageReadsQuerySet


class PageReads(models.Model):
    """How often a page was read on a day.

    `key` is the path of a page, never with a query, or 'page:12' for one that editors keep, which may move. All
    profiles have one key: who of the technicians is read how often is not counted (see decision 16).
    """

    kind = models.CharField(max_length=12, choices=PageKind.choices)
    key = models.CharField(max_length=250)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    objects = PageReadsQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "key"]
        verbose_name = verbose_name_plural = "reads of pages"
        constraints = [
            models.UniqueConstraint(fields=["key", "day"], name="front_reads_once_a_day"),
            models.CheckConstraint(condition=models.Q(kind__in=PageKind.values), name="front_reads_kind_known"),
        ]
        indexes = [models.Index(fields=["day", "kind"])]

    def __str__(self) -> str:
        return f"{self.key} on {self.day}: {self.count}"
