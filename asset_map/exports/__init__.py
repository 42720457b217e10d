"""Open data as files: GeoJSON, CSV, GeoParquet and Open Referral UK, written row by row."""
