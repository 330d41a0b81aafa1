"""The record's tables, how they are opened, and who may see which rows."""
