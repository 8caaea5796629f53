"""A drawing as a picture whose letters the machine's fonts have, made by the machine's browser.

What turns a chart into dots without a browser knows one typeface, which has Latin, Greek and
Cyrillic letters. It sets Chinese in bold, writes Hindi letters over each other and draws boxes for
emoji. A browser does all of that right, if the machine has a font for it. Whether it has is asked
first: the browser paints each letter and a letter that cannot exist, and says which look the same.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from blendnb.exporting.browsers import NotPrintedError, by_one_of, find_browsers, made_by
from blendnb.files.problems import refuse
from blendnb.language import listed, say

_BUILT_IN = re.compile(
    "[ -~\u00a0-\u024f\u0370-\u0513\u1e00-\u1eff\u2000-\u2022\u2026\u202f\u2030\u2032\u2033"
    "\u2039\u203a\u2044\u2068\u2069\u2070-\u208e\u20a0-\u20b5\u20bf\u2116\u2122\u2190-\u2195"
    "\u2202\u2206\u2211\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u25a0\u25a1\u25cf\ufffd]*"
)
"""Letters and signs of Liberation Sans, which travels inside vl-convert."""
_NOT_ALONE = ("Mn", "Mc", "Me", "Cc", "Cf", "Zs")
"""Categories of what is not seen without a letter before it: marks, controls, spaces."""
_MOST_NAMED = 8
_PNG = b"\x89PNG\r\n\x1a\n"
_EAST_ASIAN = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "FULLWIDTH",
    "HALFWIDTH",
    "IDEOGRAPHIC",
    "KATAKANA-HIRAGANA",
)
_FIRST_EMOJI = "\U0001f000"
_ASK = """<!doctype html><meta charset="utf-8"><body><script>
const paint = letter => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 48, height: 48 });
  const brush = canvas.getContext("2d");
  brush.font = "24px Arial, 'Liberation Sans', Helvetica, sans-serif";
  brush.fillText(letter, 8, 32);
  return brush.getImageData(0, 0, 48, 48).data.join();
};
const lacking = new Set(["", "\\u0378", "\\u{10fffe}"].map(paint));
const missing = LETTERS.filter(letter => lacking.has(paint(letter)));
document.body.textContent = "missing:" + missing.map(l => l.codePointAt(0)).join() + ";";
</script></body>"""
"""Names letters that look like nothing, like an unassigned one, or like one that cannot exist."""
_ANSWER = re.compile(rb"<body>missing:([\d,]*);")


def needs_browser(texts: Iterable[str]) -> bool:
    """Whether a text has a letter that the built-in typeface lacks."""
    return not all(map(_BUILT_IN.fullmatch, texts))


def browser_picture(svg: str, texts: Iterable[str], size: tuple[int, int], file: str) -> bytes:
    """Return a drawing as a PNG, painted by a browser with the fonts of the machine.

    Parameters
    ----------
    svg
        The drawing, of shapes and escaped text alone.
    texts
        What is written in it.
    size
        Width and height in pixels; the picture has twice as many dots.
    file
        How messages name the file that is to be made.

    Raises
    ------
    InputError
        If there is no browser, or no font of the machine has some of the letters; with what can be
        done.
    """
    letters = sorted({letter for letter in "".join(texts) if not _BUILT_IN.fullmatch(letter)})
    shown = [letter for letter in letters if unicodedata.category(letter) not in _NOT_ALONE]
    return by_one_of(
        find_browsers(file, "picture"),
        file,
        lambda browser: _painted(browser, svg, shown, size, file),
    )


def _painted(
    browser: Path, svg: str, letters: list[str], size: tuple[int, int], file: str
) -> bytes:
    flags = (f"--window-size={size[0]},{size[1]}", "--force-device-scale-factor=2", "--dump-dom")
    asked = _ASK.replace("LETTERS", json.dumps(letters))
    _, answer = made_by(browser, asked, flags, "--screenshot")
    missing = _ANSWER.search(answer)
    if missing is None:
        raise NotPrintedError(say("export.problem.another_page"))
    if missing[1]:
        raise _no_font([chr(int(number)) for number in missing[1].split(b",")], file)
    picture, _ = made_by(browser, _page(svg), flags[:2], "--screenshot")
    if not picture.startswith(_PNG):
        raise NotPrintedError(say("export.problem.no_picture_made"))
    return picture


def _page(svg: str) -> str:
    """The drawing alone on a page that loads and runs nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{policy}"><style>html,body{{margin:0;overflow:hidden}}svg{{display:block}}</style>'
        f"<body>{svg}</body>"
    )


# ------------------------------------------------------------------------------- what is missing


def _no_font(missing: list[str], file: str) -> Exception:
    scripts: dict[tuple[str, str], list[str]] = {}
    for letter in missing:
        scripts.setdefault(_script(letter), []).append(letter)
    groups = [
        say("export.problem.letters_of", letters=_named(letters), script=script)
        for (script, _), letters in scripts.items()
    ]
    fonts = dict.fromkeys(font for _, font in scripts)
    return refuse(
        file,
        say("export.problem.no_font", letters=listed(groups)),
        hint=say("export.problem.no_font_hint", fonts=listed(list(fonts))),
    )


def _named(letters: list[str]) -> str:
    more = "…" if len(letters) > _MOST_NAMED else ""
    return "".join(letters[:_MOST_NAMED]) + more


def _script(letter: str) -> tuple[str, str]:
    """Which script a letter belongs to, as people call it, and a font that has it."""
    name = unicodedata.name(letter, "").partition(" ")[0]
    if name in _EAST_ASIAN:
        return say("export.script.east_asian"), "Noto Sans CJK"
    if unicodedata.category(letter)[0] == "L" and name:
        return name.capitalize(), f"Noto Sans {name.capitalize()}"
    if letter >= _FIRST_EMOJI:
        return say("export.script.emoji"), "Noto Color Emoji"
    return say("export.script.signs"), "Noto Sans Symbols"
