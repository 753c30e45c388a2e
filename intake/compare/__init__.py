"""What has changed between two versions of the forms, and what that means."""
