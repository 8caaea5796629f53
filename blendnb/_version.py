"""The one place that spells this version; the build and ``blendnb --version`` read it."""

__version__ = "0.1.0"
