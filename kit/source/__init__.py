"""Reading what authors wrote: files, front matter, TOML and Markdown, losslessly and with line numbers."""
