"""Messages -> the world: mail, webhooks, apprise."""
