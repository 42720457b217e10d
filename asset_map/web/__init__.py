"""Routes beside the pages: health, sign-in, data for the map, open data, browser files."""
