"""PyYAML, imported quickly: we only take libyaml's events (docs/decisions/0001-libyaml-events.md),
so that the patterns of its own reader and of its types are not compiled."""

from intake.light import patterns_later

with patterns_later():
    import yaml

__all__ = ["yaml"]
