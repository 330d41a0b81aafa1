"""Sheets in and out: files to cells to requests under way, and rows to files. Knows no database."""
