"""What a pilot showed: raw exports read, people counted without being known, the plan simplified.

The fifth step of the framework. `measure` reads what an LMS, a survey tool and a business system
export; `simplify` turns the results into edits with reasons; `accept` makes them decisions of the
plan. Ids of learners are hashed as they are read, figures about fewer than five people are hidden.
"""
