"""Read-only questions asked of the record: every answer is limited to what the person may see."""
