"""Article to Report: who was honoured, with what, by whom, where and when, as one article says it."""
