"""A format that somebody adds in a working folder is something everywhere: the README's example."""

import re

import pytest

from blendnb.charts.recall import recall_of
from blendnb.designing.audit import audit
from blendnb.designing.compose import compose
from blendnb.designing.cost import cost
from blendnb.domain.brief import Brief
from blendnb.domain.learning_format import StudyClass, format_called
from blendnb.domain.plan import Plan, Touchpoint
from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.learning_designer import plan_from_learning_design
from blendnb.files.problems import InputError
from blendnb.files.working_folder import create_working_folder

BRIEF = Brief.model_validate(
    {
        "title": "Selling by asking",
        "objective": "Ask before you offer.",
        "topics": ["Asking"],
        "outcome": {"subject": "sales"},
        "audience": {"size": 40},
        "schedule": {"weeks": 8},
    }
)


def example(folder):
    text = (folder / "catalogue" / "README.md").read_text(encoding="utf-8")
    return re.search(r"`formats/lunch_talk\.toml`:\n\n```toml\n(.*?)```", text, re.DOTALL)[1]


def with_format(path, more=""):
    folder = create_working_folder(path).path
    file = folder / "catalogue" / "formats" / "lunch_talk.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(example(folder) + more, encoding="utf-8")
    return load_catalogue(folder, programmes=False)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return with_format(tmp_path_factory.mktemp("own"))


def touchpoint(id_, format_, day, **values):
    usual = {
        "id": id_, "title": id_, "format": format_, "modality": "social", "purpose": "reinforce",
        "stage": "during", "start_day": day, "days": 1, "learner_minutes": 30, "why": "So.",
        "topics": ["Asking"],
    }  # fmt: skip
    return Touchpoint.model_validate({**usual, **values})


def plan(*touchpoints):
    return Plan(title="Sales", brief=BRIEF, blend_model="live_led", touchpoints=touchpoints)


MODULE = {"modality": "self_paced", "purpose": "inform"}
TAUGHT = plan(
    touchpoint("module", "self_paced_module", 0, **MODULE), touchpoint("talk", "lunch_talk", 14)
)


def test_its_curve_is_not_flat(catalogue):
    (schedule,) = recall_of(TAUGHT, formats=catalogue.formats).schedules
    assert schedule.reinforced
    assert schedule.events.plan_days == (0, 14)
    assert schedule.events.weights == (1.0, 0.7)


def test_it_counts_by_its_modality_where_the_catalogue_is_not_at_hand():
    (schedule,) = recall_of(TAUGHT).schedules
    assert schedule.events.weights == (1.0, 0.7)


def test_the_audit_does_not_say_that_nobody_studies(catalogue):
    talks = plan(touchpoint("one", "lunch_talk", 7), touchpoint("two", "lunch_talk", 28))
    said = audit(talks, catalogue).questions["time.spacing"].text
    assert "nobody ever studies" not in said.lower()


def test_its_own_words_on_memory_count(tmp_path):
    own = with_format(tmp_path, 'memory = { reinforce = "retrieval" }\n')
    (schedule,) = recall_of(TAUGHT, formats=own.formats).schedules
    assert schedule.events.weights == (1.0, 1.0)
    silent = own.formats["lunch_talk"].replace(memory={"always": StudyClass.NONE})
    (flat,) = recall_of(TAUGHT, formats={**own.formats, "lunch_talk": silent}).schedules
    assert not flat.reinforced


def test_it_costs_something_to_build_and_to_attend(catalogue):
    found = cost(TAUGHT, catalogue)
    item = next(i for i in found.build_items if i.touchpoint == "talk")
    assert (item.rate, item.hours.default) == ("build_social_task_piece", 2.0)
    # 40 learners, half an hour each of module and talk.
    assert found.learner_time.hours.default == 40.0


def test_a_rate_of_its_own_is_what_it_costs(tmp_path):
    own = with_format(tmp_path, 'built_at = "build_coaching_piece"\n')
    item = next(i for i in cost(TAUGHT, own).build_items if i.touchpoint == "talk")
    assert (item.rate, item.hours.default) == ("build_coaching_piece", 4.0)


def test_a_learning_design_opens_with_it_by_its_names(tmp_path):
    own = with_format(tmp_path, 'also_called = ["Brown bag"]\n')
    parts = [{"type": name, "duration": 30} for name in ("Lunch talk", "brown bag", "Read")]
    design = {"name": "Sales", "activities": [{"title": "Asking", "slas": parts}]}
    opened = plan_from_learning_design(design, "x.ldj", own.formats)
    assert [(t.format, t.modality, t.purpose) for t in opened.touchpoints] == [
        ("lunch_talk", "social", "reinforce"),
        ("lunch_talk", "social", "reinforce"),
        ("reading", "self_paced", "inform"),
    ]
    assert (
        "Guessed: 'Lunch talk' is taken for lunch talk, with the purpose reinforce."
        in opened.changes
    )
    assert format_called("LUNCH-TALK", own.formats).id == "lunch_talk"
    assert format_called("Supper talk", own.formats) is None


def test_it_is_offered_where_a_format_that_it_stands_in_for_is_excluded(tmp_path):
    own = with_format(tmp_path)
    chat = own.formats["social_task"].replace(stand_ins=("lunch_talk",))
    closed = own.replace(formats={**own.formats, "social_task": chat})
    brief = BRIEF.replace(technology={"available": ["lms", "classroom", "mobile"]})
    social = plan(touchpoint("module", "self_paced_module", 0, **MODULE),
                  touchpoint("task", "social_task", 14)).replace(brief=brief)  # fmt: skip
    veto = next(c for c in audit(social, closed).constraints if c.id == "veto")
    assert veto.fix is not None
    assert "lunch talk" in veto.fix.text


def test_a_journey_is_composed_with_it_in_the_catalogue(catalogue):
    found = compose(BRIEF, catalogue, "live_led", flipped=False, reinforced=True)
    assert not audit(found, catalogue).broken


def test_a_format_that_takes_a_shipped_ones_place_keeps_what_it_leaves_unsaid(tmp_path):
    folder = create_working_folder(tmp_path).path
    file = folder / "catalogue" / "formats" / "nudge.toml"
    file.parent.mkdir(exist_ok=True)
    shipped = load_catalogue(programmes=False).formats["nudge"]
    text = example(folder).replace('"lunch_talk"', '"nudge"').replace("Lunch talk", "Buzz")
    file.write_text(text, encoding="utf-8")
    own = load_catalogue(folder, programmes=False).formats["nudge"]
    assert own.name == "Buzz"
    assert (own.memory, own.built_at, own.stand_ins) == (
        shipped.memory, "build_nudge_piece", ("microlearning", "message"),
    )  # fmt: skip


def test_what_its_entry_names_must_exist(tmp_path):
    with pytest.raises(InputError) as error:
        with_format(tmp_path, 'built_at = "build_talk"\nstand_ins = ["supper"]\n')
    keys = {problem.key for problem in error.value.problems}
    assert keys == {"built_at", "stand_ins[0]"}
