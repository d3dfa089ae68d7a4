"""The worked example of the package is true."""

import doctest

from kit.franchise import merge


def test_the_worked_example_in_the_package_docstring_gives_what_it_says() -> None:
    failed, tried = doctest.testmod(merge)

    assert tried > 4
    assert failed == 0
