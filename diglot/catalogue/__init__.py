"""What the archive holds: which capture counts, in which language, under which tags, in what order."""
