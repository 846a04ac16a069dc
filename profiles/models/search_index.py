"""The directory's index on the database: what each audience may find, apart from each other.

Written only from `ProfileView` (profiles/visibility.py). The words themselves stand in an FTS5 table (SQLite) or
a tsvector column (PostgreSQL) for each audience, made by a migration and kept by the engine; these rows carry sorting
and facets. docs/decisions/0022 says why facets are sets.
"""

from django.db import models

from profiles.enums import Audience


class SearchEntry(models.Model):
    """One technician as one audience finds them."""

    technician = models.ForeignKey("profiles.Technician", on_delete=models.CASCADE, related_name="search_entries")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    sort_name = models.CharField(max_length=200, help_text="Family name, given name, folded to plain lower case.")
    updated_at = models.DateTimeField()
    digest = models.CharField(max_length=80, help_text="Of the document held: two that differ say different things.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["technician", "audience"], name="profiles_search_entry_once"),
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.ONLY_ME), name="profiles_search_entry_never_private"
            ),
        ]
        indexes = [
            # All that a page in one of these orders needs: it is read from the index alone
            models.Index(fields=["audience", "sort_name", "technician"], name="profiles_search_by_name"),
            models.Index(
                fields=["audience", "-updated_at", "sort_name", "technician"], name="profiles_search_by_change"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort_name} ({self.audience})"


class SearchState(models.Model):
    """What an audience's index is at: the row that every writer locks, and by which readers know what is news."""

    audience = models.CharField(max_length=10, choices=Audience.choices, unique=True)
    token = models.CharField(max_length=32, help_text="Drawn anew by each write; not counted, since writes roll back.")
    how_made = models.CharField(
        max_length=32, blank=True, help_text="What the whole index was last made as; empty where it never was."
    )

    def __str__(self) -> str:
        return f"{self.audience} at {self.token}"


class SearchSet(models.Model):
    """Who of an audience's index has a value, under which they are counted and filtered: ('skill', 'welding').

    The set without facet and value is everybody whom the audience finds.
    """

    audience = models.CharField(max_length=10, choices=Audience.choices)
    facet = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=140, blank=True)
    label = models.CharField(max_length=150, blank=True)
    size = models.PositiveIntegerField()
    people = models.BinaryField(help_text="A Roaring bitmap of technicians' primary keys, as it is serialised.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "facet", "value"], name="profiles_search_set_once"),
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.ONLY_ME), name="profiles_search_set_never_private"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.value} ({self.audience}): {self.size}"
