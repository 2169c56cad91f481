"""Small articles for trials, each of its own: invented, and the same on every run."""

import json
from itertools import product

_PEOPLE = ("Ola Strand", "Mia Berg", "Jan Kowal", "Ana Silva", "Petra Novak", "Luca Conti", "Eva Lind", "Tom Reed")
_CITIES = ("Bergen", "Riga", "Gdansk", "Porto", "Brno", "Turin", "Lund", "Leeds")
_DEEDS = (
    "Police arrested {n} people in {city} on Tuesday.",
    "Protesters rallied in {city} on Monday, and {n} people were injured.",
    "Mayor {person} visited {city} and met {n} officials.",
    "Troops left {city} on Sunday, {person} said.",
)


def articles(count: int) -> list[bytes]:
    """JSON Lines without their ends."""
    found = []
    for number, (deed, person, city) in enumerate(product(_DEEDS, _PEOPLE, _CITIES)):
        text = f"{deed.format(n=number + 2, city=city, person=person)} Minister {person} condemned it."
        found.append({"text": text, "published": f"2023-05-{number % 28 + 1:02d}", "publisher": f"Outlet {number % 5}"})
    whole = [
        {**found[number % len(found)], "text": f"{found[number % len(found)]['text']} Report {number}."}
        for number in range(count)
    ]
    return [json.dumps(article).encode() for article in whole]
