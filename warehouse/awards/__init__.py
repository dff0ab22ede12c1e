"""Awards: which rows of reports are one award, and what stands of it."""
