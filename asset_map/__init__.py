"""Asset Map: what a place already has, and what a cut would do to it."""

__version__ = "0.1.0"
