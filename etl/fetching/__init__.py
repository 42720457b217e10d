"""Gets the newest file of a source from the web, politely, and keeps only a good one."""
