"""Pages as Word documents, and what somebody wrote into them as Markdown again."""
