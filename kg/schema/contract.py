"""The names that other systems read in article records; the ontology must cover them all; a changed one breaks them."""

__all__ = ["ENTITY_TYPES", "EVENT_TYPES", "FACTUALITIES", "MODIFIERS", "PREDICATES", "ROLES"]

# fmt: off
ENTITY_TYPES = ("Person", "Organization", "Place", "Facility", "Group", "Event", "Other")

PREDICATES = (
    "headOfState", "headOfGovernment", "holdsPosition", "memberOf", "partOf", "locatedIn", "capitalOf", "leads",
    "spokespersonFor", "worksFor", "citizenOf", "spouseOf", "relativeOf", "founderOf", "ownerOf", "headquarteredIn",
    "publishedBy", "alliedWith", "opponentOf",
)

EVENT_TYPES = (
    "Protest", "Riot", "Clash", "Attack", "Killing", "Injury", "Arrest", "Trial", "Sentence", "MilitaryOperation",
    "Deployment", "Withdrawal", "StateOfEmergency", "Curfew", "Ceasefire", "Request", "Offer", "Agreement", "Meeting",
    "Visit", "Statement", "Accusation", "Threat", "Denial", "Order", "Dismissal", "Appointment", "Resignation",
    "Election", "Vote", "Sanction", "Aid", "PriceChange", "Disaster", "Accident", "Release", "Escape",
    "BorderCrossing", "Seizure", "Investigation", "Launch", "Acquisition", "Award", "Competition", "Publication",
    "Death", "Birth", "Other",
)

ROLES = (
    "agent", "patient", "recipient", "beneficiary", "place", "origin", "destination", "instrument", "topic", "cause",
    "participant",
)
# fmt: on

FACTUALITIES = ("asserted", "claimed", "denied", "planned", "possible")

MODIFIERS = ("exact", "about", "more than", "at least", "less than", "at most")
