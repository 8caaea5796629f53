"""The script and the style sheet that a widget gets."""

import re

import pytest

from blendnb.charts.theme import DARK, LIGHT
from blendnb.language import current, speaking
from blendnb.language.texts import Language
from blendnb.widgets.assets import STATIC, script, script_texts, style

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
MAINS = [name for name, text in SCRIPTS.items() if "export default { render };" in text]


@pytest.mark.parametrize("main", MAINS)
def test_a_widgets_script_is_one_module_that_imports_nothing(main):
    text = script(main)
    assert not re.search(r"^\s*import[ {]", text, re.MULTILINE)
    assert re.findall(r"^export .*", text, re.MULTILINE) == ["export default { render };"]


@pytest.mark.parametrize("main", MAINS)
def test_no_part_stands_in_a_module_twice(main):
    first_lines = [text.splitlines()[0] for text in SCRIPTS.values()]
    assert max(script(main).count(line) for line in first_lines) == 1


def test_every_script_is_used():
    modules = [script(main) for main in MAINS]
    unused = [n for n, t in SCRIPTS.items() if not any(t.splitlines()[0] in m for m in modules)]
    assert unused == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_writes_markup_from_text(name):
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\("
    assert not re.search(forbidden, SCRIPTS[name])


def test_the_style_has_every_color_of_both_themes():
    text = style()
    for theme in (LIGHT, DARK):
        for token, color in theme.colors.items():
            assert f"--bl-{token.replace('_', '-')}:{color};" in text


def test_the_style_spells_no_color_of_its_own():
    rules = (STATIC / "studio.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rules) == []


def test_every_variable_that_the_style_uses_is_defined():
    text = style()
    used = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert used - set(re.findall(r"(--[\w-]+):", text)) == set()


def test_a_widget_brings_the_texts_of_its_scripts_with_their_plural_forms():
    texts = script_texts()
    assert texts["undo"] == "Undo"
    assert texts["counted_day"] == {"one": "{count} day", "other": "{count} days"}
    with speaking(Language("pseudo", "de", {"studio.text.undo": "Zurück"}, current())):
        assert script_texts()["undo"] == "Zurück"
