"""Finding technicians by what somebody typed: understanding it, asking the engine, and what to try where nobody fits.

What shows people calls this and never an engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from profiles.asking import Understood, commoner, correct, exactly, said, understand, with_words
from profiles.search import Query, Results, get_engine
from profiles.words import Term

FEW = 3  # people, up to which it is asked whether another word was meant


@dataclass(frozen=True)
class Found:
    """Who was found, and how the question was taken.

    `query`: what was asked of the engine in the end, its page being one that there is. `is_loose`: nobody fits all of
    it, and these fit some. `did_you_mean`: what else may have been meant, to search for.
    """

    results: Results
    query: Query
    understood: Understood
    is_loose: bool = False
    did_you_mean: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return what was looked for, and is to be marked."""
        return self.query.terms

    @property
    def instead(self) -> Mapping[str, tuple[str, ...]]:
        """Return by word that was typed and that nobody uses the words looked for in its place."""
        return self.understood.corrected

    @property
    def said(self) -> str:
        """Return what was looked for as it would be typed: the text, its typing errors mended."""
        return said(self.query.text, self.understood)

    @property
    def exactly(self) -> str:
        """Return the text that looks for what was typed as it was typed, and for nothing in its place."""
        return exactly(self.query.text, self.understood)


def find(query: Query, *, asks_back: bool = True) -> Found:
    """Answer a question: all that was typed, else with its typing errors mended, else whoever fits some of it.

    `asks_back`: whether it is asked, where few are found, if another word was meant; it costs a query.
    """
    understood = understand(query.text, query.audience)
    found = find_as(query, understood)
    if not understood.terms or found.results.total > FEW:
        return found
    if found.results.total:
        if query.filters or not asks_back:  # filters are why there are so few
            return found
        return replace(found, did_you_mean=_meant(query.text, commoner(understood)))
    corrected = correct(understood)
    if corrected:
        mended = find_as(query, corrected)
        if mended.results.total:
            return mended
    if len(understood.terms) > 1:
        loose = find_as(query, corrected or understood, any_term=True)
        if loose.results.total:
            return loose
    instead = {word: others[0] for word, others in corrected.corrected.items()} if corrected else {}
    return replace(found, did_you_mean=_meant(query.text, instead))


def _meant(text: str, instead: Mapping[str, str]) -> tuple[str, ...]:
    return (with_words(text, instead),) if instead else ()


def find_as(query: Query, understood: Understood, *, any_term: bool = False) -> Found:
    """Answer a question that is understood already, in that way alone; `any_term`: whoever fits some of it."""
    asked = replace(query, understood=understood.terms, any_term=any_term)
    results = get_engine().search(asked)
    last = max(1, -(-results.total // query.page_size))
    if query.page > last:  # the list has become shorter since the address was noted
        asked = replace(asked, page=last)
        results = get_engine().search(asked)
    return Found(results, asked, understood, is_loose=any_term)
