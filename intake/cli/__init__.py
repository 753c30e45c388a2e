"""The command line: arguments, printing, exit codes. Everything else is in the library."""

from intake.cli.app import app

__all__ = ["app"]
