"""newsgraph: a knowledge graph from news in which every fact leads to the sentence it came from."""

import os

__all__ = ["__version__"]

__version__ = "0.1.0"

# Official builds of the runtime that runs the language model tell their maker about models and machines. It looks at
# this as it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
