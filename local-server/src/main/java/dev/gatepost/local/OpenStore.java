package dev.gatepost.local;

import dev.gatepost.messages.MessageStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/**
 * A store in use.
 *
 * @param store where messages go
 * @param metered has what the store measures of itself put into a registry
 * @param closing gives back what the store holds open; to be run once, when no request runs any
 *     more
 */
record OpenStore(MessageStore store, Consumer<MeterRegistry> metered, Runnable closing) {}
