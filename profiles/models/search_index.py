"""The directory's index on the database: what each audience may find, apart from each other.

Written only from `ProfileView` (profiles/visibility.py). The words themselves stand in an FTS5 table (SQLite) or
a tsvector column (PostgreSQL) that the search backend makes and keeps; these rows carry sorting and facets.
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
            models.Index(fields=["audience", "sort_name"]),
            models.Index(fields=["audience", "-updated_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.sort_name} ({self.audience})"


class SearchFacet(models.Model):
    """A value under which an entry is counted and filtered: ('skill', 'welding-and-brazing')."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=140)
    label = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "facet", "value"], name="profiles_search_facet_once")]
        indexes = [models.Index(fields=["facet", "value"])]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"
