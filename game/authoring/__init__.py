"""For authors: checks that run the model, scripts, autoplay and the balance report."""
