"""Design blended-learning journeys: from a brief to an explained plan, its charts and one page.

>>> import blendnb as bl
>>> brief = bl.Brief(title="CRM", objective="Use it.", outcome={"subject": "software"})
>>> brief.stated
{'outcome.subject': 'software'}

The names, which stand in `__init__.pyi`, load what they need when they are first used, so that
`import blendnb` is light.
"""

import sys
from importlib import import_module
from typing import Any

import lazy_loader

_loaded, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, and tell a notebook how our values are shown."""
    value = _loaded(name)
    if "IPython" in sys.modules:
        import_module("blendnb.widgets.notebook").register()
    return value
