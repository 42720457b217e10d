"""What JSON that was printed holds."""


def keys_of(value):
    """Return every key, however deep it stands."""
    if isinstance(value, list):
        return {key for one in value for key in keys_of(one)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {key for one in value.values() for key in keys_of(one)}
