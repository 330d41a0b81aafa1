"""Bytes: kept once by content, their type told by looking."""
