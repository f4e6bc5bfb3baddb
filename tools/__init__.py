"""Small programs for developers and CI; the product does not need them."""
