package dev.gatepost.messages.testkit;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Listing;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import java.util.List;
import java.util.Optional;

/** A store that always fails. A test overrides what is to work in its case. */
public class UnreachableStore implements MessageStore {
  @Override
  public void add(Message message) {
    throw fault();
  }

  @Override
  public Message addOnce(Message message, IdempotencyKey key) {
    throw fault();
  }

  @Override
  public int restore(List<Message> messages) {
    throw fault();
  }

  @Override
  public Optional<Message> find(String id) {
    throw fault();
  }

  @Override
  public Listing newest(int limit) {
    throw fault();
  }

  @Override
  public Listing newestBefore(String id, int limit) {
    throw fault();
  }

  @Override
  public String version() {
    throw fault();
  }

  @Override
  public int removeBefore(String id, int limit) {
    throw fault();
  }

  /** What every method throws. */
  protected RuntimeException fault() {
    return new StoreUnavailableException("down");
  }
}
