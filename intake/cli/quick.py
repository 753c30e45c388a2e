"""What makes the command line start quickly (docs/decisions/0006-start.md). Imported first."""

import gc
import os

gc.set_threshold(100_000)  # starting makes many objects and hardly any garbage
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # there are none; spares a search
