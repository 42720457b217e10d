"""A proposal as a TOML file: what ``read_proposal_file`` reads, with names beside the ids."""

from asset_map.domain.proposals import Proposal


def as_toml(proposal: Proposal) -> str:
    """Return a proposal as the text of a file."""
    raise NotImplementedError
