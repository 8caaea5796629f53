"""A plan that was drawn lately is not drawn again; one drawn long ago is."""

from types import SimpleNamespace

from blendnb.widgets import chart_messages
from blendnb.widgets.chart_messages import PlanCharts


def plan(n):
    resolved = SimpleNamespace(schedule=None)
    return SimpleNamespace(
        touchpoints=(n,), start=None, topics=(), brief=SimpleNamespace(resolved=resolved)
    )


def test_a_plan_is_drawn_again_only_after_a_dozen_others(monkeypatch):
    drawn = []
    monkeypatch.setitem(chart_messages.PICTURES, "spacing", lambda p, *_: drawn.append(p) or p)
    charts = PlanCharts(catalogue=None)
    monkeypatch.setattr(charts, "_sent", SimpleNamespace(message_of=lambda *_: {}))
    for n in (1, 2, 1):
        list(charts.news(plan(n)))
    assert [p.touchpoints for p in drawn] == [(1,), (2,)]
    assert charts.at_hand(plan(2))
    for n in range(3, 15):
        list(charts.news(plan(n)))
    assert not charts.at_hand(plan(1))
    assert not charts.at_hand(plan(2))
    assert charts.at_hand(plan(3))
