"""From tables and matched columns to a plan: the one way in for the command and the preview."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plan.enums import LONGEST_CODE, ActionStatus, PlanField, RowBecame, ThemeSlug
from plan.spans import PlanPeriod

from .actions import LEADING_CODE, Context, make_action, themes_in_prose
from .columns import Matches
from .headers import sections_of
from .leads import names_without_and
from .own_table import own_table, understand_own
from .result import ActionAsRead, PlanAsRead, RowAsRead
from .rows import Draft, Seen, Told, legend_of_row, walk
from .status import colour_of_fill, legend_in, meaning_of
from .tables import Tables
from .themes import code_themes, heading_theme

F = PlanField
_THEME_LETTERS = {ThemeSlug.VISIBILITY: "V", ThemeSlug.RECOGNITION: "R", ThemeSlug.CAREER_DEVELOPMENT: "C",
                  ThemeSlug.SUSTAINABILITY: "S", ThemeSlug.EVALUATING_IMPACT: "E"}  # fmt: skip


def understand(
    tables: Tables,
    matches: Matches,
    period: PlanPeriod,
    legend: Mapping[str, ActionStatus] | None = None,
    title: str = "",
    told: Told | None = None,
) -> PlanAsRead:
    """Return the plan in the tables, their columns matched as `matches` say.

    `legend` says what colours mean, by their names, and goes before what the file says itself. `matches` must be
    those of these tables (from `guess_columns`, corrected or not). `told` says what rows are, by their places in
    `PlanAsRead.rows`, which stay the same. The portal's own export is read as it was exported.
    """
    if (own := own_table(tables)) is not None:
        return understand_own(own, title, period)
    drafts, seen = walk(sections_of(tables.tables), matches, told or {})
    context = Context(period, _legend(tables, seen) | dict(legend or {}), _known_names(drafts))
    context.titles_have_codes = _titles_have_codes(drafts)
    context.colour_column = _colour_column(drafts)
    actions = [make_action(draft, context) for draft in drafts]
    actions = _with_themes(actions, drafts, context)
    warnings = [*tables.notes, *_gaps(actions), *_unsure(matches, drafts)]
    actions = _with_codes(actions, drafts)
    if not actions:
        warnings.append("No action was found. Say which column holds the actions.")
    outside = _outside(tables, seen)
    warnings += [f"Outside the actions: ‘{text}’" for text in outside]
    return replace(_plan(title, context, actions, (drafts, seen), warnings), outside=tuple(dict.fromkeys(outside)))


def _plan(
    title: str,
    context: Context,
    actions: Sequence[ActionAsRead],
    walked: tuple[Sequence[Draft], Sequence[Seen]],
    warnings: Sequence[str],
) -> PlanAsRead:
    drafts, seen = walked
    codes = {id(draft): action.code for draft, action in zip(drafts, actions, strict=True)}
    rows = tuple(
        RowAsRead(
            each.table, each.row.number, tuple(cell.text for cell in each.row.cells), each.became,
            codes.get(id(each.draft), ""), tuple(dict.fromkeys(each.doubts)),
        )
        for each in seen
    )  # fmt: skip
    places: dict[int, list[int]] = {}
    for place, each in enumerate(seen):
        places.setdefault(id(each.draft), []).append(place)
    made = tuple(replace(action, rows=tuple(places[id(draft)])) for draft, action in zip(drafts, actions, strict=True))
    return PlanAsRead(title, context.period, made, rows, tuple(dict.fromkeys(warnings)), tuple(sorted(context.asked)))


def _legend(tables: Tables, seen: Sequence[Seen]) -> dict[str, ActionStatus]:
    """Return what the file says that its colours mean: in its rows, or in the text around its tables."""
    found: dict[str, ActionStatus] = {}
    for line in tables.loose:
        found |= legend_in(line)
    for each in seen:
        if each.became in {RowBecame.LEGEND, RowBecame.TEXT, RowBecame.HEADER}:
            found |= legend_in(" ".join(each.row.texts))
            found |= {colour: state for colour, text in legend_of_row(each.row).items() if (state := meaning_of(text))}
    return found


def _known_names(drafts: Sequence[Draft]) -> set[str]:
    cells = [
        row.cell(index).text
        for draft in drafts
        for row in draft.rows
        for index in draft.layout.of(F.LEADS, F.STAKEHOLDERS)
    ]
    return names_without_and(cells)


def _titles_have_codes(drafts: Sequence[Draft]) -> bool:
    """Say whether most titles begin with a code, and no column holds codes."""
    titles = [draft.rows[0].cell(index).line for draft in drafts for index in draft.layout.of(F.TITLE)[:1]]
    coded = [title for title in titles if LEADING_CODE.match(title)]
    return len(coded) * 5 > len(titles) * 3 and not any(draft.layout.of(F.CODE) for draft in drafts)


def _colour_column(drafts: Sequence[Draft]) -> int | None:
    """Return the column whose cells wear the colours of a traffic light, where none is named for the status.

    Colours that only tell themes apart, or every second row, say nothing: there must be two, and not one a theme.
    """
    if any(draft.layout.of(F.STATUS) for draft in drafts):
        return None
    worn: dict[int, list[tuple[str, str]]] = {}
    for draft in drafts:
        times = set(draft.layout.of(F.PERIOD))  # painted cells there are bars
        for index, cell in enumerate(draft.rows[0].cells):
            if index not in times and (colour := colour_of_fill(cell.fill)):
                worn.setdefault(index, []).append((colour, draft.column_theme or ",".join(draft.themes)))
    for index in sorted(worn, key=lambda each: len(worn[each])):
        colours = Counter(colour for colour, _ in worn[index])
        by_theme = {theme: {c for c, other in worn[index] if other == theme} for _, theme in worn[index]}
        is_decoration = len(by_theme) > 1 and all(len(each) == 1 for each in by_theme.values())
        if len(colours) >= 2 and not is_decoration:
            return index
    return None


def _with_themes(actions: list[ActionAsRead], drafts: Sequence[Draft], context: Context) -> list[ActionAsRead]:
    """Give themes by the letters of the codes, then by the running text, where nothing else says any."""
    by_code = code_themes(action.code for action in actions if action.code_given)
    says_themes = any(action.themes for action in actions)
    made = []
    for action, draft in zip(actions, drafts, strict=True):
        from_code = by_code.get(action.code)
        if action.themes and from_code and from_code not in action.themes:
            draft.seen.doubts.append(f"The code {action.code} looks like {from_code.label}; the plan says otherwise.")
        themes = action.themes or ((from_code,) if from_code else ())
        if not themes and not says_themes:
            themes = tuple(themes_in_prose(draft, context))
        made.append(replace(action, themes=themes))
    if any(action.themes for action in made):
        for action, draft in zip(made, drafts, strict=True):
            if not action.themes:
                draft.seen.doubts.append("No theme was found.")
    return made


def _gaps(actions: Sequence[ActionAsRead]) -> list[str]:
    """Say which whole numbers are missing between the first and the last; they stay missing."""
    numbers = [int(action.code) for action in actions if action.code.isdigit()]
    if len(numbers) < 3 or len(numbers) < len(actions):
        return []
    missing = sorted(set(range(min(numbers), max(numbers))) - set(numbers))
    if not missing or len(missing) > len(numbers):
        return []
    return [f"The original has no action {', '.join(map(str, missing))}; the others keep their numbers."]


def _unsure(matches: Matches, drafts: Sequence[Draft]) -> list[str]:
    used = {id(draft.layout) for draft in drafts}
    return [
        f"The column ‘{column.name or column.index + 1}’ was taken for ‘{column.field.label}’ by what stands in it."
        for layout in matches
        if id(layout) in used
        for column in layout.columns
        if not column.is_sure and column.samples
    ]


def _with_codes(actions: Sequence[ActionAsRead], drafts: Sequence[Draft]) -> list[ActionAsRead]:
    """Give each action a code of its own: a number in order where the original has none, or has it twice."""
    actions = [_with_short_code(action) for action in actions]
    given = Counter(action.code for action in actions if action.code)
    used = {code for code, count in given.items() if count == 1}
    made: list[ActionAsRead] = []
    for number, (action, draft) in enumerate(zip(actions, drafts, strict=True), start=1):
        if action.code and action.code in used and given[action.code] == 1:
            made.append(action)
            continue
        code = _free(_ways(action, number), used)
        used.add(code)
        if action.code and code != action.code:
            draft.seen.doubts.append(f"The original has {action.code} more than once; here it is {code}.")
            notes = "\n".join(text for text in (action.notes, f"Number in the original: {action.code}") if text)
            action = replace(action, notes=notes, code_given=False)  # noqa: PLW2901 (the same action, told apart)
        made.append(replace(action, code=code))
    return made


def _with_short_code(action: ActionAsRead) -> ActionAsRead:
    """Return the action without what is too long for a code; it stands in the notes."""
    if len(action.code) <= LONGEST_CODE:
        return action
    notes = "\n".join(text for text in (action.notes, f"Number in the original: {action.code}") if text)
    return replace(action, code="", code_given=False, notes=notes)


def _ways(action: ActionAsRead, number: int) -> list[str]:
    letter = _THEME_LETTERS[action.themes[0]] if len(action.themes) == 1 else ""
    if action.code:
        return [*([f"{letter}{action.code}"] if letter and action.code.isdigit() else [action.code]), f"{action.code}."]
    return [str(number), f"{number}."]


def _free(ways: Sequence[str], used: set[str]) -> str:
    """Return the first way that is free, else the last with the first number that makes it so."""
    for way in ways:
        if way not in used and not way.endswith("."):
            return way
    number = 1
    while f"{ways[-1]}{number}" in used:
        number += 1
    return f"{ways[-1]}{number}"


def _outside(tables: Tables, seen: Sequence[Seen]) -> list[str]:
    """Return the text that belongs to no action, so that whoever imports the plan can keep it."""
    rows = [" – ".join(each.row.texts) for each in seen if each.became == RowBecame.TEXT]
    loose = [line for line in tables.loose if (heading_theme(line) or ("", line))[1]]  # bare themes head their tables
    return [text for text in (*loose, *rows) if text]
