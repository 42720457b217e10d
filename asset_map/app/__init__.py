"""The pages that people use: thin, over the journeys."""
