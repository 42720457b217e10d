"""The words of the product, as frozen data classes. No input, no output."""
