"""Tests of what regions share."""
