package dev.gatepost.lambda.dynamodb;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Listing;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Keeps messages in a table of DynamoDB. All reads are consistent: what was added is there for
 * every reader.
 *
 * <p>A message is one item, in the partition of its shard. An idempotency key is an item of its
 * own, put before the message and holding a copy of it: when a writer dies between the two, the
 * repeat puts the message that the key promised. See {@link Versions} for what names the state.
 */
public final class DynamoDbMessageStore implements MessageStore {
  private final Table table;
  private final Board board;
  private final Versions versions;
  private final Claims claims;
  private final int writtenTo;
  private final AtomicInteger known = new AtomicInteger(1);
  private volatile boolean announced;

  DynamoDbMessageStore(Table table, int shards, Clock clock) {
    this.table = table;
    this.board = new Board(table);
    this.versions = new Versions(table, clock);
    this.claims = new Claims(table);
    this.writtenTo = shards;
  }

  @Override
  public void add(Message message) {
    if (keep(List.of(message)).contains(Kept.NOT)) {
      throw taken();
    }
  }

  @Override
  public Message addOnce(Message message, IdempotencyKey key) {
    Optional<Message> first = claims.claim(message, key);
    if (first.isPresent() && !first.get().equals(message)) {
      finish(first.get());
      return first.get();
    }
    if (keep(List.of(message)).contains(Kept.NOT)) {
      claims.giveUp(message, key);
      throw taken();
    }
    return message;
  }

  @Override
  public int restore(List<Message> messages) {
    return Math.toIntExact(keep(messages).stream().filter(Kept.NOW::equals).count());
  }

  @Override
  public Optional<Message> find(String id) {
    int shards = known.get();
    Optional<Message> message = find(id, shards);
    if (message.isPresent() || state().shards() == shards) {
      return message;
    }
    return find(id, known.get());
  }

  @Override
  public Listing newest(int limit) {
    Versions.State state = state();
    return new Listing(board.newest(state.shards(), Optional.empty(), limit), state.version());
  }

  @Override
  public Listing newestBefore(String id, int limit) {
    Versions.State state = state();
    return new Listing(board.newest(state.shards(), Optional.of(id), limit), state.version());
  }

  @Override
  public String version() {
    return state().version();
  }

  @Override
  public int removeBefore(String id, int limit) {
    int shards = state().shards();
    List<Message> removed = board.oldest(shards, id, limit);
    List<Versions.Change> changes = new ArrayList<>();
    removed.stream()
        .flatMap(message -> Shards.candidates(message.id(), shards).stream())
        .distinct()
        .forEach(shard -> changes.add(versions.begin(shard)));
    for (Message message : removed) {
      for (int shard : Shards.candidates(message.id(), shards)) {
        table.delete(Item.of(Shards.partition(shard), message.id()));
      }
    }
    changes.forEach(this::end);
    return removed.size();
  }

  // Whoever posted it may have died before it was there.
  private void finish(Message first) {
    if (find(first.id()).isEmpty()) {
      keep(List.of(first));
    }
  }

  private List<Kept> keep(List<Message> messages) {
    announce();
    Map<Integer, List<Message>> byShard =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    message -> Shards.of(message.id(), writtenTo),
                    TreeMap::new,
                    Collectors.toList()));
    List<Kept> kept = new ArrayList<>();
    byShard.forEach(
        (shard, ofShard) -> {
          Versions.Change change = versions.begin(shard);
          ofShard.forEach(message -> kept.add(keep(MessageItem.of(message, shard))));
          end(change);
        });
    return kept;
  }

  private Kept keep(Item item) {
    Optional<Item> there = table.put(item);
    if (there.isEmpty()) {
      return Kept.NOW;
    }
    return there.get().equals(item) ? Kept.BEFORE : Kept.NOT;
  }

  // The messages are there. That the state has no name for some minutes is not their authors'
  // fault.
  private void end(Versions.Change change) {
    try {
      versions.end(change);
    } catch (StoreUnavailableException e) {
      System.getLogger(DynamoDbMessageStore.class.getName())
          .log(System.Logger.Level.WARNING, "A change could not be ended: {0}", e.getMessage());
    }
  }

  private void announce() {
    if (!announced && writtenTo > 1) {
      versions.announce(writtenTo);
    }
    announced = true;
  }

  private Optional<Message> find(String id, int shards) {
    List<Item> keys =
        Shards.candidates(id, shards).stream()
            .map(shard -> Item.of(Shards.partition(shard), id))
            .toList();
    return table.get(keys).stream().findFirst().map(MessageItem::message);
  }

  private Versions.State state() {
    Versions.State state = versions.read(known.get());
    known.accumulateAndGet(state.shards(), Math::max);
    return state;
  }

  private static StoreUnavailableException taken() {
    return new StoreUnavailableException("there is a message of this id already");
  }

  private enum Kept {
    NOW,
    BEFORE,
    NOT
  }
}
