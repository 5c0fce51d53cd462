package dev.gatepost.messages;

import dev.gatepost.messages.testkit.MessageStoreContract;

class InMemoryMessageStoreTest extends MessageStoreContract {
  private final MessageStore store = new InMemoryMessageStore();

  @Override
  protected MessageStore store() {
    return store;
  }
}
