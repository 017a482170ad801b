"""From files to articles and their blocks; knows nothing of what is done with them."""
