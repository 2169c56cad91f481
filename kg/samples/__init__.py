"""The sample articles: twelve invented reports about Kazakhstan in January 2022, and what should be found in them.

The folder of `articles()` holds nothing but input, so it can be given to a build as it is. README.md says what each
article is there for.
"""

from importlib.resources import files
from pathlib import Path

from kg.errors import InputError

__all__ = ["articles", "expected"]


def articles() -> Path:
    """Return the folder of the sample articles (one `.jsonl`, one `.json`, two `.txt`, two `.html`).

    Raises:
        InputError: the package is not installed as plain files.
    """
    return _folder() / "articles"


def expected() -> Path:
    """Return the JSON file that says, article by article, which date, furniture and facts are right.

    Raises:
        InputError: the package is not installed as plain files.
    """
    return _folder() / "expected.json"


def _folder() -> Path:
    found = files(__name__)
    if not isinstance(found, Path):
        raise InputError(f"The sample articles are inside {found}, expected as plain files: install newsgraph unpacked")
    return found
