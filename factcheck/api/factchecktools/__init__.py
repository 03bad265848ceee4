"""The Fact Check Tools API, v1alpha1, as Google's clients speak it."""
