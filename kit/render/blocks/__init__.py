"""The kit's own blocks, a file each: how it is read, and how it looks on a page, on paper and on slides."""
