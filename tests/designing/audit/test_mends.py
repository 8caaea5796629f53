"""Mends: each finding that is not met carries an edit that makes it better and breaks nothing."""

from hypothesis import given, settings

from blendnb.designing.audit import audit
from blendnb.domain.edits import apply_edit
from blendnb.domain.vocabulary import VERDICTS
from tests.designing.audit.plans import any_plan, catalogue, hard_breaches

NOTHING = {"missing", "partly"}


@settings(max_examples=300)
@given(any_plan())
def test_whatever_the_plan_each_open_question_is_mended_by_its_edit_or_forced_by_stated_facts(plan):
    for question in audit(plan, catalogue()).questions.values():
        if question.verdict not in NOTHING:
            assert (question.fix, question.forced_by) == (None, ())
        elif question.fix is None:
            assert question.forced_by
            assert set(question.forced_by) <= set(plan.brief.stated)
            freed = plan.replace(brief=plan.brief.replacing(dict.fromkeys(question.forced_by)))
            assert audit(freed, catalogue()).questions[question.id].forced_by == ()
        else:
            mended = apply_edit(plan, question.fix.edit)
            after = audit(mended, catalogue()).questions[question.id]
            assert VERDICTS.index(after.verdict) > VERDICTS.index(question.verdict), question
            assert hard_breaches(mended) <= hard_breaches(plan), question
