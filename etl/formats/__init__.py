"""One reader for each export format. Well-kept libraries do the reading."""
