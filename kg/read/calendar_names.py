"""Names of months and weekdays as pages write them."""

import re

__all__ = ["MONTH", "WEEKDAY", "WEEKDAYS", "month_number"]

# English, and the languages whose pages carry English text most often: Spanish, French, Portuguese, Italian, German,
# Dutch, Romanian. Whole names and abbreviations.
_NAMES: tuple[str, ...] = (
    "january|januari|januar|janvier|janeiro|enero|gennaio|ianuarie|jänner|janv|jan|ene|gen",
    "february|februari|februar|février|fevereiro|febrero|febbraio|februarie|févr|fév|feb|fev",
    "march|märz|maart|mars|março|marzo|martie|mär|mrt|mar",
    "april|avril|abril|aprile|aprilie|apr|avr|abr",
    "may|mai|mayo|maio|maggio|mei|mag",
    "june|juni|juin|junio|junho|giugno|iunie|jun|giu",
    "july|juli|juillet|julio|julho|luglio|iulie|juil|jul|lug",
    "august|augustus|août|agosto|aug|ago",
    "september|septembre|septiembre|setembro|settembre|septembrie|sept|sep|set",
    "october|oktober|octobre|octubre|outubro|ottobre|octombrie|oct|okt|out|ott",
    "november|novembre|noviembre|novembro|noiembrie|nov",
    "december|dezember|décembre|diciembre|dezembro|dicembre|decembrie|dec|dez|dic|déc",
)

WEEKDAYS: tuple[str, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = "(?:" + "|".join(sorted("|".join(_NAMES).split("|"), key=lambda name: (-len(name), name))) + r")(?!\w)\.?"
"""Matches one month's name; to be compiled ignoring case."""

WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)(?!\w)\.?"
"""Matches one English weekday's name; to be compiled ignoring case."""

_BY_NAME = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split("|")}


def month_number(name: str) -> int:
    """1 to 12 for a name that `MONTH` matched."""
    return _BY_NAME[re.sub(r"\W", "", name.lower())]
