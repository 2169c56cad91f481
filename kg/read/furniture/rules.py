"""What page furniture is worded like: the whole knowledge of it, as data.

A rule matches at the start of a line unless its pattern says otherwise, without regard to case. `reason` is what
        readers
are told; `limit` is the longest line it applies to, in characters. Rules are general: no name of a site is among
        them.
"""

import re
from dataclasses import dataclass

__all__ = ["CUTS", "EDGE_RULES", "LINE_RULES", "Cut", "Rule"]


@dataclass(frozen=True)
class Rule:
    """One way furniture is worded."""

    name: str
    reason: str
    pattern: re.Pattern[str]
    limit: int = 160

    def matches(self, line: str) -> bool:
        """Whether the line is furniture by this rule."""
        return len(line) <= self.limit and self.pattern.match(line) is not None


@dataclass(frozen=True)
class Cut:
    """Furniture glued to the end of a paragraph: group `cut` of the pattern is cut off, the rest is kept."""

    name: str
    reason: str
    pattern: re.Pattern[str]


def _rule(name: str, reason: str, pattern: str, limit: int = 160) -> Rule:
    return Rule(name, reason, re.compile(rf"(?:{pattern})", re.I | re.X), limit)


def _cut(name: str, reason: str, pattern: str) -> Cut:
    return Cut(name, reason, re.compile(rf"[.!?…][\"”’)]*{pattern}", re.X))


# Wherever they stand in a text.
LINE_RULES: tuple[Rule, ...] = (
    _rule(
        "related/english",
        "related links",
        r"""(?:please\s+)?(?:see|read|watch|view|listen)\s+(?:also|too|more|next)\b
        | (?:also|please)\s+(?:see|read)\b\s*:?
        | haberler\s*see\s+also | related(?:\s+(?:stor(?:y|ies)|articles?|news|topics?|content|links?|posts?
        |coverage))?\s*(?::|$|[|-])
        | more\s+(?:from|on|about)\b[^.!?]*$ | more\s*: | (?:you\s+)?may\s+also\s+(?:like|interest)
        | you\s+might\s+also
        | recommended(?:\s+(?:for\s+you|stories|articles|reading))?\s*(?::|$)
        | (?:most|best)[\s-]+(?:read|popular|viewed|shared|commented)\b
        | (?:do\s+not|don['’]?t)\s+miss\b\s*(?::|$) | editors?['’]?s?\s+(?:choice|picks?)\s*(?::|$)
        | trending(?:\s+now)?\s*(?::|$)
        | (?:next|previous|earlier)\s+(?:item|story|article|post)?\s*: | other\s+(?:news|stories|headlines)\b[^.]*$
        | (?:last|latest|top)\s+(?:news|stories|headlines)\s*(?::|$) | tomorrow\s*:\s*(?:win|in\s)
        | in\s+(?:other|related)\s+news\s*(?::|$)
        | more\s+(?:stories|news|headlines|explainers|live\s+pages)\b""",
    ),
    _rule(
        "related/other languages",
        "related links",
        r"""(?:lire|voir|à\s+lire|a\s+lire|à\s+voir)\s+(?:aussi|également)\b | sur\s+le\s+même\s+(?:sujet|thème)
        | l(?:ea|ee|eer)\s+(?:también|tambien|más|mas)\b
        | (?:te|le)\s+puede\s+interesar | otras\s+noticias | (?:temas|noticias|notas)\s+relacionad[ao]s
        | l[oa]s?\s+m[áa]s\s+(?:le[íi]d[ao]s?|vist[ao]s?)
        | m[áa]s\s+(?:le[íi]d[ao]s|noticias|sobre)\b | leia\s+(?:mais|também|tambem) | veja\s+(?:mais|também)
        | (?:leggi|vedi|guarda)\s+anche
        | ti\s+potrebbe\s+interessare | mehr\s+(?:zum\s+thema|dazu|lesen) | lesen\s+sie\s+auch | siehe\s+auch
        | lees\s+(?:ook|meer) | cite[șs]te\s+[șs]i
        | la\s+fel\s+pe\s+tema | читайте\s+также | поврзани\s+вести | читај | прочетете | ilgili\s+haberler
        | ayrıca\s+bakın""",
    ),
    _rule(
        "share",
        "share bar",
        r"""(?:share|tweet|e-?mail|print|save|like|reblog|bookmark)\b(?:\s+(?:this|it|on|by|to|via|the|article|story
        |page|facebook|twitter|whatsapp|e-?mail|print))*
        \s*(?:[:|·•/,]|\s{2}|$|\s(?:facebook|twitter|print|tweet|e-?mail|share|f\st)\b)
        | share\s+(?:this|on|by|via)\b | (?:comp[aá]rt[ae](?:ir|lo)?|comparte|compartir|compartilh[ae]r?|partager
        |partagez|teilen|condividi|delen|paylaş|поделиться)\b
        | (?:send\s+(?:to|this\s+to)\s+a?\s*friend|print\s+version|printer[\s-]friendly|version\s+for\s+print
        |imprimir|imprimer|drucken|stampa)\b
        | e-?mail\s+this\s+(?:story|article)|republish\s+this|save\s+article|listen\s+to\s+(?:this|the)\s+(?:story
        |article)|translate\s+this\s+page
        | (?:facebook|twitter|whatsapp|telegram|viber|linkedin|instagram)(?:[\s|·,/]+(?:facebook|twitter|whatsapp
        |telegram|viber|linkedin|instagram|print|imprimir|x))+\s*$""",
        120,
    ),
    _rule(
        "comments",
        "comment form",
        r"""(?:leave|write|post|add)\s+(?:an?\s+|the\s+|your\s+)?(?:comment|reply)\b
        | (?:\d[\d.,]*|no)\s+comments?\b | comments?\s*(?:\(|:|\d|\||$|(?:are|is)\s+closed|\s+closed|—|-)
        | (?:load|loading|show|view|read|see)\s+(?:more\s+|all\s+|the\s+)?comments?
        | be\s+the\s+first\s+to\s+comment | your\s+(?:comment\s+has\s+been|e-?mail\s+address\s+will)
        | please\s+(?:enter|log\s*in|sign\s+in|login)\b
        | (?:log|sign)\s*in\s+to\s+(?:post|comment|join|leave|reply) | login\s+to\s+(?:post|comment|leave)
        | have\s+your\s+say | join\s+the\s+(?:conversation|discussion) | what\s+do\s+you\s+think\?\s*$
        | report\s+(?:a\s+)?(?:comment|abuse) | rate\s+this
        | (?:deja|dejar|escribe|escribir)\s+(?:un|tu)\s+comentario | comentarios?\s*\( | comentar\s*$
        | laisse[rz]?\s+un\s+commentaire | r[ée]agir\b | (?:\d+\s+)?commentaires?\s*\(
        | \d+\s+commentaires? | lascia\s+un\s+commento | kommentare?\s*(?:\(|$|schreiben) | yorumlar?\b | diskuse\b
        | deixe\s+(?:um|seu)\s+coment | reacties?\s*\( | save\s+my\s+name""",
    ),
    _rule(
        "subscribe",
        "subscription",
        r"""(?:subscribe|subscribers?\s+only|unsubscribe)\b
        | sign[\s-]*up\b(?=[^.]*(?:\b(?:for|to|newsletter|alerts?|updates?|now|today|here|channel)\b|$))
        | newsletters?\b(?=\s*(?:[|:·]|$|sign))
        | (?:follow|like|find|join|add)\s+(?:us|our|the\s+\w+)\b(?=[^.!?]*(?:on|facebook|twitter|telegram|whatsapp
        |instagram|channel|media|networks|live\s+blog|$|\|))
        | (?:join|follow|subscribe\s+to|to)\s+our\s+(?:telegram|whatsapp|viber|youtube|instagram|facebook
        |\w+)\s*(?:channel|group|page)?\s*[.!]?$
        | (?:get|download)\s+(?:the|our)\s+(?:app|e-?paper|best|latest|daily|free|\w+\s+on\s+whatsapp
        |\w+\s+newsletter) | (?:donate|support\s+(?:us|independent|our)|become\s+a\s+member)\b
        | (?:manage\s+(?:your\s+)?subscription|already\s+a\s+subscriber|log\s*in|sign\s+in|register)\s*(?:[|·/]|$)
        | by\s+(?:providing|submitting|signing|subscribing)
        | (?:suscr[íi]b[ae](?:te|se)|suscribirse|abonnez|s'abonner|assin[ea]|abbonati|iscriviti|abonnieren|abone)\b
        | \S+newsletter\s+(?:abonnieren|sign)
        | (?:read|opinion)\S*\s+is\s+funded\s+by | (?:enter|your)\s+(?:your\s+)?e-?mail\b
        | this\s+(?:site|article|newspaper)\s+is\s+(?:funded|supported)\s+by""",
    ),
    _rule(
        "photo credit",
        "photo credit",
        r"""[\[(©\s]*(?:file\s+|stock\s+|illustrative\s+|in\s+(?:the\s+)?|text\s+and\s+|\w{2,8}-style\s+)?(?:photos?
        |photograph|pictures?|images?|foto(?:graf[íi]a)?s?|fotó|bild|fotoğraf|фото|immagine)
        (?:\s+(?:credit|gallery|by|courtesy|de|d['’]archivo|di|von|screenshot|source|caption|illustration|ilustrační
        |archive|archivo|available|:\s*\w+)|\s*[:/©|»>(]|\s*-)
        | (?:cr[ée]dit|credit)\s+photo | photos?\s*$ | (?:galer[íi]a|galerie)\s+(?:de\s+)?fotos? | diaporama
        | illustrative\s+(?:photo|image) | \(?[A-Z-]{2,12}(?:/\w+)?\s+(?:archive\s+)?photo\)?\s*$
        | (?:video|watch|map|graphic|infographic|interactive|slideshow)\s*:
        | (?:photo|image|picture)\s+(?:credit|gallery|by|from|supplied|courtesy)\b | \[\s*photo\b
        | \([^)]*archive\s+photo\)\s*$
        | reuters/ap\s+photo | watch\s*:\s""",
        200,
    ),
    _rule("image caption", "image caption", r".*\b(?:Image|Photo|Picture|Foto)\s?:\s[^.:]{2,60}\.?$", 400),
    _rule(
        "tags",
        "tags",
        r"""(?:tags?|topics?|filed\s+under|categor(?:y|ies)|keywords?|labels?|etiquetas|mots[\s-]cl[ée]s|schlagw[öo]rter
        |more\s+about|теги)\s*(?::|\s-\s).*""",
    ),
    _rule(
        "source line",
        "source line",
        r"""(?:sources?|sursa|fuentes?|quelle|fonte|kaynak|источник|izvor)\s*(?::|\s-\s
        |\s–\s)\s*\S[^.!?]{0,90}\.?(?:\s{2,}.*|\s[|/·].*|\s(?:re-?)?(?:published|posted)\s\d.*)?$ | source\s+link\s*$
        | (?:source|sursa|fuente)\s*:\s.*(?:see\s+also|read\s+(?:also|too)|related|cite[șs]te|repost|republish
        |published\s+again|posted|in\s+case\s+of\s+reprint).*""",
    ),
    _rule(
        "cookies",
        "cookie notice",
        r""".*\bcookies?\b.*\b(?:accept|improve|help\s+us|manage|settings?|policy|consent|configure|reject|use)\b
        | .*\b(?:use|uses|using|accept)\s+cookies?\b | we\s+(?:value|respect)\s+your\s+privacy
        | cookie\s+(?:settings|policy|notice) | .*\|\s*cookies?\s*$ | accept\s+all\b
        | manage\s+(?:consent|preferences)""",
        300,
    ),
    _rule(
        "copyright",
        "copyright",
        r"""(?:©|\(c\)\s|copyright\b) | .*\ball\s+rights\s+reserved\b
        | .*\b(?:unauthori[sz]ed\s+)?(?:reproduction|reprint(?:ing)?|republication)\s+(?:is\s+|of\s+)?(?:prohibited
        |permitted|forbidden|allowed)
        | .*\b(?:at\s+use|in\s+case\s+of\s+(?:use|reprint|citation)|when\s+(?:using|quoting|reprinting))\b.*\b(?:link
        |reference|source)\b | .*specify\s+(?:the\s+)?source\s+when
        | .*\bmay\s+not\s+be\s+(?:published|reproduced|redistributed|rewritten)\b | todos\s+los\s+derechos
        | tous\s+droits""",
        300,
    ),
    _rule(
        "advertisement",
        "advertisement",
        r"""\W*(?:advertise?ments?|advertorial|sponsored(?:\s+(?:content|by))?|promoted|publicit[ée]|publicidad
        |publicidade|pubblicità|anzeige|werbung|reklam[ae]?|реклама)\b(?!\s+(?:in|on|that|which|was|were|campaign))
        | advertise\s+with | buy\s+(?:tickets|the\s+\S.*\b(?:bookshop|shop|£|\$|€)|.*\bfrom\s+our\s+(?:book)?shop)
        | (?:subscribe|offer|deal)s?\s+of\s+the\s+day | odds\s+of\s+the\s+day | tickets\s*:""",
    ),
    _rule(
        "error report",
        "error report",
        r"""(?:found|find|spot(?:ted)?|noticed?|see)\s+an?\s+(?:mistake|error|typo)\b | .*\bctrl\s*\+\s*enter\b
        | mistakes?\s+in\s+the\s+text | report\s+(?:an?\s+)?(?:error|problem|mistake|correction|typo)
        | correction,?\s+(?:\d|\w+\s+\d)[^:]*: | update\s+\d[\d./-]+\s*: | .*\bsee\s+something\s+wrong""",
        220,
    ),
    _rule(
        "live page",
        "live page controls",
        r"""live\s*(?:updates?|blog|coverage|reporting|feed)?\s*(?:[|·]|\s{2}|$)(?!.*[.!?]$)
        | refresh(?:ing)?\s+(?:page|automatically|every|for)\b
        | .*\b(?:turn\s+on|mute|tap\s+to)\s+(?:alerts|notifications|mute)
        | (?:newest|oldest)\s+first | page\s+(?:refreshes|updates)\b | live\s+(?:reporting|updates|blog)\s*[.:-].*
        | live\s+map\b.*""",
    ),
    _rule(
        "service",
        "reader service",
        r"""(?:contact|write\s+to|e-?mail|call)\s+(?:us|the\s+(?:newsroom|editor|author|webmaster|newsdesk
        |press\s+office)|our\s+\w+)\s*[.!]?(?:\s*[|·(].*)?$
        | (?:send|share)\s+(?:us\s+)?your\s+(?:pictures|photos|videos|story|stories|views|news)
        | (?:got|have\s+you\s+got)\s+a\s+(?:story|tip)\?
        | have\s+you\s+\w+.*\?\s*(?:e-?mail|call|contact|write|tell)\s+(?:our|us|the).*
        | are\s+you\s+(?:in|at|affected).*\?.*(?:send|e-?mail|contact|tell)\b.*
        | (?:media|press)\s+(?:contact|office|enquiries)\s*:?.*@.* | .*\bphotos?\s+available\s+on\s+request
        | notes?\s+(?:to|for)\s+(?:the\s+)?editors?\b | .*\bis\s+regulated\s+by\b.*press | .*\bto\s+complain\b.*
        | .*\bnot\s+responsible\s+for\s+the\s+content\b | disclaimer\b
        | terms\s+(?:of\s+use|and\s+conditions|of\s+service)\b | privacy\s+policy\b | where\s+to\s+get\s+help\b
        | support\s+is\s+available\b
        | guestbook\b | (?:listen|watch)\s+(?:live|again)\b | follow\s+[^.!?]*\blive\b | .*\bbest\s+viewed\b
        | about\s+(?:us|this\s+site)\s*(?:[|·]|$) | letters?\s+to\s+the\s+editor\s*$ | currency\s+converter
        | photo\s+gallery | results\s+in\s+full\s*$
        | (?:visitors|views|hits)\s*(?:today)?\s*:\s*\d
        | (?:skip\s+to|back\s+to|go\s+to)\s+(?:main|top|content|navigation) | sub-?navigation | editor\s*:\s
        | (?:ends|end\s+of\s+message)\s*/""",
        220,
    ),
)

LINE_RULES += (
    _rule(
        "desk credit",
        "agency credit",
        r"""\(?(?:additional\s+)?(?:reporting|writing|editing|compiled|reported)\s+by\s+\S.*
        | our\s+standards\s*:.* | \(?with\s+(?:inputs?|files)\s+from\s+\S.*""",
        220,
    ),
    _rule(
        "about the author",
        "about the author",
        r"""about\s+the\s+authors?\s*:?$
        | .*\bfollow\s+(?:him|her|them|me|the\s+authors?|\w+(?:\s\w+)?)\s+(?:on|at)\s+(?:twitter|x|facebook|mastodon
        |linkedin|instagram|@).*""",
        300,
    ),
    _rule(
        "page tools",
        "page widget",
        r"""\d{1,2}[\s-]+min(?:ute)?s?(?:\s+(?:read|listen))?\s*$ | (?:this|the)\s+audio\s+(?:is|was|version)\b.*
        | .*\bin(?:to)?\s+your\s+inbox\b.* | (?:reply|report|permalink|copy\s+link|back\s+to\s+top)\s*$
        | \d+\s+(?:shares?|likes?|views?|retweets?)\s*$""",
        220,
    ),
)

# Only above the headline or below the last paragraph, where prose does not stand.
EDGE_RULES: tuple[Rule, ...] = (
    _rule(
        "repost date",
        "repost date",
        r"""(?:re-?post(?:ed)?|re-?published|published\s+(?:again|on\s+this)|re-?print(?:ed)?|re-?sent|copied|copy
        |added|posted|first\s+posted|first\s+published|printed|page\s+generated|generated
        |last\s+(?:modified|modification|update[ds]?)|modified|updated?|dated|actualizado|publicado|publi[ée]\s+le
        |mis\s+à\s+jour|aktualisiert|veröffentlicht|today\s+is|published)\b[^.!?]*\d.*""",
    ),
    _rule(
        "widget",
        "page widget",
        r"""(?:weather|tides?|today['’]s\s+(?:tides|edition|paper)|currency|exchange\s+rates?|horoscopes?|crosswords?
        |sudoku|lottery|ferry\s+times|markets?\s*:|prayer\s+times|pharmacies)\b[^.!?]*$
        | (?:.*\s{2,}|.*\|\s*)(?:weather|tide|currency|dollar|read|views?)\b[^.!?]*\d[^.!?]*$ | .*\[\s*font\s+size
        | .*\ba-\s*a\+ """,
    ),
)

CUTS: tuple[Cut, ...] = (
    _cut(
        "related/glued",
        "related links",
        r"""\s*(?P<cut>(?:READ\s+(?:MORE|ALSO|NEXT)|(?:Read|See|Watch)\s+(?:also|more|next|too)|Also\s+[Rr]ead|ALSO\s+READ
        |SEE\s+ALSO|Related(?:\s+[Ss]tor(?:y|ies)|\s+[Aa]rticles?)|RELATED|Lire\s+aussi|Lea\s+también|Leia\s+(?:mais|também)
        |Leggi\s+anche)(?=[\s:]).{3,200})$""",
    ),
    _cut(
        "photo/agency",
        "photo credit",
        r"""\s+(?P<cut>[\[(]?(?:[A-Z]{2,10}(?:\s+(?:Photo|Images?))?|Reuters|Getty(?:\s+Images)?|Xinhua|Shutterstock|Alamy)
        \s?/\s?[A-ZÀ-Þ](?:[a-zà-ÿ][\w.'’-]*|\.)(?:[\s/]+(?:[a-z]{2,3}\s+)?[A-ZÀ-Þ][\w.'’-]*){0,4}[\])]?)$""",
    ),
    _cut(
        "photo/labelled",
        "photo credit",
        r"""\s+(?P<cut>[\[(]?\s*(?:Photo(?:graph)?|Picture|Image|Foto|PHOTO|FOTO)
        (?:(?:\s+(?:credit|by|courtesy))?\s?[:©/]\s?|\s+(?:by|courtesy(?:\s+of)?)\s+)[^.]{2,80}[\])]?\.?)$""",
    ),
    _cut(
        "comments/glued",
        "comment form",
        r"""\s+(?P<cut>(?:Leave\s+a\s+(?:comment|reply)|Please\s+enter\s+your\s+comment|Comments\s+are\s+closed
        |Share\s+this\s+(?:article|story)).{0,120})$""",
    ),
)
"""What is glued to the end of a sentence; case matters here, since a sentence may well speak of related stories."""
