"""Letters: facts become blocks of Markdown, and those a PDF, a Word file or plain text.

Knows no database and sends nothing. `compose` is the way in.
"""
