"""From the catalogue to files: pages, feeds, sitemap; knows nothing of rules and engines."""
