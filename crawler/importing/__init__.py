"""Files of the user and of other archives into this one."""
