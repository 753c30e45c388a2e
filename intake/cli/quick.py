"""What makes the command line start quickly (docs/decisions/0006-start.md). Imported first."""

import gc
import os
import sys
from types import ModuleType

gc.set_threshold(100_000)  # starting makes many objects and hardly any garbage
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Even when plugins are off, pydantic imports importlib.metadata, and with it the e-mail and zip
# packages, to look for them. This stands in for the module that would do the looking.
_no_plugins = ModuleType("pydantic.plugin._loader")
_no_plugins.get_plugins = lambda: ()  # type: ignore[attr-defined]  # a module made by hand
sys.modules.setdefault(_no_plugins.__name__, _no_plugins)
