"""The words of a letter: calm, plain, and the same in the text part and the HTML part."""
