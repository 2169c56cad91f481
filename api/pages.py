"""What a browser sees: the explorer, and a plain list of the resources; nothing from another host."""

from html import escape
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from visualizations.explorer import CONTENT_SECURITY_POLICY, ExplorerMissingError, explorer_folder

__all__ = ["add_pages"]

_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_METHODS = ("get", "post", "put", "patch", "delete")


def add_pages(app: FastAPI) -> None:
    """Serve the explorer at `/`, or say how to build it; and the list of resources at `/docs`."""
    try:
        folder = explorer_folder()
    except ExplorerMissingError as error:
        missing = _page("newsgraph", f"<p>{escape(str(error))}</p><p><a href='docs'>What this server offers</a></p>")

        async def index() -> Response:
            return HTMLResponse(missing, headers=_HEADERS)
    else:

        async def index() -> Response:
            return FileResponse(folder / "index.html", headers=_HEADERS)

        app.mount("/assets", StaticFiles(directory=folder / "assets"), name="assets")

    async def docs(request: Request) -> Response:
        return HTMLResponse(_page("What this server offers", _resources(request.app.openapi())), headers=_HEADERS)

    app.add_api_route("/", index, include_in_schema=False, response_class=Response)
    app.add_api_route("/docs", docs, include_in_schema=False, response_class=Response)


def _page(title: str, body: str) -> str:
    head = f"<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>{escape(title)}</title>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body><h1>{escape(title)}</h1>{body}</body></html>"


def _resources(openapi: dict[str, Any]) -> str:
    rows = [
        f"<dt><code>{method.upper()} {escape(path)}</code></dt><dd>{escape(operation.get('description', ''))}</dd>"
        for path, operations in openapi["paths"].items()
        for method, operation in operations.items()
        if method in _METHODS
    ]
    return f"<p>In full: <a href='openapi.json'>openapi.json</a> (OpenAPI 3.1)</p><dl>{''.join(rows)}</dl>"
