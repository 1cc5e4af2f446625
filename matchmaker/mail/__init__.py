"""Letters: worded, kept in the outbox, posted."""
