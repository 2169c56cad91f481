"""A text's words cut into windows the network can read.

Windows follow one another; one ends at a line break if it can. Where it must end within a line, the sentence that was
cut off is read again at the start of the next window, so every sentence is read whole if it fits into a window at all.
"""

from collections.abc import Sequence

from kg.annotate.encoder.pieces import Pieces

__all__ = ["kept_words", "window_end"]

FULL_ENOUGH = 0.5  # a window filled so far ends at a line break rather than begin a line that does not fit
LEAST_KEPT = 0.25  # of a window's words; bounds how often a word is read again


def window_end(words: Sequence[str], new_line: Sequence[bool], start: int, pieces: Pieces, limit: int) -> int:
    """Where the window that begins at word `start` ends (excluded) if it may hold `limit` pieces; never empty."""
    length, last_break, break_length = 0, start, 0
    for at in range(start, len(words)):
        if at > start and new_line[at]:
            last_break, break_length = at, length
            length += 1  # the separator
        length += len(pieces.of(words[at]))
        if length > limit:
            full = last_break > start and break_length >= FULL_ENOUGH * limit
            return last_break if full else max(at, start + 1)
    return len(words)


def kept_words(starts: Sequence[int], end: int) -> int:
    """How many of a cut window's `end` words are kept: up to the last sentence's start, if that leaves enough."""
    if starts and starts[-1] >= LEAST_KEPT * end:
        return starts[-1]
    return end
