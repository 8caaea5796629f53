"""Charts: the journey, what forgetting leaves, learners' time, the dimensions of the blend.

Each comes as a drawing for notebooks (`journey_chart`), as the same facts in a table
(`journey_table`), and as one sentence that says what it shows: its title and its description.

Each name, which stands in `__init__.pyi`, loads what it needs when it is first used: most who draw
one chart draw no other.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
