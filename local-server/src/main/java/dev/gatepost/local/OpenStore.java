package dev.gatepost.local;

import dev.gatepost.messages.MessageStore;

/**
 * A store in use.
 *
 * @param store where messages go
 * @param closing gives back what the store holds open; to be run once, when no request runs any
 *     more
 */
record OpenStore(MessageStore store, Runnable closing) {}
