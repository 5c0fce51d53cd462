package dev.gatepost.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.testkit.MessageStoreContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryMessageStoreTest extends MessageStoreContract {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final MessageStore store = new InMemoryMessageStore();

  @Override
  protected MessageStore store() {
    return store;
  }

  @Test
  void keeps_the_newest_ten_thousand() {
    for (int i = 0; i <= InMemoryMessageStore.CAPACITY; i++) {
      store.add(message(i));
    }

    assertThat(store.find(message(0).id())).isEmpty();
    assertThat(store.find(message(1).id())).isPresent();
    assertThat(store.newest(20_000).messages()).hasSize(InMemoryMessageStore.CAPACITY);
  }

  @Test
  void knows_the_keys_of_the_last_ten_thousand_posts() {
    for (int i = 0; i < InMemoryMessageStore.CAPACITY; i++) {
      store.addOnce(message(i), key(i));
    }

    assertThat(store.addOnce(message(20_000), key(0))).isEqualTo(message(0));
    assertThat(store.addOnce(message(20_000), key(20_000))).isEqualTo(message(20_000));
    assertThat(store.addOnce(message(20_001), key(0))).isEqualTo(message(20_001));
  }

  private static Message message(int number) {
    return new Message("%026d".formatted(number), "ada", "text " + number, NOW);
  }

  private static IdempotencyKey key(int number) {
    return new IdempotencyKey("key-" + number);
  }
}
