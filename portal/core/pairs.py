"""Short rows of something, read with it in one query: two columns of each, as an object of JSON."""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler


class Pairs(Subquery):
    """The rows of a query as one object: what `name` says of each leads to what `held` says.

    For rows of which there is one a name, and few: reading them so spares a query wherever their owner is read.
    """

    template = "(SELECT json_group_object(name, held) FROM (%(subquery)s) AS pairs)"
    output_field = JSONField()

    def __init__(self, rows: QuerySet[Any], *, name: Any, held: Any) -> None:
        super().__init__(rows.order_by().values(name=name, held=held))

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        """Return the same in PostgreSQL's words, which give nothing for no rows."""
        template = "(SELECT COALESCE(jsonb_object_agg(name, held), '{}') FROM (%(subquery)s) AS pairs)"
        return self.as_sql(compiler, connection, template=template, **extra)
