"""TOML and front matter: strict reading, and edits that keep every other line."""
