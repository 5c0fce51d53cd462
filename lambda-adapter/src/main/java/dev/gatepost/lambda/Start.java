package dev.gatepost.lambda;

import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.KeysUnavailableException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What is done before the first request, and again when an instance begins from a snapshot
 * (SnapStart).
 *
 * <p>What was true when the snapshot was taken need not be true any more. Keys and credentials go
 * by the clock on the wall, so they know their age by themselves; connections that have ended are
 * made again when they are used, which is here rather than in a request.
 */
final class Start implements Resource {
  // A snapshot is taken once, and under it the runtime compiles what runs often.
  private static final int ROUNDS_FOR_A_SNAPSHOT = 200;

  private final KeySource keys;
  private final Optional<MessageStore> store;

  /**
   * The start of a function.
   *
   * @param store where it keeps messages, if it keeps any
   */
  Start(KeySource keys, Optional<MessageStore> store) {
    this.keys = keys;
    this.store = store;
  }

  void run() {
    // It holds on to us by a weak reference only.
    Core.getGlobalContext().register(this);
    new Priming().run(1);
    reachOut();
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    new Priming().run(ROUNDS_FOR_A_SNAPSHOT);
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    reachOut();
  }

  // What is out of reach now may be back when it is needed.
  private void reachOut() {
    try {
      keys.load();
    } catch (KeysUnavailableException e) {
      warn("The issuer''s keys are out of reach: {0}", e);
    }
    try {
      store.ifPresent(MessageStore::version);
    } catch (StoreUnavailableException e) {
      warn("Messages are out of reach: {0}", e);
    }
  }

  // To have a logger costs time, which most starts need not spend.
  private static void warn(String text, RuntimeException e) {
    System.getLogger(Start.class.getName()).log(Level.WARNING, text, e.getMessage());
  }
}
