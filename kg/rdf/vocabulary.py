"""The names of every vocabulary that the graph uses, as data; `kg.rdf.terms` makes closed namespaces of them.

The names of our own ontology stand here a second time on purpose: importing them costs no parsing, and a test compares
them with the Turtle. Names are separated by white space.
"""

__all__ = ["CLASSES", "INDIVIDUALS", "PROPERTIES", "STANDARD"]

CLASSES = """
Entity Person Organization Place Facility Group NamedEvent Other
Event ViolenceEvent UnrestEvent JusticeEvent CoercionEvent MovementEvent SpeechEvent CooperationEvent OfficeEvent
EconomicEvent AchievementEvent MisfortuneEvent LifeEvent OtherEvent
Protest Riot Clash Attack Killing Injury Arrest Trial Sentence MilitaryOperation Deployment Withdrawal
StateOfEmergency Curfew Ceasefire Request Offer Agreement Meeting Visit Statement Accusation Threat Denial Order
Dismissal Appointment Resignation Election Vote Sanction Aid PriceChange Disaster Accident Release Escape
BorderCrossing Seizure Investigation Launch Acquisition Award Competition Publication Death Birth
Article Claim RejectedClaim Comparison Evidence Quantity UnnamedSource Extraction Factuality Modifier
"""

PROPERTIES = """
relation headOfState headOfGovernment holdsPosition memberOf partOf locatedIn capitalOf leads spokespersonFor worksFor
citizenOf spouseOf relativeOf founderOf ownerOf headquarteredIn publishedBy alliedWith opponentOf
role agent patient recipient beneficiary place origin destination instrument topic cause participant
startDate endDate country
assertedIn attributedTo factuality confidence evidence quantity wording validFrom validUntil conflictsWith supersedes
compares comparisonKind explanation
rejectedSubject rejectedPredicate rejectedObject judgement judgedBy judgedBecause judgedAt
measure value modifier unit
article exactQuote start end
engine rule version
recordId title published publishedFrom publisher agency author url language readFrom sha256 mentions copyOf versionOf
recordName inverseLabel coreRole ploverEvent ploverMode acledEvent
"""

INDIVIDUALS = "asserted claimed denied planned possible exact about moreThan atLeast lessThan atMost"

STANDARD: dict[str, tuple[str, str]] = {
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type subject predicate object Statement Property"),
    "rdfs": (
        "http://www.w3.org/2000/01/rdf-schema#",
        "label comment subClassOf subPropertyOf domain range seeAlso isDefinedBy Literal",
    ),
    "xsd": (
        "http://www.w3.org/2001/XMLSchema#",
        "string boolean integer decimal double date gYear gYearMonth dateTime anyURI",
    ),
    "owl": (
        "http://www.w3.org/2002/07/owl#",
        "sameAs Class Ontology ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual SymmetricProperty"
        " FunctionalProperty versionInfo",
    ),
    "skos": (
        "http://www.w3.org/2004/02/skos/core#",
        "prefLabel altLabel definition example scopeNote closeMatch broadMatch narrowMatch",
    ),
    "prov": ("http://www.w3.org/ns/prov#", "wasGeneratedBy wasDerivedFrom wasAttributedTo Activity Entity Agent"),
    "oa": (
        "http://www.w3.org/ns/oa#",
        "SpecificResource TextQuoteSelector TextPositionSelector hasSource exact start end",
    ),
    "schema": ("https://schema.org/", "domainIncludes rangeIncludes"),
    "sem": ("http://semanticweb.cs.vu.nl/2009/11/sem/", "Event hasActor hasPlace hasTime"),
    "geo": ("http://www.w3.org/2003/01/geo/wgs84_pos#", "lat long"),
    "gn": ("http://www.geonames.org/ontology#", "Feature"),
    "dcterms": ("http://purl.org/dc/terms/", "title issued creator license modified"),
}
"""By prefix: the namespace, and the names of it that the graph and the ontology page use."""
