package dev.gatepost.local.watch;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Listing;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store each call to which is timed, by what it did and whether that worked. */
final class TimedStore implements MessageStore {
  private final MessageStore store;
  private final MeterRegistry registry;

  TimedStore(MessageStore store, MeterRegistry registry) {
    this.store = store;
    this.registry = registry;
  }

  @Override
  public void add(Message message) {
    timed(
        "add",
        () -> {
          store.add(message);
          return message;
        });
  }

  @Override
  public Message addOnce(Message message, IdempotencyKey key) {
    return timed("add", () -> store.addOnce(message, key));
  }

  @Override
  public int restore(List<Message> messages) {
    return timed("restore", () -> store.restore(messages));
  }

  @Override
  public Optional<Message> find(String id) {
    return timed("find", () -> store.find(id));
  }

  @Override
  public Listing newest(int limit) {
    return timed("list", () -> store.newest(limit));
  }

  @Override
  public Listing newestBefore(String id, int limit) {
    return timed("list", () -> store.newestBefore(id, limit));
  }

  @Override
  public String version() {
    return timed("version", store::version);
  }

  @Override
  public int removeBefore(String id, int limit) {
    return timed("remove", () -> store.removeBefore(id, limit));
  }

  private <T> T timed(String operation, Supplier<T> call) {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "failed";
    try {
      T result = call.get();
      outcome = "done";
      return result;
    } finally {
      sample.stop(registry.timer("gatepost.store", "operation", operation, "outcome", outcome));
    }
  }
}
