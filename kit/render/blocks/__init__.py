"""Our own blocks: what each looks like on a page, on paper and on a slide."""
