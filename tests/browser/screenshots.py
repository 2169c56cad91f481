"""Pictures of every page over the bundled articles, to look at: light, dark and on a phone.

    python tests/browser/screenshots.py [FOLDER]

Three of them are small and kept beside the explorer, for the project's front page.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from PIL import Image  # noqa: E402  comes with matplotlib
from playwright.sync_api import Page, sync_playwright  # noqa: E402  the folder of tests is no package
from sample import Asked, build, serving  # noqa: E402

KEPT = HERE.parents[1] / "visualizations" / "screenshots"
FRONT = {"explore-light": "explore.png", "events-dark": "events-dark.png", "event-light": "event.png"}
VARIANTS = {
    "light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "mobile": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}


def addresses(sample: Asked) -> dict[str, str]:
    """Where each page is, with something on it."""
    told = sample.get("events", limit=200)["items"]
    event = max(told, key=lambda one: (one["article_count"], len(one["roles"])))["id"]
    person = sample.id_of("Tokayev")
    return {
        "first": sample.address,
        "explore": f"{sample.address}#n={person}~0~0&s=node:{person}",
        "event": sample.page("event", event),
        "entity": sample.page("entity", person),
        "article": sample.page("article", sample.get("articles", limit=2)["items"][1]["id"]),
        "articles": sample.page("articles"),
        "events": sample.page("events"),
        "conflicts": sample.page("conflicts"),
        "sources": sample.page("sources"),
        "path": sample.page("path", **{"from": sample.id_of("Tokayev"), "to": sample.id_of("Almaty")}),
        "ask": sample.page("ask"),
        "review": sample.page("review"),
        "add": sample.page("add"),
    }


def arrange(page: Page, name: str) -> None:
    """What a reader would do first."""
    if name == "explore":
        page.locator("#details .evidence").first.wait_for()
        page.locator("#canvas").focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(1500)
        page.keyboard.press("f")
    elif name == "ask":
        page.get_by_role("button", name="Run").click()
        page.locator(".answer td").first.wait_for()
    page.wait_for_timeout(700)


def main(folder: Path) -> None:
    """Make all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as shared, sync_playwright() as playwright:
        chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        with serving(build(Path(shared))) as address:
            pages = addresses(Asked(address))
            for variant, options in VARIANTS.items():
                with browser.new_context(**options, reduced_motion="reduce") as context:  # type: ignore[arg-type]
                    page = context.new_page()
                    for name, where in pages.items():
                        page.goto("about:blank")
                        page.goto(where)
                        page.wait_for_load_state("networkidle")
                        arrange(page, name)
                        page.screenshot(path=folder / f"{name}-{variant}.png")
        browser.close()
    for name, kept in FRONT.items():
        with Image.open(folder / f"{name}.png") as picture:  # in 200 colours it is a third of the size
            picture.convert("RGB").quantize(200).save(KEPT / kept, optimize=True)
    print(f"{len(VARIANTS) * len(pages)} pictures in {folder}, three of them also in {KEPT}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/screenshots"))
