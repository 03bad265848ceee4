"""The pages of journalists and reviewers."""
