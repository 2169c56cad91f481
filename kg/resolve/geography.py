"""Which places lie in which: by the country of each, and by what articles state (`locatedIn`, `partOf`)."""

from collections import Counter, defaultdict
from collections.abc import Iterable

__all__ = ["Geography"]


class Geography:
    """Places by address, and what they lie in; statements are counted, so that they can be taken back."""

    def __init__(self) -> None:
        self._stated: Counter[tuple[str, str]] = Counter()
        self._above: dict[str, set[str]] = defaultdict(set)
        self._below: dict[str, set[str]] = defaultdict(set)
        self._country: dict[str, str] = {}
        """Codes of the countries that places lie in; of those that are no countries themselves."""
        self._of_country: dict[str, set[str]] = defaultdict(set)
        self._states: dict[str, set[str]] = defaultdict(set)
        """Entities that are countries, by code."""

    def state(self, inner: str, outer: str, times: int = 1) -> None:
        """Take in that one place lies in another, or take it back (`times` -1)."""
        if inner != outer:
            self._stated[inner, outer] += times
            if not self._stated[inner, outer]:
                del self._stated[inner, outer]
            self._link(inner, outer)

    def locate(self, place: str, country: str | None) -> None:
        """Take in that a place, no country itself, lies in the country of that code; None takes it back."""
        old = self._country.pop(place, None)
        if old is not None:
            self._of_country[old].discard(place)
            self._relink(place, old)
        if country is not None:
            self._country[place] = country
            self._of_country[country].add(place)
            self._relink(place, country)

    def found(self, place: str, code: str, *, is_there: bool) -> set[str]:
        """Take in that a place is the country of that code, or is it no more; the places that this concerns."""
        before = self._state(code)
        if is_there:
            self._states[code].add(place)
        else:
            self._states[code].discard(place)
        after = self._state(code)
        if before == after:
            return set()
        inside = set(self._of_country[code])
        for inner in inside:
            for outer in (before, after):
                if outer is not None:
                    self._link(inner, outer)
        return inside

    def around(self, place: str) -> frozenset[str]:
        """A place and everything it lies in."""
        return frozenset(_reach(place, self._above))

    def within(self, place: str) -> set[str]:
        """A place and everything that lies in it."""
        return _reach(place, self._below)

    def nested(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether a place of one side lies in a place of the other."""
        mine, other = frozenset(left), frozenset(right)
        return any(self.around(place) & other for place in mine) or any(self.around(place) & mine for place in other)

    def _state(self, code: str) -> str | None:
        return min(self._states[code], default=None)

    def _relink(self, place: str, code: str) -> None:
        outer = self._state(code)
        if outer is not None:
            self._link(place, outer)

    def _link(self, inner: str, outer: str) -> None:
        """Make the link between two places what is known of them."""
        code = self._country.get(inner)
        if inner != outer and ((inner, outer) in self._stated or (code is not None and self._state(code) == outer)):
            self._above[inner].add(outer)
            self._below[outer].add(inner)
        else:
            self._above[inner].discard(outer)
            self._below[outer].discard(inner)


def _reach(place: str, links: dict[str, set[str]]) -> set[str]:
    found, rest = {place}, [place]
    while rest:
        for other in links.get(rest.pop(), ()):
            if other not in found:
                found.add(other)
                rest.append(other)
    return found
