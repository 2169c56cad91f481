"""People's word: merge, split, lock, review, name, judge claims, undo; on one archive and the graph derived from it.

Every decision is an entry of the ledger with who, when and why. It outranks every rule, survives new articles, reading
articles anew and rebuilding, can be withdrawn, and can be carried to another archive as JSON Lines.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from kg.archive import Archive, LedgerEntry
from kg.errors import InputError, NotFound
from kg.model import ArticleRecord, Decision, EventCluster, Judgement, MentionKey, Said, Subject
from kg.pipeline.decision_lines import import_entries, read_entry, write_entry
from kg.pipeline.graph import GraphKeeper
from kg.pipeline.said import decision_on
from kg.resolve import ReviewItem, alike_key, anchored, locking, merging, review_queue, splitting
from kg.store import Store

__all__ = ["Curation", "Outcome"]

_KEY = re.compile(r"(.+)#([ev]\d+)")
_LABEL_LENGTH = 300
_WITNESSES = 3
"""Members, of different articles where there are that many, by which what has a label is found again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision came to: its action in the ledger, the named graphs that changed, and what the things are now."""

    action: int
    graphs_changed: int
    iris: tuple[str, ...]


class _Thing(NamedTuple):
    subject: Subject
    members: tuple[MentionKey, ...]


class Curation:
    """Decisions of people on an open archive and the store that holds its graph.

    Things are given by address, by `ARTICLE#ID` (an article's id and the local id of an entity or event), or by a name
    that only one entity has. Every method that decides brings the graph up to date before it returns. Not safe to share
    between threads: whoever serves several takes turns. All methods that take things raise NotFound where the graph
    has no such thing, and InputError where two are of different kinds or `who` is empty.
    """

    def __init__(
        self,
        archive: Archive,
        store: Store,
        *,
        keeper: GraphKeeper | None = None,
        clock: Callable[[], str] | None = None,
    ) -> None:
        """`keeper` holds the resolution between calls, if the caller has one; `clock` tells instants in ISO 8601."""
        self._archive = archive
        self._keeper = keeper or GraphKeeper(archive, store)
        self._clock = clock or _now

    def merge(self, left: str, right: str, *, who: str, why: str) -> Outcome:
        """Make two things one.

        Raises:
            InputError: they are one already, or somebody locked them as different: that must be undone first.
        """
        one, other = self._two(left, right)
        if one.members == other.members:
            raise InputError(f"{left!r} and {right!r} are one already")
        mine, others = set(one.members), set(other.members)
        for action, decision in self._keeper.decisions():
            if decision.subject == one.subject and decision.judgement in ("different", "rejected"):
                sides = (decision.left, decision.right), (decision.right, decision.left)
                if any(left in mine and right in others for left, right in sides):
                    raise InputError(
                        f"{decision.who} decided that they are different ({decision.why}); "
                        f"undo that first: kg resolve --undo {action}"
                    )
        return self._decide(one.subject, merging(one.members, other.members), who, why)

    def split(self, thing: str, part: Sequence[str], *, who: str, why: str) -> Outcome:
        """Part some members of a thing from the rest. `part` names them by `ARTICLE#ID`, or by article.

        Raises:
            InputError: nothing or everything would be parted, or `part` names what is no member.
        """
        whole = self.find(thing)
        chosen: list[MentionKey] = []
        for name in part:
            key = _key(name)
            members = [member for member in whole.members if member == key or member[0] == name]
            if not members:
                raise InputError(f"{name!r} is no member of {thing!r}; 'kg resolve --members {thing}' lists them")
            chosen += (member for member in members if member not in chosen)
        rest = [member for member in whole.members if member not in set(chosen)]
        if not chosen or not rest:
            raise InputError(f"a split leaves something on both sides; {thing!r} has {len(whole.members)} members")
        if whole.subject == "entity":
            records = {article: self._archive.get(article) for article, _ in rest}
            alike: list[Any] = [alike_key(records[article], local) for article, local in rest]
        else:
            alike = list(rest)
        return self._decide(whole.subject, splitting(chosen, rest, alike), who, why)

    def lock(self, left: str, right: str, *, who: str, why: str) -> Outcome:
        """Keep two things apart for good; two `ARTICLE#ID` of one thing are parted."""
        one, other = self._two(left, right)
        if one.members == other.members:
            first, second = _key(left), _key(right)
            if first is None or second is None or first == second:
                raise InputError(f"{left!r} and {right!r} are one now: part them with 'kg split', or name two members")
            one, other = _Thing(one.subject, (first,)), _Thing(one.subject, (second,))
        return self._decide(one.subject, locking(one.members, other.members), who, why)

    def answer(self, left: MentionKey, right: MentionKey, *, same: bool, who: str, why: str) -> Outcome:
        """Confirm or reject one pair, as the review queue asks about it."""
        subject: Subject = "event" if left[1].startswith("v") else "entity"
        judgement: Judgement = "confirmed" if same else "rejected"
        return self._decide(subject, [(left, right, judgement)], who, why)

    def name(self, thing: str, label: str, *, who: str, why: str) -> Outcome:
        """Call an entity or event otherwise. Its address stays, and an entity's former name is found as an alias.

        Raises:
            InputError: the label is empty, too long, or more than a line.
        """
        words = " ".join(label.split())
        if not words or len(words) > _LABEL_LENGTH or not words.isprintable():
            raise InputError(f"a label is one line of 1 to {_LABEL_LENGTH} characters")
        found = self.find(thing)
        by_article = {article: (article, local) for article, local in reversed(found.members)}
        witnesses = sorted(by_article.values())[:_WITNESSES]
        said = Said("label", words)
        when = self._clock()
        decisions = [Decision("label", key, key, "confirmed", who, why, when=when, said=said) for key in witnesses]
        return self._keep(decisions)

    def judge(
        self, claims: Iterable[tuple[str, str]], judgement: Literal["confirmed", "rejected"], *, who: str, why: str
    ) -> Outcome:
        """Say of claims, given by article and address, that their articles say so, or that they do not.

        What is rejected stays in the graph as rejected, with who, when and why; it gives no triple and is not counted.

        Raises:
            NotFound: there is no such article, or it makes no such claim.
        """
        when, decisions = self._clock(), []
        for article, address in claims:
            claim = self._keeper.claims(article).get(address)
            if claim is None:
                raise NotFound(f"the article {article!r} makes no claim at {address}")
            record, known = self._archive.get(article), self._keeper.addresses(article)
            decisions.append(decision_on(claim, record, known, judgement, who, why, when))
        return self._keep(decisions)

    def undo(self, action: int, *, who: str, why: str) -> Outcome:
        """Withdraw a decision with all its entries; the graph is then as if it had never been made.

        Raises:
            NotFound: there is no such action, or it is withdrawn already.
        """
        _check_who(who)
        self._archive.undo(action, who=who, why=why or "no reason given", when=self._clock())
        return Outcome(action, self._keeper.sync(()), ())

    def queue(self, *, limit: int = 50, subject: Subject | None = None) -> list[ReviewItem]:
        """The pairs most worth a person's look, the most valuable first."""
        found = review_queue(self._keeper.resolution(), self._archive.decisions(), limit=10 * limit)
        return [item for item in found if subject in (None, item.subject)][:limit]

    def joins(self) -> list[Decision]:
        """Every join that rules made, and pairs kept apart with a reason, sorted."""
        return list(self._keeper.resolution().decisions)

    def sentence(self, member: MentionKey) -> str:
        """The words around an entity's first mention, or an event's sentence; empty where there is none."""
        record = self._archive.get(member[0])
        for event in record.events:
            if event.id == member[1]:
                return event.evidence.text
        spans = [m.span for e in record.entities if e.id == member[1] for m in e.mentions]
        if not spans:
            return ""
        first, text = min(spans), record.article.text
        start = max(text.rfind("\n", 0, first.start), text.rfind(". ", 0, first.start) + 1) + 1
        ends = [end for mark in ("\n", ". ") if (end := text.find(mark, first.end)) >= 0]
        return text[start : min(ends, default=len(text)) + 1].strip()

    def history(self, thing: str | None = None) -> list[LedgerEntry]:
        """The decisions in force, oldest first; those about one thing, if given."""
        entries = list(self._archive.ledger())
        withdrawn = {entry.retracts for entry in entries if entry.retracts is not None}
        kept = [entry for entry in entries if entry.decision is not None and entry.number not in withdrawn]
        if thing is None:
            return kept
        members = set(self.find(thing).members)
        actions = {a for a, decision in self._keeper.decisions() if {decision.left, decision.right} & members}
        return [entry for entry in kept if entry.action in actions]

    def members(self, thing: str) -> list[tuple[MentionKey, str]]:
        """What a thing is made of: each article's entity or event, with its name or evidence there."""
        found = []
        for article, local in self.find(thing).members:
            record = self._archive.get(article)
            named = {entity.id: entity.name for entity in record.entities}
            named |= {event.id: event.evidence.text for event in record.events}
            found.append(((article, local), named.get(local, "")))
        return found

    def export_decisions(self) -> Iterator[dict[str, Any]]:
        """The whole ledger, withdrawals included, oldest first; one JSON object an entry."""
        return (write_entry(entry) for entry in self._archive.ledger())

    def import_decisions(self, lines: Iterable[Mapping[str, Any]]) -> int:
        """Take over exported decisions that the ledger does not have yet; how many entries were added.

        Raises:
            InputError: a line is no decision; then none is taken over.
        """
        added = import_entries(self._archive, [read_entry(line, number) for number, line in enumerate(lines, 1)])
        if added:
            self._keeper.sync(())
        return added

    def find(self, thing: str) -> _Thing:
        """What an address, an `ARTICLE#ID` or a name means."""
        cluster = self._keeper.cluster(thing, _key(thing))
        return _Thing("event" if isinstance(cluster, EventCluster) else "entity", cluster.members)

    def _two(self, left: str, right: str) -> tuple[_Thing, _Thing]:
        one, other = self.find(left), self.find(right)
        if one.subject != other.subject:
            raise InputError(f"{left!r} is an {one.subject}, {right!r} an {other.subject}; decide on two of a kind")
        return one, other

    def _decide(
        self, subject: Subject, pairs: Iterable[tuple[MentionKey, MentionKey, Judgement]], who: str, why: str
    ) -> Outcome:
        when = self._clock()
        return self._keep([Decision(subject, a, b, judgement, who, why, when=when) for a, b, judgement in pairs])

    def _keep(self, made: Iterable[Decision]) -> Outcome:
        """Write decisions down as one action, and let the graph follow."""
        records = _Once(self._archive.get)
        decisions = [anchored(replace(one, why=one.why or "no reason given"), records) for one in made]
        if not decisions:
            raise NotFound("there is nothing to decide on")
        _check_who(decisions[0].who)
        action = self._archive.decide_together(decisions)
        changed = self._keeper.sync(())
        sides = dict.fromkeys(side for decision in decisions for side in (decision.left, decision.right))
        iris = dict.fromkeys(self._keeper.cluster("", side).iri for side in sides)
        return Outcome(action, changed, tuple(iris))


class _Once:
    """Reads each record once."""

    def __init__(self, get: Callable[[str], ArticleRecord]) -> None:
        self._get = get
        self._kept: dict[str, ArticleRecord] = {}

    def __call__(self, article: str) -> ArticleRecord:
        if article not in self._kept:
            self._kept[article] = self._get(article)
        return self._kept[article]


def _key(text: str) -> MentionKey | None:
    """An article's id and a local id, where the text is `ARTICLE#ID`."""
    match = _KEY.fullmatch(text)
    return (match[1], match[2]) if match else None


def _check_who(who: str) -> None:
    if not who.strip() or who.startswith("auto:"):
        raise InputError("tell who decides: a name, which is kept with the decision")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
