"""Calibration: how far published practice moves the judgement weights of the rules.

The rules' weights are judgement, 1 to 3. The library of published programmes says what people ran
in which context. A ridge-penalised likelihood moves the weights as far as the library speaks
clearly and leaves them where it does not: signs are kept, and no rule begins to argue for a model
that it did not argue for. Only the weights for blend models are moved, not those for elements.

Agreement with the library means "this is what practitioners did", never "this works". The figures
that come with the weights are measured on programmes that the weights had not seen.

Run it with `make calibrate`, which is `python -m blendnb.designing.calibrate`.
"""
