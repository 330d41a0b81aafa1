"""FOIL Desk: New York Freedom of Information Law requests, written, tracked and proved."""

__version__ = "0.1.0"
