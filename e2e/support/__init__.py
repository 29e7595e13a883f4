"""What every end-to-end test needs: a server of its own on either store, and the team that uses it."""
