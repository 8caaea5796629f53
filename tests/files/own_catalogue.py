"""Own entries of a working folder, and how they are read."""

import pytest

from blendnb.files.catalogue_loading import load_catalogue
from blendnb.files.problems import InputError

OWN_RULE = """
[[rules]]
id = "X01"
when = { "outcome.subject" = "sales", "audience.size" = { max = 40 } }
effects = { bookend = 2 }
because = "Our small sales teams like to meet."
source = "our own programmes"
confidence = "L"
"""

OWN_PROGRAMME = """
title = "Better briefings"
objective = "Shift leaders brief their team in five minutes."
client = "Our plant"
inferred = ["outcome.risk", "content.procedural"]
[outcome]
subject = "process"
risk = "low"
[content]
procedural = 1.0
[ran]
pattern = "continuous"
sequence = "A card, a talk a week, an observation a month."
[source]
title = "Our own records"
owner = "Our plant"
kind = "organisation"
grade = "B"
"""

OWN_FORMAT = """
id = "podcast"
name = "Podcast"
modality = "self_paced"
good_for = "Stories on the road."
rule_of_use = "Ten minutes at most."
purposes = ["inform"]
fit = { conceptual = 0.5 }
minutes = 10
learning_type = "acquisition"
source = "our own programmes"
confidence = "L"
"""


def read(own):
    return load_catalogue(own, programmes=False)


def problems(own):
    with pytest.raises(InputError) as caught:
        load_catalogue(own, programmes=(own / "catalogue" / "programmes").is_dir())
    return caught.value.problems


def keyed(own):
    return {problem.key: str(problem) for problem in problems(own)}
