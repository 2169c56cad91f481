"""How scores become decisions and probabilities: the numbers chosen on articles kept aside, read from the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from kg.errors import ModelError

__all__ = ["TEMPERED", "GraphSettings"]

TEMPERED = ("trigger", "type", "factuality", "role", "mark", "mention", "antecedent", "link", "relation")


@dataclass(frozen=True, slots=True)
class GraphSettings:
    """Biases are added to the logit of finding nothing; thresholds are probabilities before they are tempered.

    `temperatures` divide the logits of a head where its probabilities are reported (Guo et al. 2017); one above 1 says
    that the head is surer than it is right.
    """

    no_trigger: float = 0.0
    no_role: float = 0.0
    no_relation: float = 0.0
    no_antecedent: float = 0.0
    source: float = 0.4
    time: float = 0.5
    quantity: float = 0.5
    link: float = 0.5
    temperatures: Mapping[str, float] = field(default_factory=dict)

    def temperature(self, head: str) -> float:
        """The temperature of one of `TEMPERED`, 1 if the model does not say."""
        return self.temperatures.get(head, 1.0)

    def adjusted(self, name: str, value: float) -> "GraphSettings":
        """The same settings but for one number."""
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> "GraphSettings":
        """The settings in a model's configuration; raises ModelError if they are not numbers of these names."""
        known = {one.name for one in fields(cls)} - {"temperatures"}
        try:
            numbers = {name: float(value) for name, value in table.items() if name != "temperatures"}
            temperatures = {name: float(value) for name, value in table.get("temperatures", {}).items()}
        except (TypeError, ValueError, AttributeError) as error:
            raise ModelError(f"settings of the event graph are no numbers ({error}); install it again") from error
        if unknown := sorted((numbers.keys() - known) | (temperatures.keys() - set(TEMPERED))):
            raise ModelError(f"unknown settings of the event graph: {', '.join(unknown)}; install the model again")
        if any(value <= 0 for value in temperatures.values()):
            raise ModelError("a temperature of the event graph is not positive; install the model again")
        return cls(temperatures=temperatures, **numbers)
