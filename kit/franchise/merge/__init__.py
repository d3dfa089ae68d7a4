r"""Three versions of one section put together: what a region made of upstream's text, and what upstream made of it.

A worked example. Both sides started from this ``base``:

>>> base = '''Read the point together. Then score it.
...
... - One score each.
... - Talk about gaps.
... '''

The region asks for a scale and wants the talk first; the hub reads aloud and adds an item:

>>> ours = base.replace("score it", "score it from 0 to 5").replace(
...     "- One score each.\n- Talk about gaps.", "- Talk about gaps.\n- One score each.")
>>> theirs = base.replace("point together", "point aloud together").replace(
...     "each.\n", "each.\n- Use a pencil.\n")

1. ``units.py`` cuts each text into units, the things that a reader sees as one: a paragraph, a list item, a row, a
   whole fence. Each has a *key*, its text in a canonical form, so that line breaks and the like are no change.

   >>> from kit.franchise.merge.units import keys
   >>> keys(base)
   ['/paragraph/Read the point together. Then score it.', 'u/item/One score each.', 'u/item/Talk about gaps.']

2. ``sequences.py`` aligns each side with the base: equal units first, then units that changed place, then pairs that
   are only alike.
3. ``order.py`` makes one order of the two: that of ours, with what theirs added or moved. The region's swap stays, and
   the new item comes after the one that it follows in the hub's text.
4. ``blend.py`` decides what each unit becomes. What one side changed is taken from that side. The paragraph was
   changed by both, so ``inside.py`` merges it by its sentences, and each sentence comes from who changed it.
5. If a unit is left that both changed at the same spot, ``by_line.py`` tries the whole text by sentences and by lines,
   as version control would. Only if that fails too is there a question; a text never holds a mark of a conflict.

>>> from kit.franchise.merge.section import merge
>>> print(merge(base, ours, theirs).text)
Read the point aloud together. Then score it from 0 to 5.
<BLANKLINE>
- Talk about gaps.
- One score each.
- Use a pencil.
<BLANKLINE>

The nouns, from small to large: a ``Leaf`` is a block with its lines in the text; a ``Unit`` is a leaf with its own text
and the empty lines after it; a ``Part`` is anything that can be put in order and merged (a unit, a sentence, a cell);
a ``Slot`` is one place in the merged order and says which part of each text stands there.
``words.py`` marks changed words for people and proves before an update that no sentence was lost. Everything is pure.
"""
