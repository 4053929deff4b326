"""The words of a posting: what is vague, what never ends, what nobody can check."""

from collections.abc import Callable, Iterator
from re import Pattern

from flask_babel import lazy_gettext as _l

from portal.scope import phrases, spanish
from portal.scope.rule import Rule, Values, error, warning
from portal.scope.view import View

FEWEST_WORDS = 3
TONGUES = (phrases, spanish)
"""Read side by side: a campus has postings in both, and a text may mix them."""
VAGUE_PATTERN, ONGOING_PATTERN, HOLLOW_PATTERN = (
    phrases.pattern(tuple(line for tongue in TONGUES for line in getattr(tongue, name)))
    for name in ("VAGUE", "ONGOING", "HOLLOW")
)
VAGUE_WORDS = _l("“%(found)s” does not say what is done. Say it as a verb and a result.")
ONGOING_WORDS = _l("“%(found)s” sounds like work without an end. Say how much of it there is.")

Broken = Callable[[View], Iterator[Values]]


def _in(name: str, found_by: Pattern[str]) -> Broken:
    """Broken where a text of the posting has one of the phrases."""

    def broken(view: View) -> Iterator[Values]:
        hit = found_by.search(getattr(view, name))
        if hit:
            yield {"found": hit[0]}

    return broken


def _in_pieces(name: str, found_by: Pattern[str]) -> Broken:
    """The same for a text of each thing handed over."""

    def broken(view: View) -> Iterator[Values]:
        for line, piece in enumerate(view.deliverables):
            hit = found_by.search(getattr(piece, name))
            if hit:
                yield {"line": line, "found": hit[0]}

    return broken


def _without_criterion(view: View) -> Iterator[Values]:
    for line, piece in enumerate(view.deliverables):
        if not piece.criterion.strip():
            yield {"line": line, "name": piece.name}


def _hollow(view: View) -> Iterator[Values]:
    for line, piece in enumerate(view.deliverables):
        words = piece.criterion.split()
        if words and (len(words) < FEWEST_WORDS or HOLLOW_PATTERN.search(piece.criterion)):
            yield {"line": line, "name": piece.name}


RULES: tuple[Rule, ...] = (
    warning("vague.title", "what", "title", VAGUE_WORDS, _in("title", VAGUE_PATTERN)),
    warning("vague.summary", "what", "summary", VAGUE_WORDS, _in("summary", VAGUE_PATTERN)),
    warning("vague.piece", "deliverables", "name_{line}", VAGUE_WORDS, _in_pieces("name", VAGUE_PATTERN)),
    warning("ongoing.title", "what", "title", ONGOING_WORDS, _in("title", ONGOING_PATTERN)),
    warning("ongoing.summary", "what", "summary", ONGOING_WORDS, _in("summary", ONGOING_PATTERN)),
    warning(
        "ongoing.piece", "deliverables", "name_{line}", ONGOING_WORDS, _in_pieces("name", ONGOING_PATTERN)
    ),
    warning(
        "ongoing.criterion",
        "deliverables",
        "criterion_{line}",
        ONGOING_WORDS,
        _in_pieces("criterion", ONGOING_PATTERN),
    ),
    error(
        "criterion.missing",
        "deliverables",
        "criterion_{line}",
        _l("Say when “%(name)s” is good enough."),
        _without_criterion,
    ),
    warning(
        "criterion.hollow",
        "deliverables",
        "criterion_{line}",
        _l("Nobody can check these words for “%(name)s”: say what one counts, opens or compares."),
        _hollow,
    ),
)
