"""Own entries add to, replace and disable shipped ones; all mistakes are told at once."""

import pytest

from blendnb.files.catalogue import load_catalogue, load_programmes
from blendnb.files.problems import InputError

OWN_RULE = """
[[rules]]
id = "X01"
when = { "outcome.subject" = "sales", "audience.size" = { max = 40 } }
effects = { bookend = 2 }
because = "Our small sales teams like to meet."
source = "our own programmes"
confidence = "L"
"""

OWN_PROGRAMME = """
title = "Better briefings"
objective = "Shift leaders brief their team in five minutes."
client = "Our plant"
inferred = ["outcome.risk", "content.procedural"]
[outcome]
subject = "process"
risk = "low"
[content]
procedural = 1.0
[ran]
pattern = "continuous"
sequence = "A card, a talk a week, an observation a month."
[source]
title = "Our own records"
owner = "Our plant"
kind = "organisation"
grade = "B"
"""

OWN_FORMAT = """
id = "podcast"
name = "Podcast"
modality = "self_paced"
good_for = "Stories on the road."
rule_of_use = "Ten minutes at most."
purposes = ["inform"]
fit = { conceptual = 0.5 }
minutes = 10
learning_type = "acquisition"
source = "our own programmes"
confidence = "L"
"""


@pytest.fixture
def folder(tmp_path):
    """Write files into the catalogue of a working folder: ``folder({"rules.toml": "..."})``."""

    def write(files):
        for name, text in files.items():
            path = tmp_path / "catalogue" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def read(own):
    return load_catalogue(own, programmes=False)


def problems(own):
    with pytest.raises(InputError) as caught:
        load_catalogue(own, programmes=(own / "catalogue" / "programmes").is_dir())
    return caught.value.problems


def keyed(own):
    return {problem.key: str(problem) for problem in problems(own)}


# --------------------------------------------------------------------------- add and replace


def test_a_folder_without_a_catalogue_changes_nothing(tmp_path):
    assert read(tmp_path) == read(None)


def test_the_same_files_give_the_same_catalogue():
    assert load_catalogue() == load_catalogue()


def test_an_own_rule_comes_after_the_shipped_ones_and_is_marked(folder):
    rules = read(folder({"rules.toml": OWN_RULE})).rules
    assert [rule.id for rule in rules[-2:]] == ["R23", "X01"]
    assert [rule.id for rule in rules if rule.origin == "own"] == ["X01"]


def test_an_own_entry_with_the_id_of_a_shipped_one_takes_its_place(folder):
    rules = read(folder({"rules.toml": OWN_RULE.replace("X01", "A05")})).rules
    shipped = read(None).rules
    assert [rule.id for rule in rules] == [rule.id for rule in shipped]
    replaced = next(rule for rule in rules if rule.id == "A05")
    assert (replaced.effects, replaced.origin) == ({"bookend": 2}, "own")


def test_an_own_threshold_changes_one_number(folder):
    own = folder(
        {
            "thresholds.toml": '[[thresholds]]\nid = "format_variety"\nvalue = 12\n'
            'unit = "formats"\nsource = "our own programmes"\nconfidence = "L"\n'
        }
    )
    assert read(own).threshold("format_variety") == 12
    assert len(read(own).thresholds) == len(read(None).thresholds)


def test_an_own_format_can_be_named_by_own_rules(folder):
    rule = (
        '[[format_rules]]\nid = "X"\nwhen = { "work.setting" = "field" }\nformats = ["podcast"]\n'
        'because = "They drive a lot."\nsource = "our own programmes"\nconfidence = "L"\n'
    )
    catalogue = read(folder({"formats/podcast.toml": OWN_FORMAT, "format_rules.toml": rule}))
    assert catalogue.formats["podcast"].origin == "own"
    assert catalogue.format_rules[-1].formats == ("podcast",)


def test_an_own_blueprint_stands_beside_the_shipped_ones(folder):
    blueprint = """
        id = "toolbox_talk"
        name = "Toolbox talk"
        summary = "Ten minutes before the shift."
        blend_model = "continuous"
        flipped = false
        reinforced = true
        source = "our own programmes"
        confidence = "L"
        [brief]
        title = "Toolbox talk"
        objective = "Crews talk about one risk before the shift."
        topics = ["Lifting"]
        outcome = { subject = "safety" }
        [[rows]]
        id = "talk"
        title = "Talk at the board"
        format = "in_person_workshop"
        modality = "live"
        delivery = "in_person"
        purpose = "practice"
        stage = "during"
        start_day = 0
        days = 1
        roles = ["learner"]
        topics = ["Lifting"]
        why = "It is where the crew stands anyway."
        layer = "source"
    """
    catalogue = read(folder({"blueprints/toolbox_talk.toml": blueprint}))
    assert list(catalogue.blueprints)[-1] == "toolbox_talk"
    assert catalogue.blueprints["toolbox_talk"].origin == "own"


def test_own_programmes_stand_beside_the_shipped_ones_and_are_marked(folder):
    own = folder({"programmes/briefings.toml": OWN_PROGRAMME})
    programmes = load_programmes(own)
    assert len(programmes) == 147
    assert (programmes[-1].id, programmes[-1].origin) == ("briefings", "own")
    assert programmes[-1].brief == {
        "outcome.subject": "process", "outcome.risk": "low", "content.procedural": 1.0,
    }  # fmt: skip
    assert programmes == load_catalogue(own).programmes


def test_programmes_are_left_out_where_they_are_not_needed():
    assert read(None).programmes == ()


# --------------------------------------------------------------------------------- archetypes


def test_an_archetype_has_its_own_rows_and_those_that_every_pattern_has():
    archetypes = read(None).archetypes
    for archetype in archetypes.values():
        keys = [slot.key for slot in archetype.slots]
        assert len(set(keys)) == len(keys)
        assert {"announcement", "help-at-work"} <= set(keys)


def test_own_common_rows_replace_shipped_ones_but_not_an_archetypes_own(folder):
    slots = "".join(
        f'[[slots]]\nkey = "{key}"\ntitle = "Ours"\npurpose = "support"\n'
        'formats = ["job_aid"]\nwhy = "It is how we do it."\n'
        for key in ("help-at-work", "kick-off")
    )
    archetypes = read(folder({"blueprints/archetypes/common.toml": slots})).archetypes
    titles = {
        key: [s.title for a in archetypes.values() for s in a.slots if s.key == key]
        for key in ("help-at-work", "kick-off")
    }
    assert titles["help-at-work"] == ["Ours"] * 4
    assert titles["kick-off"].count("Ours") == 3
    assert archetypes["bookend"].slots[0].key == "kick-off"
    assert archetypes["bookend"].slots[0].title != "Ours"


# ------------------------------------------------------------------------------------ disable


def test_disabled_entries_are_gone(folder):
    own = folder({"disabled.toml": 'disabled = ["A14", "V06", "crm_rollout", "myth_pyramid"]'})
    catalogue = read(own)
    assert "A14" not in {rule.id for rule in catalogue.rules}
    assert "V06" not in {veto.id for veto in catalogue.vetoes}
    assert "crm_rollout" not in catalogue.blueprints
    assert "myth_pyramid" not in catalogue.help_texts


def test_a_disabled_format_stays_readable_and_is_excluded_with_a_sentence(folder):
    catalogue = read(folder({"disabled.toml": 'disabled = ["nudge"]'}))
    assert "nudge" in catalogue.formats
    veto = catalogue.vetoes[-1]
    assert (veto.excludes, veto.origin, veto.when) == (("nudge",), "own", {})
    assert veto.sentence == "Disabled in your own catalogue."


def test_what_cannot_be_disabled_is_said(folder):
    own = folder({"disabled.toml": 'disabled = ["A141", "format_variety", "live_led"]'})
    found = keyed(own)
    assert "'A141' is the id of no entry; did you mean A14?" in found["disabled[0]"]
    assert "one of the thresholds" in found["disabled[1]"]
    assert "one of the blend_models" in found["disabled[2]"]


@pytest.mark.parametrize(
    ("text", "key"),
    [('disabled = "A14"', "disabled"), ("disabled = [14]", "disabled"), ("off = []", "off")],
)
def test_a_malformed_list_of_disabled_entries_is_refused(folder, text, key):
    assert key in keyed(folder({"disabled.toml": text}))


# -------------------------------------------------------------------------- calibrated weights


def test_calibrated_weights_are_used_where_they_are_given(folder):
    own = folder({"calibrated_weights.toml": "[weights.A14]\ndigital_first = 1.25\n"})
    rule = next(rule for rule in read(own).rules if rule.id == "A14")
    assert rule.effects == {"digital_first": 3, "live_led": -2}
    assert rule.calibrated["digital_first"] == 1.25
    assert rule.weights["digital_first"] == 1.25


def test_calibrated_weights_of_unknown_rules_and_models_are_refused(folder):
    text = "[weights.A99]\nlive_led = 1.0\n[weights.A14]\nlive_lead = 1.0\n"
    found = problems(folder({"calibrated_weights.toml": text}))
    assert [problem.key for problem in found] == ["weights.A99", "rules[14].calibrated.live_lead"]
    assert found[1].hint == "did you mean live_led?"


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
