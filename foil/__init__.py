"""FOIL Desk: New York Freedom of Information Law requests, written, tracked and proved."""
