"""The built explorer: where its files are and under which policy they must be served.

The folder holds `index.html`, served at `/`, and `assets/`, served at `/assets/`. All addresses in the page are
relative to it, so it also works below a prefix.
"""

from pathlib import Path

from kg.errors import KgError

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""For the `Content-Security-Policy` header of the explorer's page: nothing from another host, no inline script."""


class ExplorerMissingError(KgError):
    """The explorer was not built into this installation."""


def explorer_folder() -> Path:
    """The folder with the explorer's built files.

    Raises:
        ExplorerMissingError: The installation was made without them (`KG_SKIP_WEB=1`).
    """
    folder = Path(__file__).parent / "web" / "dist"
    if not (folder / "index.html").is_file():
        raise ExplorerMissingError(
            f"The explorer's files are missing: expected {folder / 'index.html'}. "
            "Install again without KG_SKIP_WEB, for example with `pip install -e .`."
        )
    return folder
