"""Answers that were given already, kept until the store changes: pages of figures ask the same again and again."""

import threading
from collections import OrderedDict

from kg.store.question import Answer, Question

__all__ = ["KeptAnswers"]

_CHANGING = ("rand", "uuid", "now", "bnode", "\\")
"""Names of functions that give something else each time; looked for anywhere, and in doubt an answer is not kept."""
_OVERHEAD = 1024
_LARGEST = 16
"""An answer may have this part of all room."""


class KeptAnswers:
    """At most `most` bytes of answers, all of one revision of the store; those asked for last stay longest."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._lock = threading.Lock()
        self._revision = -1
        self._kept: OrderedDict[Question, Answer] = OrderedDict()

    def get(self, question: Question, revision: int) -> Answer | None:
        """The answer to a question at a revision, if it is kept."""
        if not self._most or revision != self._revision:
            return None
        with self._lock:
            found = self._kept.get(question) if revision == self._revision else None
            if found is not None:
                self._kept.move_to_end(question)
            return found

    def put(self, question: Question, answer: Answer, revision: int) -> None:
        """Keep an answer that is right at a revision, which forgets all of earlier ones."""
        size = len(question.text) + len(answer.body) + _OVERHEAD
        if size > self._most // _LARGEST or any(name in question.text.lower() for name in _CHANGING):
            return
        with self._lock:
            if revision > self._revision:
                self._kept.clear()
                self._revision, self._size = revision, 0
            if revision < self._revision or question in self._kept:
                return
            self._kept[question] = answer
            self._size += size
            while self._size > self._most:
                asked, given = self._kept.popitem(last=False)
                self._size -= len(asked.text) + len(given.body) + _OVERHEAD
