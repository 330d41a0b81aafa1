"""The use cases, one module a noun. Only these write, and none commits: its caller does."""
