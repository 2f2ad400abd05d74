"""The pure part: no await, no clock, no disk, no log. Facts go in, decisions come out."""
