"""Pages as they stand: pictures of them, and what is wrong with them."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from panel import Panel

WIDTHS = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 360, "height": 740}}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
UNFILLED = re.compile(r"\{[a-z_.]+\}|\bnil\b|Optional\(|\b[a-z]+_[a-z_]+_explained\b")


def look(panel: Panel, path: str, language: str, picture: Path) -> str:
    """The text of a page that is whole; keeps a picture of it."""
    panel.go(path)
    panel.page.screenshot(path=picture, full_page=True)
    assert faults(panel, path, language) == []
    return panel.page.locator("body").inner_text()


def faults(panel: Panel, name: str, language: str) -> list[str]:
    """What keeps the page that is shown from being whole: another language, empty places, more than fits."""
    page, found = panel.page, []
    spoken = page.locator("html").get_attribute("lang")
    if spoken != language:
        found.append(f"{name} is in {spoken}, not in {language}")
    if unfilled := UNFILLED.search(page.locator("body").inner_text()):
        found.append(f"{name} has {unfilled[0]!r} where a text belongs")
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if width > 0:
        found.append(f"{name} is {width} pixels too wide for {page.viewport_size['width']}")
    if not page.title().endswith(" · Llavero"):
        found.append(f"{name} has the title {page.title()!r}")
    return found


def violations(panel: Panel, name: str) -> list[str]:
    """The rules of accessibility that the page that is shown breaks."""
    report = Axe().run(panel.page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{name}: {violation['id']}: {[node['html'] for node in violation['nodes']][:2]}"
        for violation in report.response["violations"]
    ]


class Album:
    """Pictures of the states a person comes through. What is wrong with one fails its panel when it closes, so that
    the rest of the way is walked all the same."""

    def __init__(self, panel: Panel, folder: Path):
        self.panel, self.folder = panel, folder

    def keep(self, name: str) -> None:
        before = self.panel.page.viewport_size
        for width, viewport in WIDTHS.items():
            self.panel.page.set_viewport_size(viewport)
            title = f"{self.panel.language}-{width}-{name}"
            self.panel.page.screenshot(path=self.folder / f"{title}.png", full_page=True)
            self.panel.errors += faults(self.panel, title, self.panel.language)
            # The rules are about structure and colours, which no language changes.
            if self.panel.language == "en":
                self.panel.errors += violations(self.panel, title)
        self.panel.page.set_viewport_size(before)
