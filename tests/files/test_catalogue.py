"""Own entries add to, replace and disable shipped ones."""

import pytest

from blendnb.files.catalogue_loading import load_catalogue
from tests.files.own_catalogue import OWN_FORMAT, OWN_PROGRAMME, OWN_RULE, keyed, read

# --------------------------------------------------------------------------- add and replace


def test_a_folder_without_a_catalogue_changes_nothing(tmp_path):
    assert read(tmp_path) == read(None)


def test_the_same_files_give_the_same_catalogue():
    assert load_catalogue() == load_catalogue()


def test_an_own_rule_comes_after_the_shipped_ones_and_is_marked(folder):
    rules = read(folder({"rules.toml": OWN_RULE})).rules
    assert [rule.id for rule in rules[-2:]] == ["R30", "X01"]
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
    programmes = load_catalogue(own).programmes
    assert len(programmes) == 147
    assert (programmes[-1].id, programmes[-1].origin) == ("briefings", "own")
    assert programmes[-1].brief == {
        "outcome.subject": "process", "outcome.risk": "low", "content.procedural": 1.0,
    }  # fmt: skip


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
