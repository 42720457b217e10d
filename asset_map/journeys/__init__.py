"""One file for each use case, named by its verb. Pages, command line and routes call these."""
