from blendnb.charts.tables import (
    dimensions_table,
    journey_table,
    spacing_table,
    workload_table,
)
from tests.charts.test_dimensions_chart import MIXED
from tests.exporting.sample_plans import compliance_audit, crm_rollout, new_manager


def test_the_journeys_table_says_what_the_chart_shows():
    table = journey_table(crm_rollout())
    assert list(table.columns) == [
        "Stage", "Touchpoint", "Mode", "Purpose", "From", "To", "Learner’s time",
    ]  # fmt: skip
    assert list(table.iloc[0]) == [
        "Before", "Teaser video and word from sales leadership", "Self-paced", "Launch",
        "Week −1 (4 Jan 2027)", "Week −1 (4 Jan 2027)", "5\u00a0min",
    ]  # fmt: skip
    assert list(table.iloc[-1])[4:] == [
        "Week 2 (18 Jan 2027)", "stays\u00a0open", "stays\u00a0open",
    ]  # fmt: skip


def test_an_undated_table_has_weeks_alone():
    assert list(journey_table(new_manager())["From"])[:2] == ["Week 1", "Week 1"]


def test_a_repeat_is_one_row_from_its_first_to_its_last_day():
    nudge = journey_table(new_manager()).iloc[5]
    assert (nudge["From"], nudge["To"]) == ("Week 4", "Week 10")
    assert nudge["Learner’s time"] == "4\u00a0×\u00a010\u00a0min"


def test_the_workloads_table_adds_up_what_counts():
    table = workload_table(crm_rollout()).set_index("Week")
    assert list(table.loc["2"]) == ["", "90", "", "30", "90", "90"]
    assert list(table.loc["3"]) == ["45", "", "15", "30", "60", "90"]


def test_the_spacing_table_gives_bands_and_no_single_figure():
    table = spacing_table(compliance_audit())
    assert list(table.columns)[2:] == [
        "Recall at the journey’s end", "The same, unreinforced", "Recall in week 106",
        "Later, unreinforced", "Later, met once",
    ]  # fmt: skip
    for column in table.columns[2:]:
        band = "\\d+\u00a0% \\(\\d+ to \\d+\u00a0%\\)"
        assert table[column].str.fullmatch(band).all()


def test_the_dimensions_table_has_verdict_and_evidence_of_all_ten():
    table = dimensions_table(MIXED)
    assert list(table["Verdict"]) == [
        "met", "partly met", "met", "not needed", "met", "missing", "met", "met", "met", "met",
    ]  # fmt: skip
    assert set(table["Evidence"]) == {"Evidence."}
