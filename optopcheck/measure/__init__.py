"""One module per legal quantity: heights, storeys, volumes, areas."""
