package dev.gatepost.messages;

/**
 * What became of a post with an idempotency key.
 *
 * @param message the message as it is kept
 * @param repeated whether it was there already, so that nothing was kept anew
 */
public record Posted(Message message, boolean repeated) {}
