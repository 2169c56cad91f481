"""`python -m kg.training`."""

import sys

from kg.training.commands import main

if __name__ == "__main__":
    sys.exit(main())
