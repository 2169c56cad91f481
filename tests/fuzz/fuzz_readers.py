"""Coverage-guided fuzzing of every reader with atheris: `make fuzz`, for as long as SECONDS says.

Not collected by pytest: atheris instruments what it imports, and runs until it finds something or its time is up. A
reader may report anything, but must not raise, and every span of an article must quote its text.
"""

import io
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["kg.read"]):
    from kg.read import Notice, read_paths
    from kg.read.formats import FORMATS

SUFFIXES = sorted({suffix for form in FORMATS for suffix in form.suffixes})
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-readers-"))


def one_input(data: bytes) -> None:
    """The first byte chooses the format (or standard input), the others are the document."""
    if not data:
        return
    choice = data[0] % (len(SUFFIXES) + 1)
    if choice == len(SUFFIXES):
        found = read_paths(["-"], stdin=io.BytesIO(data[1:]))
    else:
        path = FOLDER / f"input{SUFFIXES[choice]}"
        path.write_bytes(data[1:])
        found = read_paths([path])
    for item in found:
        if not isinstance(item, Notice):
            for cut in item.discarded:
                if item.text[cut.span.start : cut.span.end] != cut.span.text:
                    raise AssertionError(f"{cut} does not quote the text")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
