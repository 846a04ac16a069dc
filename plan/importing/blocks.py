"""Tables that are about one action each, turned into tables with an action a row.

Some plans set each action as a card, with the names of the columns down its side, or put the action into a heading
over a few columns that only say who, when and how far.
"""

import re
from dataclasses import replace

from plan.enums import PlanField

from .headers import field_ranks, is_header, known_words
from .tables import Row, Table, Tables, cell_of
from .themes import heading_theme

F = PlanField
_LABEL = re.compile(r"(?P<name>.*?)\s*(?P<number>\b[A-Z]{0,2}\d{1,2}(?:\.\d+)?)?\s*:?$")
_HEADING = re.compile(
    r"(?P<word>(?:action|objective|aim|commitment|initiative|priority|recommendation|project)s?\b)?\s*"
    r"(?:no\.?\s*)?(?P<code>[A-Z]{0,3}[.\- ]?\d{1,2}(?:\.\d{1,2})*)?\s*(?P<stop>[:.)–—-])?\s*(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def an_action_a_row(tables: Tables) -> Tables:
    """Return the tables with those turned that are cards, or have their actions in headings; others as they are."""
    turned = [_with_headings(_upright(table)) for table in tables.tables]
    used = {line for table, before in zip(turned, tables.tables, strict=True) if table.above != before.above
            for line in before.above[-1:]}  # fmt: skip
    return replace(tables, tables=tuple(turned), loose=tuple(line for line in tables.loose if line not in used))


def _upright(table: Table) -> Table:
    """Return a table whose names stand in its first column, as on a card for each action, turned; others as they are.

    A number beside a name (‘Action 1’) becomes a column of its own. The rows are numbered by the first of the card.
    """
    labels = [_LABEL.match(row.cell(0).line) for row in table.rows]
    known = {max(ranks, key=lambda f: ranks[f]) for each in labels if each and (ranks := field_ranks(each["name"]))}
    if not 2 <= table.width <= 3 or len(known) < 3 or len(known) * 5 < len(table.rows) * 3:
        return table
    if any(is_header(row) and len(known_words(row)) > 2 for row in table.rows):
        return table
    number = table.rows[0].number
    names = [cell_of(each["name"] if each else "") for each in labels]
    numbers = [each["number"] for each in labels if each and each["number"]]
    turned = [Row(number, (cell_of("No" if numbers else ""), *names))]
    for column in range(1, table.width):
        cells = (cell_of(numbers[0] if numbers and column == 1 else ""), *(row.cell(column) for row in table.rows))
        turned.append(Row(number + column, cells))
    return replace(table, rows=tuple(row for row in turned if not row.is_blank))


def _with_headings(table: Table) -> Table:
    """Return a table with the action in its first columns, where it stood in a heading over columns that lack it."""
    heads = [at for at, row in enumerate(table.rows) if is_header(row)]
    if not heads or any(_names_actions(table.rows[at]) for at in heads):
        return table
    rows = list(table.rows[: max(0, heads[0] - 1)])
    above = table.above
    for head, until in zip(heads, [*(head - 1 for head in heads[1:]), len(table.rows)], strict=True):
        before = table.rows[head - 1].texts if head else []
        if not head and table.above:
            before, above = list(table.above[-1:]), table.above[:-1]
        heading = _action_in(before[0]) if len(before) == 1 else None
        body = table.rows[head + 1 : until]
        if heading is None or not body:
            return table
        names = table.rows[head]
        rows.append(replace(names, cells=(cell_of("No"), cell_of("Action"), *names.cells)))
        for at, row in enumerate(body):
            own = heading if at == 0 else ("", "")
            rows.append(replace(row, cells=(*map(cell_of, own), *row.cells)))
    return replace(table, rows=tuple(rows), above=above)


def _names_actions(header: Row) -> bool:
    return any(F.TITLE in field_ranks(cell.line) for cell in header.cells if cell)


def _action_in(line: str) -> tuple[str, str] | None:
    """Return the code and the title of a heading that is an action (‘Action V1: open the labs’); None for others."""
    found = _HEADING.fullmatch(" ".join(line.split()))
    if found is None or heading_theme(line) is not None or not (found["word"] or found["code"]):
        return None
    if not (found["code"] or found["stop"]):
        return None
    return (found["code"] or "").strip(), found["title"].strip()
