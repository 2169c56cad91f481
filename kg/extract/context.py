"""What the sentences before tell: time and place of a paragraph, for events that name none of their own.

News names place and day once and goes on with what else happened there and then. A filler is carried over only to an
event that follows soon, has happened, and is of a kind that belongs to the one before (an injury to an attack).
"""

from dataclasses import replace

from kg.model import Argument, EventMention

__all__ = ["carry_over"]

_SEQUELS = frozenset(
    {"Killing", "Death", "Injury", "Arrest", "Seizure", "Attack", "Clash", "Riot", "Accident", "Release", "Escape"}
)
"""Kinds that tell more of what is going on."""
_SCENES = _SEQUELS | {"Protest", "MilitaryOperation", "Disaster", "Deployment", "Trial", "Sentence", "Investigation"}
"""Kinds that set a scene."""
_NEAR = 800
"""Characters from the end of the scene's sentence to the sequel's trigger; on a hundred annotated articles 200, 400 and
800 gave times of .432, .432 and .438."""


def carry_over(events: list[EventMention]) -> list[EventMention]:
    """The events, in the order of the text, with time and place of the scene they belong to where they lack them."""
    result: list[EventMention] = []
    scene_time: EventMention | None = None
    scene_place: EventMention | None = None
    for event in sorted(events, key=lambda e: (e.trigger.start, e.trigger.end)):
        carried = event
        if event.type in _SEQUELS and event.factuality in ("asserted", "claimed"):
            if carried.time is None and scene_time is not None and _near(scene_time, event):
                carried = replace(carried, time=scene_time.time)
            if not _place(carried) and scene_place is not None and _near(scene_place, event):
                carried = replace(carried, arguments=(*carried.arguments, *_place(scene_place)))
        result.append(carried)
        if event.type in _SCENES and event.factuality in ("asserted", "claimed"):
            scene_time = event if event.time is not None and event.time.moment is not None else scene_time
            scene_place = event if _place(event) else scene_place
    return result


def _place(event: EventMention) -> tuple[Argument, ...]:
    return tuple(argument for argument in event.arguments if argument.role == "place" and argument.entity)


def _near(scene: EventMention, event: EventMention) -> bool:
    return 0 <= event.trigger.start - scene.evidence.end <= _NEAR or scene.evidence == event.evidence
