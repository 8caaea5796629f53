"""Spacing experiments: how many learners, who gets which schedule, what came out, what may be said.

A pilot that compares schedules goes through these modules in this order: `experiment_size` and
`verdict_power` before it begins, `preregistration` for what is settled, `allocation` for the lots,
`answers` for the table of results, `arm_differences` for the statistics, `adjusted_differences` for
those at the same baseline and by lag, `analysis` for everything that they show, and for the
sentences of the verdict.
"""
