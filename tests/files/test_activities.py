"""Activities from files: own ones lie over the shipped ones, and every problem is told at once."""

from tests.files.own_catalogue import problems, read

WALK = """
id = "walk_and_talk"
name = "Walk and talk"
title = "Walk and talk it over: {topic}"
family = "dia"
outcome = "Both have one next step for {topic}."
criteria = ["Each says the other's next step"]
source = "our own programmes"
confidence = "L"
[fits]
formats = ["social_task"]
purposes = ["reinforce"]
kinds = ["interpersonal"]
minutes = { min = 10, max = 30, nominal = 20 }
[[steps]]
do = "Walk, and tell"
share = 15
method = "pairs"
[[steps]]
do = "Fix the next step"
share = 5
flex = true
method = "pairs"
uses = ["card"]
[[deliverables]]
id = "card"
what = "Card"
spec = "Two questions"
[variants]
virtual = "By telephone, both on their feet."
"""


def own(folder, text, name="activities/walk_and_talk.toml"):
    return folder({name: text})


def found(folder, text):
    return {problem.key: str(problem) for problem in problems(own(folder, text))}


def test_an_own_activity_adds_to_the_shipped_ones_and_is_marked(folder):
    activities = read(own(folder, WALK)).activities
    assert activities["walk_and_talk"].origin == "own"
    assert activities["threes"].origin == "shipped"
    assert len(activities) == len(read(None).activities) + 1


def test_an_activity_has_what_its_family_says_where_it_says_nothing_itself(folder):
    walk = read(own(folder, WALK)).activities["walk_and_talk"]
    assert walk.variants["virtual"].text == "By telephone, both on their feet."
    assert walk.variants["no_technology"].text == "Paper and pens."
    assert walk.owner == "Facilitator"
    assert [avoid.text for avoid in walk.avoid] == ["A reporting line inside one group"]


def test_an_own_family_reaches_the_shipped_activities(folder):
    family = """
[[activity_families]]
id = "rec"
name = "Recall"
text = "From memory."
access = "No timer."
owner = "Quiz team"
hours = { low = 1, high = 2 }
source = "our own programmes"
confidence = "L"
"""
    activities = read(own(folder, family, "activity_families.toml")).activities
    assert activities["spaced_questions"].owner == "Quiz team"
    assert activities["spaced_questions"].variants == {}


def test_an_activity_can_be_disabled(folder):
    assert "threes" not in read(folder({"disabled.toml": 'disabled = ["threes"]'})).activities


def test_every_problem_of_an_activity_is_told_at_once(folder):
    wrong = (
        WALK.replace("{topic}.", "{topc}.")
        .replace("nominal = 20", "nominal = 40")
        .replace('"card"]', '"cart"]')
        .replace("share = 15", "share = 15\nflex = true")
    )
    told = found(folder, wrong)
    assert set(told) == {"outcome", "fits.minutes.nominal", "steps[1].uses[0]", "steps"}
    assert "did you mean card?" in told["steps[1].uses[0]"]
    assert "topc; what can be filled is topic, moment" in told["outcome"]


def test_names_that_lead_nowhere_are_told_with_those_that_exist(folder):
    wrong = (
        WALK.replace('family = "dia"', 'family = "dai"')
        .replace('"social_task"', '"social_tusk"')
        .replace(
            "[variants]",
            '[[avoid]]\ntext = "x"\nwhen = { "outcome.rsk" = "high" }\n[variants]\n'
            'asynchronous = { text = "x", activity = "thre" }',
        )
    )
    told = found(folder, wrong)
    assert set(told) == {
        "family", "fits.formats[0]", "variants.asynchronous.activity",
        "avoid[0].when.'outcome.rsk'",
    }  # fmt: skip
    assert "did you mean dia?" in told["family"]
    assert "did you mean social_task?" in told["fits.formats[0]"]


def test_fixed_steps_longer_than_the_whole_are_refused(folder):
    told = found(folder, WALK.replace("share = 15", "minutes = 25"))
    assert "the fixed steps take 25 minutes, more than the usual 20" in told["steps"]


def test_a_range_that_runs_backward_is_refused(folder):
    told = found(folder, WALK.replace("[[steps]]", "group = { min = 5, max = 2 }\n[[steps]]", 1))
    assert "low is 5, more than high, which is 2" in told["fits.group.min"]
