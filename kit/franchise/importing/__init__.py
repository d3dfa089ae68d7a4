"""Material that was never ours, made into a draft of a round: foreign text in, pages and findings out. Pure.

All kinds go one way. Markdown is first rid of what other programs alone understand (``prepared.py``) and becomes HTML
(``reading.py``), as Word files and web pages are already; from that tree blocks (``blocks.py``) and words
(``inline.py``) are written anew, in nothing but the syntax that the kit knows. So what comes out can hold neither a
script nor a picture from elsewhere, whatever went in. ``pages.py`` gives a page its title, headings and minutes,
``drafts.py`` makes a round of the pages, and ``report.py`` says what a person should look at.
"""
