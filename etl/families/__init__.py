"""What sources of one family share, so that each of them stays short."""
