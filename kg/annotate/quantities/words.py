"""The vocabulary of figures: modifiers, currencies, measures, and nouns that count people."""

from kg.model import Modifier

__all__ = [
    "AFTER",
    "BEFORE",
    "CURRENCY_SYMBOLS",
    "CURRENCY_WORDS",
    "DURATIONS",
    "IRREGULAR_PLURALS",
    "MEASURES",
    "NOT_NOUNS",
    "PEOPLE",
    "PEOPLE_ADJECTIVES",
    "PEOPLE_SUFFIXES",
]

BEFORE: dict[str, Modifier] = {
    **dict.fromkeys(
        (
            "about around some approximately roughly nearly almost circa ca. approx. cca perhaps maybe nearer "
            "closer|to just|about an|average|of close|to an|estimated the|estimated in|the|region|of in|the|order|of"
        ).split(),
        "about",
    ),
    **dict.fromkeys(
        (
            "at|least no|fewer|than no|less|than not|fewer|than not|less|than a|minimum|of at|the|very|least as|few|as"
        ).split(),
        "at least",
    ),
    **dict.fromkeys(
        (
            "more|than over well|over just|over upwards|of upward|of in|excess|of above exceeding greater|than "
            "well|more|than slightly|more|than far|more|than"
        ).split(),
        "more than",
    ),
    **dict.fromkeys("less|than fewer|than under just|under below well|under slightly|less|than".split(), "less than"),
    **dict.fromkeys(
        "at|most up|to as|many|as as|much|as no|more|than not|more|than a|maximum|of at|the|most".split(), "at most"
    ),
}
"""Modifiers before the figure; a bar stands for a space. "almost" and "nearly" are read as "about"."""
AFTER: dict[str, Modifier] = {
    "or|so": "about",
    "odd": "about",
    "or|thereabouts": "about",
    "or|more": "at least",
    "at|least": "at least",
    "plus": "at least",
    "or|less": "at most",
    "or|fewer": "at most",
    "at|most": "at most",
}

CURRENCY_SYMBOLS: dict[str, str] = {
    "us$": "US dollars",
    "a$": "Australian dollars",
    "au$": "Australian dollars",
    "c$": "Canadian dollars",
    "ca$": "Canadian dollars",
    "nz$": "New Zealand dollars",
    "hk$": "Hong Kong dollars",
    "s$": "Singapore dollars",
    "r$": "reais",
    "gh¢": "cedis",
    "r": "rand",
    "tk": "taka",
    "ksh": "shillings",
    "tsh": "shillings",
    "rm": "ringgit",
    "rp": "rupiah",
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "₹": "rupees",
    "rs.": "rupees",
    "rs": "rupees",
    "₽": "roubles",
    "₴": "hryvnias",
    "₸": "tenge",
    "₺": "liras",
    "₩": "won",
    "₦": "naira",
    "₪": "shekels",
    "₱": "pesos",
    "₫": "dong",
    "usd": "dollars",
    "eur": "euros",
    "gbp": "pounds",
    "chf": "francs",
    "kzt": "tenge",
    "rub": "roubles",
    "uah": "hryvnias",
    "inr": "rupees",
    "jpy": "yen",
    "cny": "yuan",
}
CURRENCY_WORDS = frozenset(
    """dollars dollar euros euro pounds pound rupees rupee roubles rouble rubles ruble tenge yen yuan renminbi francs
    franc pesos peso reais real lira liras hryvnia hryvnias hryvnas zloty zlotys forints forint crowns crown kroner
    krone kronor krona kroons lei leu leva lev dinars dinar dirhams dirham riyals riyal rials rial shillings shilling
    naira cedis cedi rand kwacha birr afghanis taka kyat baht dong ringgit rupiah won shekels shekel manats manat lari
    drams dram soms som somoni sum bolivars bolivar soles sol guaranis cents cent pence quetzals lempiras cordobas
    gourdes pula metical kwanza""".split()
)
DURATIONS = frozenset(
    "seconds second minutes minute hours hour days day nights night weeks week fortnights fortnight months month years "
    "year decades decade centuries century".split()
)
MEASURES = frozenset(
    """km kilometres kilometre kilometers kilometer km/h kph mph miles mile metres metre meters meter m cm centimetres
    centimetre centimeters centimeter mm millimetres millimetre millimeters feet foot ft inches inch yards yard
    hectares hectare acres acre tonnes tonne tons ton kilograms kilogram kilos kilo kg grams gram g pounds ounces
    litres litre liters liter barrels barrel gallons gallon degrees degree megawatts megawatt gigawatts gigawatt mw gw
    kw knots volts watts bushels carats terabytes gigabytes""".split()
)
PEOPLE = frozenset(
    """people persons person men man women woman children child boys boy girls girl lads youths youth teenagers teens
    adults infants babies toddlers twins pupils students police policemen policeman policewomen troops personnel staff
    crew servicemen soldiers officers guards civilians victims casualties fatalities bodies corpses deaths injuries
    residents villagers locals nationals citizens migrants refugees families relatives couples members deputies
    lawmakers mps senators ministers judges lawyers journalists reporters doctors nurses medics paramedics patients
    teachers workers employees miners farmers drivers passengers pedestrians commuters tourists pilgrims worshippers
    monks priests imams protesters demonstrators marchers activists supporters followers fans spectators militants
    rebels fighters insurgents gunmen attackers assailants suspects defendants prisoners inmates detainees captives
    hostages convicts criminals bandits robbers thieves smugglers pirates terrorists extremists looters rioters
    firefighters rescuers volunteers engineers experts observers monitors peacekeepers gendarmes cadets conscripts
    recruits commandos marines sailors pilots fishermen divers climbers hikers swimmers athletes players runners riders
    candidates voters electors delegates participants guests customers clients shareholders investors traders dealers
    businessmen officials diplomats envoys ambassadors executives managers directors bosses leaders aides advisers
    colleagues friends neighbours neighbors strangers survivors orphans widows mothers fathers brothers sisters sons
    daughters parents siblings servants dockers builders welders clerks cleaners cooks bakers butchers tailors weavers
    shepherds herders hunters americans europeans africans asians inhabitants settlers colonists emigrants immigrants
    asylum-seekers evacuees deportees strikers bystanders onlookers accomplices associates nuns clergymen musicians
    singers dancers actors writers artists scientists researchers scholars professors veterans pensioners retirees
    troopers sergeants lieutenants captains majors colonels generals admirals constables detectives agents spies
    councillors mayors governors dissidents separatists jihadists nationalists communists soldiers reservists
    mercenaries snipers bombers kidnappers abductees murderers killers offenders juveniles minors elderly households
    """.split()
)
PEOPLE_SUFFIXES = ("men", "women", "ists", "ians", "goers", "workers", "holders", "keepers", "ees", "eers")
PEOPLE_ADJECTIVES = frozenset(
    "dead injured wounded killed missing hurt detained arrested homeless others more unaccounted displaced "
    "hospitalised hospitalized sick infected survivors".split()
)
IRREGULAR_PLURALS: dict[str, str] = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "mouse": "mice",
    "wife": "wives", "life": "lives", "knife": "knives", "thief": "thieves", "policeman": "policemen",
    "policewoman": "policewomen", "fisherman": "fishermen", "gunman": "gunmen", "serviceman": "servicemen",
    "businessman": "businessmen", "fireman": "firemen", "aircraft": "aircraft", "police": "police",
    "personnel": "personnel", "crew": "crew", "staff": "staff", "persons": "people",
}  # fmt: skip
NOT_NOUNS = frozenset(
    """the a an this that these those his her its their our your my and or but nor so yet as at by for from in into of
    off on onto out over per since than through to toward towards under until up upon via with within without against
    among around before after behind below between beyond during despite near along across about above is are was were
    be been being am has have had do does did will would can could may might shall should must not no it he she they we
    you i who whom which what when where why how there here then also too only even still again already later earlier
    ago said says say told according while because if though although whether both either neither each every all some
    any such""".split()
)
"""Words that end a noun phrase where no tags tell."""
