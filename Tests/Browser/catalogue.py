"""The words of the panel, read from the catalogue in its source, so that a test presses buttons in any language."""

import re
from functools import cache

from llavero import ROOT

LANGUAGES = ("en", "es", "pt")
TEXTS = ROOT / "Sources/Panel/Texts"
STRING = r'"((?:[^"\\\n]|\\.)*)"'
ENTRY = re.compile(rf'"(\w+)":\s*LocalizedText\(\s*{STRING}(?:\s*,\s*es:\s*{STRING}\s*,\s*pt:\s*{STRING})?\s*\)')
ESCAPES = re.compile(r'\\(?:u\{([0-9a-fA-F]+)\}|(["\\n]))')


def plain(literal: str) -> str:
    """What a Swift string literal stands for."""
    return ESCAPES.sub(lambda found: chr(int(found[1], 16)) if found[1] else {"n": "\n"}.get(found[2], found[2]), literal)


@cache
def labels() -> dict[str, dict[str, str]]:
    """Every text by its key and language."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(TEXTS.glob("*.swift")):
        source = path.read_text()
        entries = ENTRY.findall(source)
        count = len(re.findall(r'"\w+":\s*LocalizedText\(', source))
        assert len(entries) == count, f"{path.name}: {len(entries)} of {count} texts could be read"
        for key, english, spanish, portuguese in entries:
            assert key not in found, f"{key} is given twice"
            texts = (english, spanish or english, portuguese or english)
            found[key] = dict(zip(LANGUAGES, map(plain, texts), strict=True))
    assert found, f"no text in {TEXTS}"
    return found


def label(key: str, language: str, **values: object) -> str:
    """A text of the catalogue with its places filled."""
    text = labels()[key][language]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
