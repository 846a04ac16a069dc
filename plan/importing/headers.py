"""Finding the rows that name the columns, wherever they stand, and what each column's name says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plan.enums import PlanField, ThemeSlug
from portal.core.incoming.headings import header_word

from .tables import Row, Table
from .themes import named_themes

_LONGEST = 70  # characters: what is longer is no name of a column
F = PlanField
# What the words of a heading say, the surest first within a field. Compared whole, by `header_word`.
_WORDS: tuple[tuple[PlanField, int, str], ...] = (
    (F.CODE, 9, r"(?:action |item |plan |objective |aim |ref |reference |serial |activity )?"
                r"(?:no|nos|num|number|ref|reference|code|id|nr|number number)(?: no| number)?"),
    (F.CODE, 6, r"item|number|s no|sr no"),
    (F.TITLE, 9, r"(?:the |planned |proposed |agreed |key |main |specific )?actions?(?: statement| title| name| point"
                 r"| item| objective| description| to be taken| and objectives?| or objective| aim)?"),
    (F.TITLE, 8, r"planned actions?(?: objectives?)?|recommendations?|commitments?|initiatives?|activity|"
                 r"what(?: will we do| we will do| are we going to do)?|description of action|title|task|project"),
    (F.TITLE, 6, r"(?:key |strategic |specific |smart |main )?(?:aims?|objectives?|goals?|priority|priorities|"
                 r"aims? and objectives?|area of focus|focus|issue|aim objective)"),
    (F.STEPS, 9, r"(?:sub ?tasks?|milestones?|steps?|sub ?actions?)(?: \d)?|(?:specific |supporting |key |detailed |"
                 r"sub |individual |required |further )(?:actions?|activities|tasks?)(?: required| needed| points)?|"
                 r"(?:actions?|activities|tasks?|steps?|milestones?)"
                 r"(?: required| needed| steps)?|"
                 r"steps?(?: to be taken| to take| taken)?|sub (?:tasks?|steps?)|activities|tasks|milestones?(?: and"
                 r" deliverables?)?|deliverables?|how(?: will we do (?:it|this)| we will do it)?|"
                 r"implementation(?: steps?)?|next steps?"),
    (F.DETAIL, 9, r"details?(?: of (?:the )?actions?)?|(?:action |full |further )?descriptions?|further details?"),
    (F.DETAIL, 6, r"rationale|why|background|context|purpose|summary|explanation|reason(?:s|ing)?|evidence base|"
                  r"current position|more information|information"),
    (F.THEME, 9, r"(?:commitment |key |tc |technician commitment |action )?(?:themes?|pillars?|strands?)"
                 r"(?: area| s)?|commitment areas?|areas? of (?:the )?(?:technician )?commitment"),
    (F.THEME, 5, r"areas?|categor(?:y|ies)|sections?|key areas?|commitments?"),
    (F.LEADS, 9, r"(?:action |project |overall )?(?:leads?|owners?)(?: (?:person|officer|name|role|department|s|"
                 r"responsible|owner|lead))?|responsib(?:le|ility|ilities)(?: (?:person|officer|lead|owner|of|for "
                 r"action))?|(?:persons?|people|staff|team|who is|who s) responsible|by whom|who|whom|who by|accountab"
                 r"(?:le|ility)|assigned(?: to)?|lead(?:s)? (?:and|or) (?:owner|support|team|partners)|"
                 r"lead responsib(?:le|ility)|actioned by|action by|held by|led by"),
    (F.STAKEHOLDERS, 9, r"(?:key )?stakeholders?(?: involved)?|partners?|supported by|support(?:ing)? (?:team|staff)|"
                        r"support|consult(?:ed|ees)|involv(?:ed|ing)|who (?:else )?is involved|contributors?|"
                        r"people involved|working with|collaborators?"),
    (F.SUCCESS, 9, r"(?:key )?(?:success|impact|outcome|performance)(?:es)? (?:measures?|criteria|criterion|"
                   r"indicators?|metrics?)(?: s)?|measures?(?: of (?:success|impact))?|kpi s?|kpis|"
                   r"(?:expected |intended |desired |planned |anticipated |target )?(?:outcomes?|outputs?|impacts?|"
                   r"results?)(?: measures?)?|metrics?|what (?:will )?(?:success|good)(?: will)? looks? like|"
                   r"how (?:will )?(?:we|you) (?:will )?(?:know|measure).*|indicators?(?: of success)?|"
                   r"evidence(?: of success)?|measurable|success|monitoring"),
    (F.TIMESCALE, 9, r"(?:target |completion |due |end |delivery |planned |expected |review |deadline )?(?:dates?|"
                     r"timescales?|time scales?|time ?frames?|deadlines?|timelines?|timings?)(?: s)?(?: for (?:"
                     r"completion|delivery))?|(?:target )?(?:date|year) (?:of|for) (?:completion|delivery)|when|"
                     r"by when|due(?: by)?|(?:to be )?complet(?:ed|e|ion) (?:by|date)|timing|schedule|period|"
                     r"target completion(?: date)?|date due|duration|term"),
    (F.TIMESCALE, 5, r"by|on|month|target month|(?:key |main )?milestones?(?: dates?)?"),
    (F.LEADS, 4, r"by|name|role|team|department|contact|staff"),
    (F.TIMESCALE, 4, r"targets?|year|years|plan year|academic year"),
    (F.START, 9, r"(?:planned )?(?:start|from|begin|starts|commence(?:ment)?|started)(?: date| month)?|date started|"
                 r"start(?:ing)? from"),
    (F.END, 9, r"(?:planned )?(?:end|finish|ends|until|to)(?: date| month)?|completion"),
    (F.STATUS, 9, r"(?:current |action |progress |rag |overall )?(?:status|rag|state)(?: rating| rag| update)?"
                  r"|rag rating|b?rag|traffic light|(?:percent(?:age)? |per cent )?(?:complete|done|completed)|"
                  r"percent(?:age)? complete|completed y n|progress rating|achieved"),
    (F.CONTINUES, 9, r"(?:previous|old|former|prior|earlier)(?: plan)?(?: action)?(?: ref(?:erence)?| no| number| code"
                     r"| plan)?|(?:ref(?:erence)? )?(?:in|from) (?:the )?(?:previous|old) plan|carried (?:over|forward)"
                     r" from|links? to previous plan"),
    (F.NOTES, 9, r"comments?(?: .*)?|notes?|remarks?|(?:progress|update|latest)(?: .*)?|updates?(?: .*)?|"
                 r"(?:resources?|budget|costs?|risks?|dependenc(?:y|ies)|evidence|links?|funding)(?: .*)?|"
                 r"priority(?: level)?|feedback"),
)  # fmt: skip
# Where no heading fits whole, the first of these words in it speaks, less surely.
_KEYWORDS: tuple[tuple[PlanField, str], ...] = (
    (F.TITLE, r"action|activity|initiative|recommendation|commitment"),
    (F.STEPS, r"actions|activities|steps|tasks|milestones"),
    (F.LEADS, r"leads?|leaders?|leading|led|own(?:er|ers|ed)|responsib\w*|accountab\w*|who|whom"),
    (F.STAKEHOLDERS, r"stakeholders?|partners?|support(?:ed|ing)?|involved"),
    (F.TIMESCALE, r"dates?|timescales?|timeframes?|timelines?|timings?|deadlines?|when|due|completion|delivery|by$"),
    (F.SUCCESS, r"success|measures?|kpis?|outcomes?|impacts?|indicators?|outputs?|criteria|results?"),
    (F.STATUS, r"status|rag|rating"),
    (F.THEME, r"themes?|pillars?|strands?"),
    (F.DETAIL, r"details?|descriptions?|rationale|background"),
    (F.NOTES, r"comments?|notes?|progress|updates?|resources?|evidence|budget|costs?"),
)
_SPOKEN = [(field, re.compile(rf"\b(?:{words})\b")) for field, words in _KEYWORDS]
_SURE = 4  # ranks below are spoken by a single word
_KNOWN = [(field, rank, re.compile(pattern)) for field, rank, pattern in _WORDS]
_YEAR_HEAD = re.compile(
    r"(?:plan )?(?:year|yr|y) ?\d|(?:20)\d\d(?: \d{2,4})?|q[1-4](?: .*)?|(?:autumn|spring|summer) .*"
)
_MARK_HEADS = {"v": "visibility", "r": "recognition", "c": "career", "cd": "career", "s": "sustainability",
               "e": "evaluating impact", "ei": "evaluating impact"}  # fmt: skip


def field_ranks(name: str) -> dict[PlanField, int]:
    """Return the fields that a column's name may stand for, and how surely (up to 9)."""
    word = header_word(name)
    ranks: dict[PlanField, int] = {}
    for field, rank, pattern in _KNOWN:
        if word and pattern.fullmatch(word):
            ranks[field] = max(rank, ranks.get(field, 0))
    if not ranks and word and _YEAR_HEAD.fullmatch(word):
        ranks[F.PERIOD] = 8
    return ranks or _spoken(word)


def _spoken(word: str) -> dict[PlanField, int]:
    """Return the field that the first telling word of a heading speaks of; ‘actions’ may be the action or its steps."""
    found = [(match.start(), field) for field, pattern in _SPOKEN if (match := pattern.search(word))]
    if not found or len(word.split()) > 8 or theme_of_name(word) is not None:
        return {}
    field = min(found, key=lambda pair: pair[0])[1]
    return {F.TITLE: 3, F.STEPS: 3} if field == F.STEPS else {field: 3}


def theme_of_name(name: str) -> ThemeSlug | None:
    """Return the theme that a column is named for."""
    themes = named_themes(name) if len(name) < _LONGEST else []
    named = sum(len(re.findall(r"\w+", word)) for word in re.findall(r"(?i)career\W*(?:develop\w*|progress\w*)?", name))
    rest = len(re.findall(r"\w+", name)) - max(1, named)
    return themes[0] if len(themes) == 1 and rest <= 1 else None


def known_words(row: Row) -> set[str]:
    """Return the fields and themes that the cells of a row name, as a header would."""
    found: set[str] = set()
    for cell in row.cells:
        if not cell or len(cell.line) > _LONGEST or re.search(r"[.!?]\s+\S", cell.line):
            continue
        ranks = field_ranks(cell.line)
        if ranks:
            found.add(max(ranks, key=lambda field: ranks[field]).value)
        elif theme := theme_of_name(cell.line):
            found.add(f"theme {theme.value}")
    return found


def is_header(row: Row) -> bool:
    """Say whether a row names columns: at least two known ones, and most of its cells."""
    filled = [cell for cell in row.cells if cell]
    known = known_words(row)
    only_themes = all(word.startswith("theme ") or word == F.PERIOD.value for word in known)
    short = all(len(cell.line) <= _LONGEST * 2 for cell in filled)
    letters = [cell for cell in filled if header_word(cell.line) in _MARK_HEADS]
    if len(letters) >= 3 and any(_is_sure(cell.line) for cell in filled) and short:
        return len(known) + len(letters) >= len(filled) - 1
    sure = [cell for cell in filled if _is_sure(cell.line)]
    enough = len(known) * 2 >= len(filled) - 1 or (len(known) >= 4 and all(len(cell.line) <= 30 for cell in filled))
    return len(known) >= 2 and len(sure) >= min(2, len(known)) and short and not only_themes and enough


def _is_sure(text: str) -> bool:
    return max(field_ranks(text).values(), default=0) >= _SURE or theme_of_name(text) is not None


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one header. `header` is its row; None where the table goes on from another without one."""

    table: Table
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    headers: tuple[Row, ...] = ()
    before: tuple[Row, ...] = ()


def sections_of(tables: Sequence[Table]) -> list[Section]:
    """Return the sections of all tables, in order; a table without a header takes that of the last one as wide."""
    found: list[Section] = []
    for table in tables:
        heads = [index for index, row in enumerate(table.rows) if is_header(row)]
        if not heads and not any(len(each.names) == table.width and each.headers for each in found):
            heads = _likely_header(table)
        starts = [index for at, index in enumerate(heads) if at == 0 or index - heads[at - 1] > 1]
        if not heads:
            found.append(_continued(table, found))
            continue
        for at, start in enumerate(starts):
            until = starts[at + 1] if at + 1 < len(starts) else len(table.rows)
            found.append(_section(table, start, until, before=table.rows[:start] if at == 0 else ()))
    return _with_same_header(found)


def _likely_header(table: Table) -> list[int]:
    """Return the place of the first row of several texts if words in most of them tell columns, and none is a value."""
    place = next((place for place, row in enumerate(table.rows[:6]) if len(row.texts) > 1), None)
    if place is None:
        return []
    texts = table.rows[place].texts
    known = [text for text in texts if field_ranks(text) or theme_of_name(text)]
    is_plain = all(len(text.split()) <= 7 and not re.search(r"\d", text) for text in texts)
    return [place] if is_plain and len(known) >= 2 and len(known) * 5 >= len(texts) * 3 else []


def _continued(table: Table, found: list[Section]) -> Section:
    like = next((each for each in reversed(found) if abs(len(each.names) - table.width) <= 0), None)
    names = like.names if like else tuple("" for _ in range(table.width))
    return Section(table, names, table.rows)


def _section(table: Table, start: int, until: int, before: tuple[Row, ...]) -> Section:
    """Return a section; a second line of names below cells that cover several columns belongs to the header."""
    header = table.rows[start]
    names = [cell.line for cell in header.cells]
    headers = [header]
    if start + 1 < until and _is_second_line(header, table.rows[start + 1]):
        second = table.rows[start + 1]
        headers.append(second)
        names = _two_lines(header, second)
    names = _spelled(names)
    names += [""] * (max((len(row.cells) for row in table.rows[start:until]), default=0) - len(names))
    return Section(table, tuple(names), table.rows[start + len(headers) : until], tuple(headers), before)


def _spelled(names: list[str]) -> list[str]:
    """Return names in which letters that stand for themes, three of them or more, are the names of the themes."""
    letters = [name for name in names if header_word(name) in _MARK_HEADS]
    if len(letters) < 3:
        return names
    return [_MARK_HEADS.get(header_word(name), name) for name in names]


def _is_second_line(header: Row, row: Row) -> bool:
    covers = any(cell.across > 1 for cell in header.cells)
    repeats = any(cell.is_repeat for cell in row.cells)
    words = [text for text in row.texts if len(text) > _LONGEST]
    marks = [text for text in row.texts if header_word(text) in _MARK_HEADS]
    return (covers or repeats) and not words and (len(known_words(row)) >= 1 or len(marks) >= 3)


def _two_lines(header: Row, second: Row) -> list[str]:
    names: list[str] = []
    upper, left = "", 0
    for index in range(max(len(header.cells), len(second.cells))):
        top, below = header.cell(index), second.cell(index)
        if top:
            upper, left = top.line, top.across
        left -= 1
        lower = "" if below.is_repeat else below.line
        lower = _MARK_HEADS.get(header_word(lower), lower)
        ranks = field_ranks(lower)
        keeps_own = bool(ranks) or theme_of_name(lower) is not None
        names.append(lower if keeps_own or not upper or left < 0 else f"{upper} {lower}".strip())
    return names


def _with_same_header(sections: list[Section]) -> list[Section]:
    """Join a section to the one before where only the header was repeated, as after the end of a page."""
    joined: list[Section] = []
    for section in sections:
        last = joined[-1] if joined else None
        if last and last.table is section.table and _word_list(last.names) == _word_list(section.names):
            joined[-1] = Section(
                last.table, last.names, (*last.rows, *section.rows), (*last.headers, *section.headers), last.before
            )
        else:
            joined.append(section)
    return joined


def _word_list(names: Sequence[str]) -> list[str]:
    return [header_word(name) for name in names if name]
