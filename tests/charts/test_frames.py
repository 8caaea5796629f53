import pytest

from blendnb.charts import columns as col
from blendnb.charts.tables import journey_frame, workload_frame
from tests.exporting.sample_plans import crm_rollout, new_manager


def test_every_occurrence_is_a_row():
    frame = journey_frame(new_manager())
    nudges = frame[frame[col.ID] == "tp-6"]
    assert list(nudges[col.START_DAY]) == [21, 35, 49, 63]
    assert list(nudges[col.OCCURRENCE]) == [1, 2, 3, 4]
    assert set(nudges[col.TIMES]) == {4}


def test_rows_follow_the_stages_then_the_days_and_standing_help_comes_last():
    ids = list(journey_frame(crm_rollout()).drop_duplicates(col.ID)[col.ID])
    assert ids == [
        "tp-1", "tp-2", "tp-3", "tp-4", "tp-5", "tp-8", "tp-9", "tp-10", "tp-11", "tp-6", "tp-7",
    ]  # fmt: skip


def test_rows_can_be_grouped_by_modality_instead():
    groups = list(dict.fromkeys(journey_frame(crm_rollout(), "modality")[col.GROUP]))
    assert groups == ["live", "self_paced", "social", "on_the_job", "lane"]


def test_what_stays_open_has_no_end():
    frame = journey_frame(crm_rollout())
    standing = frame[frame[col.STANDING]]
    assert len(standing) == 2
    assert standing[col.END_DAY].isna().all()


def test_a_single_day_ends_on_the_day_after():
    demo = journey_frame(crm_rollout()).set_index(col.ID).loc["tp-3"]
    assert (demo[col.START_DAY], demo[col.END_DAY]) == (3, 4)


def test_an_unknown_grouping_is_refused():
    with pytest.raises(ValueError, match="by 'stage' or 'modality', not by 'owner'"):
        journey_frame(crm_rollout(), "owner")


def test_minutes_on_the_job_are_there_and_marked_as_not_counted():
    frame = workload_frame(crm_rollout())
    week_2 = frame[frame[col.WEEK] == 2].set_index(col.MODALITY)
    assert dict(week_2[col.MINUTES]) == {"self_paced": 90, "on_the_job": 30}
    assert dict(week_2[col.COUNTED]) == {"self_paced": True, "on_the_job": False}
