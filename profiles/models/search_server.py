"""What the database remembers of the search server that it stands behind: what it lacks, and when it lacked nothing."""

from django.db import models
from django.utils import timezone


class SearchWaiting(models.Model):
    """A technician whose entry on the search server is to be written: made with the change, gone once it is written.

    The keys number the changes, so that of two about somebody the server keeps the later. A technician's key and no
    relation, since those who are deleted are to be taken out there too.
    """

    technician_pk = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.technician_pk} since {self.created_at:%Y-%m-%d %H:%M:%S}"


class SearchServer(models.Model):
    """When a search server was last known to hold what the database holds, but for what waits to be written."""

    address = models.CharField(max_length=64, unique=True, help_text="A digest of its address and our indices' names.")
    in_step_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"in step at {self.in_step_at:%Y-%m-%d %H:%M:%S}"
