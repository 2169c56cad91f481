"""Words that menus, mastheads and press releases are made of. No name of a site is among them."""

import re

__all__ = ["MASTHEAD", "MENU_WORDS", "PRESS_HEADER"]

PRESS_HEADER = re.compile(
    r"""(?:(?:press|news|media)\s+release|(?:for\s+)?immediate\s+release|(?:daily|weekly|news)\s+bulletin|communiqu[ée]|alert)\b
    |(?:statement|obituary|opinion|analysis|editorial|exclusive|breaking|background)\s*$|embargo""",
    re.I | re.X,
)
"""Lines above a headline that belong to the article: kinds of text, terms of release."""

_MASTHEAD_WORDS = """
times post herald gazette tribune courier chronicle ledger observer telegraph journal dispatch bulletin monitor sentinel
examiner mirror echo star press wire report reporter mail weekly daily news newspaper agency radio fm tv online today
broadcasting express digest review record standard argus argosy register beacon collective world edition noticias diario
faro voz voix portal matin correo prensa kurier zeitung inform info vesti
"""
MASTHEAD = re.compile(rf"\b(?:{'|'.join(_MASTHEAD_WORDS.split())})\b", re.I)
"""Words that names of papers, stations and agencies are made of."""

MENU_WORDS: frozenset[str] = frozenset(
    """home news world politics politic economy economics business sport sports opinion opinions culture science
    health technology tech weather video videos podcast podcasts newsletter newsletters live search login
    obituaries classifieds jobs property markets market companies e-paper epaper horoscope horoscopes puzzles
    crosswords donate about contact archive archives forum shop tenders motors notices letters tides ferries
    schedule programs programmes programme frequencies headlines menu main page front latest africa asia europe
    pacific region regions nation national international local society incidents security football
    basketball results tables standings scores transfers reports campaigns explainers environment justice crime
    courts traffic money finance careers banking law companies industry agriculture farming mining
    property deals phones tablets subscribe subscription subscriptions account print advertise terms privacy cookies
    help english edition version photo photos gallery blogs blog gente people lifestyle
    entertainment arts books travel food education features analysis investigations magazine community events death
    deaths births marriages notices recipes religion housing energy shipping tankers ports insurance
    space physics longreads listen audio tv radio stories topics sections log sign in register share follow facebook
    twitter instagram telegram whatsapp youtube rss app apps alerts print latest breaking
    inicio portada nacional internacional economia economía deportes política politica opinión clasificados judicial
    judiciales municipios críticas estrenos festivales cronaca meteo traghetti capa polícia esportes
    accueil actualité politique économie afrique monde lutte mines santé sante capas start novini kontakti varieties
    army exchange rates currency translate policy rich list pharmacies services map maps stocks lumber dairy
    autos""".split()
)
