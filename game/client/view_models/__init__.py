"""From a view to what is shown: pure functions to frozen rows and labels, without pygame."""
