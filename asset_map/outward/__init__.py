"""What the product says to other computers: mail servers and sign-in providers."""
