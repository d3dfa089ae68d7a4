"""Where an upstream comes from: folders, zips, git addresses and the hub that the kit carries."""
