"""Tests from outside: whatever befalls the collector, every line is counted once."""
