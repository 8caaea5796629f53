"""All mistakes in own entries are told at once, each with its place."""

import re
import tomllib
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.problems import InputError
from blendnb.shipped import shipped
from tests.files.own_catalogue import OWN_FORMAT, OWN_PROGRAMME, OWN_RULE, keyed, problems

SHIPPED = shipped("templates") / "blueprints"

# --------------------------------------------------------------------- all mistakes at once


def test_every_problem_of_every_file_is_told_at_once(folder):
    own = folder(
        {
            "rules.toml": OWN_RULE.replace("bookend", "bookends").replace('"L"', '"low"'),
            "vetoes.toml": "[[vetoes]]\nid = 'X'\n",
            "thresholds.toml": "[[threshold]]\nid = 'X'\n",
            "formats/podcast.toml": OWN_FORMAT.replace("minutes = 10", "minutes = '10'"),
            "costs.toml": "rates = [",
            "programmes/briefings.toml": OWN_PROGRAMME.replace("process", "proces"),
        }
    )
    files = {problem.file.rpartition("catalogue")[2].strip("/\\") for problem in problems(own)}
    assert {name.replace("\\", "/") for name in files} == {
        "rules.toml", "vetoes.toml", "thresholds.toml", "formats/podcast.toml", "costs.toml",
        "programmes/briefings.toml",
    }  # fmt: skip


def test_a_problem_names_the_entry_by_its_place_and_its_id(folder):
    second = OWN_RULE.replace("X01", "X02").replace("because", "becuase")
    found = problems(folder({"rules.toml": OWN_RULE + second}))
    assert [(problem.key, problem.item) for problem in found] == [
        ("rules[1].because", "X02"), ("rules[1].becuase", "X02"),
    ]  # fmt: skip
    assert found[1].hint == "did you mean because?"


CROSS_CHECKS = {
    "a model that nobody knows": (
        OWN_RULE.replace("bookend", "book_end"),
        "rules[0].effects.book_end",
        "did you mean bookend?",
    ),
    "a fact that no brief has": (
        OWN_RULE.replace("audience.size", "audience.sise"),
        "rules[0].when.'audience.sise'",
        "did you mean audience.size?",
    ),
    "a fact that is worked out only later": (
        OWN_RULE.replace('"audience.size" = { max = 40 }', '"blend_model" = "bookend"'),
        "rules[0].when.'blend_model'",
        "is not a fact; known are outcome.subject",
    ),
    "a value outside the vocabulary": (
        OWN_RULE.replace('"sales"', '"sale"'),
        "rules[0].when.'outcome.subject'",
        "did you mean sales?",
    ),
    "a number asked of a choice": (
        OWN_RULE.replace('"outcome.subject" = "sales"', '"outcome.level" = { min = 2 }'),
        "rules[0].when.'outcome.level'.min",
        "cannot be asked about a single choice; use one_of",
    ),
    "a text asked of a number": (
        OWN_RULE.replace("{ max = 40 }", '"small"'),
        "rules[0].when.'audience.size'",
        "'small' is not a number",
    ),
    "a number asked of a yes or no": (
        OWN_RULE.replace('"audience.size" = { max = 40 }', '"support.managers" = 1'),
        "rules[0].when.'support.managers'",
        "1 is not true or false",
    ),
    "a technology that nobody knows": (
        OWN_RULE.replace(
            '"audience.size" = { max = 40 }', '"technology.available" = { has = ["lsm"] }'
        ),
        "rules[0].when.'technology.available'.has[0]",
        "did you mean lms?",
    ),
    "a single value asked of a set": (
        OWN_RULE.replace('"audience.size" = { max = 40 }', '"technology.available" = "lms"'),
        "rules[0].when.'technology.available'.one_of",
        "cannot be asked about a set of choices; use has, has_any, lacks",
    ),
    "a design variable that does not exist": (
        OWN_RULE + 'variables = ["audience.siz"]\n',
        "rules[0].variables[0]",
        "did you mean audience.size?",
    ),
    "an example about a fact that does not exist": (
        OWN_RULE + 'examples = [{ fires = true, facts = { "outcome.subjct" = "sales" } }]\n',
        "rules[0].examples[0].facts.outcome.subjct",
        "did you mean outcome.subject?",
    ),
}


@pytest.mark.parametrize("case", CROSS_CHECKS)
def test_what_does_not_exist_is_refused_with_the_names_that_do(folder, case):
    rules, key, sentence = CROSS_CHECKS[case]
    found = keyed(folder({"rules.toml": rules}))
    assert sentence in found[key]


def test_unknown_formats_are_refused_wherever_they_are_named(folder):
    rated = (
        '[[rates]]\nid = "X"\nformats = ["podcasts"]\nlow = 1\ndefault = 9\nhigh = 3\n'
        'unit = "h"\nsource = "us"\nconfidence = "L"\n'
    )
    vetoed = (
        '[[vetoes]]\nid = "X"\nwhen = {}\nexcludes = ["job_aids"]\nsentence = "No."\n'
        'source = "us"\nconfidence = "L"\n'
    )
    found = keyed(folder({"costs.toml": rated, "vetoes.toml": vetoed}))
    assert "'podcasts' is not known" in found["rates[0].formats[0]"]
    assert "9 is outside its own range, 1 to 3" in found["rates[0].default"]
    assert "did you mean job_aid?" in found["vetoes[0].excludes[0]"]


def test_a_blueprint_is_checked_with_its_brief_rows_formats_and_topics(folder):
    blueprint = """
        id = "x"
        name = "X"
        summary = "X"
        blend_model = "continuous"
        flipped = false
        reinforced = false
        source = "us"
        confidence = "L"
        [brief]
        title = "X"
        objective = "X"
        topics = ["Lifting"]
        outcome = { subject = "safty" }
        [[rows]]
        id = "a"
        title = "A"
        format = "podcast"
        modality = "self_paced"
        purpose = "inform"
        stage = "during"
        start_day = 0
        days = 1
        roles = ["learner"]
        topics = ["Liftin"]
        depends_on = ["b"]
        why = "Because."
        layer = "source"
    """
    found = keyed(folder({"blueprints/x.toml": blueprint}))
    assert set(found) == {
        "brief.outcome.subject", "rows[0].format", "rows[0].topics[0]", "rows[0].depends_on[0]",
    }  # fmt: skip
    assert "did you mean Lifting?" in found["rows[0].topics[0]"]


def test_a_live_row_without_delivery_is_refused(folder):
    blueprint = """
        id = "x"
        name = "X"
        summary = "X"
        blend_model = "continuous"
        flipped = false
        reinforced = false
        source = "us"
        confidence = "L"
        brief = { title = "X", objective = "X", outcome = { subject = "safety" } }
        [[rows]]
        id = "a"
        title = "A"
        format = "virtual_workshop"
        modality = "live"
        purpose = "practice"
        stage = "during"
        start_day = 0
        days = 1
        roles = ["learner"]
        why = "Because."
        layer = "source"
    """
    assert (
        "delivery belongs to live rows"
        in keyed(folder({"blueprints/x.toml": blueprint}))["rows[0]"]
    )


def test_an_id_that_stands_twice_in_one_layer_is_refused(folder):
    found = keyed(folder({"rules.toml": OWN_RULE + OWN_RULE}))
    assert "'X01' stands twice; it is also the id of rules[0]" in found["rules[1].id"]


def test_a_file_that_nothing_reads_is_told_with_the_name_that_was_meant(folder):
    found = problems(folder({"rule.toml": OWN_RULE}))
    assert [problem.hint for problem in found] == ["did you mean rules.toml?"]


def test_a_list_file_with_another_list_is_refused(folder):
    found = keyed(folder({"rules.toml": "rules = 3\n"}))
    assert "3 is not a list of entries; begin each with [[rules]]" in found["rules"]


def test_a_programme_may_infer_only_what_it_gives(folder):
    text = OWN_PROGRAMME.replace('"outcome.risk"', '"audience.size", "outcome.rsk"')
    found = keyed(folder({"programmes/briefings.toml": text}))
    assert set(found) == {"inferred[0]", "inferred[1]"}
    assert "did you mean outcome.risk?" in found["inferred[1]"]


def test_a_working_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such folder"):
        load_catalogue(tmp_path / "nowhere")


WHERE_A_TEXT_BELONGS = {
    "a list for a slot's key": (
        "blueprints/archetypes/digital_first.toml",
        'blend_model = "digital_first"\n[[slots]]\nkey = ["a"]\n',
        "slots[0].key",
    ),
    "a table for a slot's key": (
        "blueprints/archetypes/digital_first.toml",
        'blend_model = "digital_first"\n[[slots]]\nkey = { a = 1 }\n',
        "slots[0].key",
    ),
    "a number for the common slots": (
        "blueprints/archetypes/common.toml", "slots = 3\n", "slots",
    ),
    "texts for the common slots": (
        "blueprints/archetypes/common.toml", 'slots = ["a"]\n', "slots",
    ),
    "a list for the value of a choice": (
        "variables.toml",
        '[[variables]]\npath = "outcome.risk"\n[[variables.choices]]\nvalue = ["low"]\n',
        "variables[0].choices[0].value",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WHERE_A_TEXT_BELONGS)
def test_a_list_or_table_where_a_text_belongs_is_told_at_its_place(folder, case):
    file, text, key = WHERE_A_TEXT_BELONGS[case]
    assert key in {problem.key for problem in problems(folder({file: text}))}


def test_a_list_among_the_topics_of_a_blueprint_is_told_at_its_place(folder):
    text = (SHIPPED / "supervised_advice.toml").read_text(encoding="utf-8")
    odd = re.sub(r"(?m)^topics = \[", 'topics = [["a"], ', text, count=1).replace(
        'id = "supervised_advice"', 'id = "ours"'
    )
    found = problems(folder({"blueprints/ours.toml": odd}))
    assert "brief.topics[0]" in {problem.key for problem in found}


# ------------------------------------------------------------------------- whatever is written


ODD = (["a"], [["a"]], {"a": 1}, 3, True, "x")


def places(value, place=()):
    """Every place in a table, as keys and numbers."""
    if place:
        yield place
    keys = value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    for key in keys:
        yield from places(value[key], (*place, key))


def put(value, place, odd):
    """Return the table with something odd at a place."""
    if not place:
        return odd
    first, *rest = place
    changed = value.copy()
    changed[first] = put(value[first], rest, odd)
    return changed


# Reading the whole catalogue takes a while: a fifth of the usual number.
@settings(max_examples=settings().max_examples // 5)
@given(st.data())
def test_an_own_entry_with_anything_anywhere_is_taken_or_told_in_sentences(data):
    templates = SHIPPED.parent
    files = [p for kind in ("catalogue", "blueprints") for p in (templates / kind).rglob("*.toml")]
    path = data.draw(st.sampled_from(sorted(files)))
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    odd = put(
        table, data.draw(st.sampled_from(list(places(table)))), data.draw(st.sampled_from(ODD))
    )
    inside = path.relative_to(templates)
    inside = inside.relative_to("catalogue") if inside.parts[0] == "catalogue" else inside
    with TemporaryDirectory() as folder:
        own = Path(folder) / "catalogue" / inside
        own.parent.mkdir(parents=True)
        own.write_text(tomlkit.dumps(odd), encoding="utf-8")
        with suppress(InputError):
            load_catalogue(Path(folder), programmes=False)
