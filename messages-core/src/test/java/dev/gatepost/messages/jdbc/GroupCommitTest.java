package dev.gatepost.messages.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.jdbc4.JDBC4Connection;

/** Writes of many threads. The first holds its transaction open until the others wait behind it. */
@Timeout(60)
class GroupCommitTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger messages = new AtomicInteger();

  @TempDir private Path folder;
  private CountingDataSource database;
  private GroupCommit writes;

  @BeforeEach
  void prepare() {
    database = new CountingDataSource();
    database.setUrl("jdbc:sqlite:" + folder.resolve("messages.db"));
    database.setTransactionMode("IMMEDIATE");
    Schema.prepare(database);
    database.transactions.set(0);
    writes = new GroupCommit(database);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void those_who_wait_share_one_transaction() throws Exception {
    Future<?> opening = holdOpen();
    List<Future<Integer>> waiting = waitingBehindIt(100);

    goOn.countDown();

    opening.get();
    for (int i = 0; i < 100; i++) {
      assertThat(waiting.get(i).get()).isEqualTo(i);
    }
    assertThat(database.transactions).hasValue(2);
  }

  @Test
  void a_crowd_takes_several_transactions() throws Exception {
    Future<?> opening = holdOpen();
    List<Future<Integer>> waiting = waitingBehindIt(257);

    goOn.countDown();

    opening.get();
    for (Future<Integer> write : waiting) {
      write.get();
    }
    assertThat(database.transactions).hasValue(3);
  }

  @Test
  void what_fails_fails_for_its_group_and_leaves_nothing() throws Exception {
    Future<?> opening = holdOpen();
    List<Future<?>> waiting = new ArrayList<>();
    waiting.add(inBackground(() -> writes.write(t -> t.removeBefore("insert", 1))));
    waiting.add(
        inBackground(
            () ->
                writes.write(
                    t -> {
                      throw new SQLException("a secret", "08000", 13);
                    })));
    awaitParked(2);
    goOn.countDown();

    opening.get();
    for (Future<?> write : waiting) {
      assertThatThrownBy(write::get)
          .hasCauseInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("SQL state 08000, code 13")
          .hasMessageNotContaining("secret");
    }
    assertThat(writes.<Integer>write(t -> 1)).isEqualTo(1);
  }

  @Test
  void a_bug_in_one_write_keeps_nobody_waiting() throws Exception {
    Future<?> opening = holdOpen();
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(
          inBackground(
              () ->
                  writes.write(
                      t -> {
                        throw new IllegalStateException("a bug");
                      })));
    }
    awaitParked(3);
    goOn.countDown();

    opening.get();
    for (Future<?> write : waiting) {
      assertThatThrownBy(write::get).isInstanceOf(ExecutionException.class);
    }
    assertThat(writes.<Integer>write(t -> 1)).isEqualTo(1);
  }

  @Test
  void a_bug_or_a_lack_of_memory_lets_nothing_pass_for_kept_that_is_not() throws Exception {
    Future<?> opening = holdOpen();
    Future<?> before = inBackground(() -> writes.write(t -> t.insert(message("before"))));
    awaitParked(1);
    Future<?> failing =
        inBackground(
            () ->
                writes.write(
                    t -> {
                      throw new OutOfMemoryError();
                    }));
    awaitParked(2);
    goOn.countDown();

    opening.get();
    assertThatThrownBy(before::get).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class);
    assertThat(writes.<Boolean>write(t -> t.insert(message("before")))).isTrue();
  }

  @Test
  void an_interruption_ends_no_wait_and_is_not_forgotten() throws Exception {
    Future<?> opening = holdOpen();
    List<Thread> threadOfWriter = new ArrayList<>();
    Future<Boolean> interrupted =
        inBackground(
            () -> {
              threadOfWriter.add(Thread.currentThread());
              writes.write(t -> 1);
              return Thread.currentThread().isInterrupted();
            });
    awaitParked(1);

    threadOfWriter.get(0).interrupt();
    goOn.countDown();

    opening.get();
    assertThat(interrupted.get()).isTrue();
    assertThat(database.transactions).hasValue(2);
  }

  @Test
  void one_who_is_interrupted_before_writes_all_the_same() {
    Thread.currentThread().interrupt();

    assertThat(writes.<Integer>write(t -> 1)).isEqualTo(1);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void what_cannot_be_committed_fails_for_its_group_and_leaves_nothing() throws Exception {
    forbidCommitsOf("unlucky");
    Future<?> opening = holdOpen();
    List<Future<?>> waiting = new ArrayList<>();
    waiting.add(inBackground(() -> writes.write(t -> t.insert(message("lucky")))));
    waiting.add(inBackground(() -> writes.write(t -> t.insert(message("unlucky")))));
    awaitParked(2);
    goOn.countDown();

    opening.get();
    for (Future<?> write : waiting) {
      assertThatThrownBy(write::get).hasCauseInstanceOf(StoreUnavailableException.class);
    }
    assertThat(stored()).isZero();
    assertThat(writes.<Boolean>write(t -> t.insert(message("next")))).isTrue();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void what_fails_is_rolled_back_where_closing_does_not() throws Exception {
    GroupCommit writesOfOne = new GroupCommit(new KeptOpen(database.getUrl()));
    assertThatThrownBy(
            () ->
                writesOfOne.write(
                    t -> {
                      t.insert(message("half"));
                      throw new SQLException("a fault");
                    }))
        .isInstanceOf(StoreUnavailableException.class);

    writesOfOne.write(t -> 1);

    assertThat(stored()).isZero();
  }

  @Test
  void none_of_ten_thousand_writes_of_64_threads_is_forgotten() throws Exception {
    List<Callable<Integer>> writers = writers(64, 157);

    for (Future<Integer> writer : threads.invokeAll(writers)) {
      assertThat(writer.get()).isEqualTo(157);
    }
    assertThat(stored()).isEqualTo(64 * 157);
  }

  @Test
  void virtual_threads_wait_without_holding_a_carrier() throws Exception {
    ExecutorService virtual = virtualThreads();
    CountDownLatch arrived = new CountDownLatch(1_000);
    Future<?> opening = holdOpen();

    List<Future<Boolean>> waiting = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      waiting.add(
          virtual.submit(
              () -> {
                arrived.countDown();
                return writes.write(t -> t.insert(message("text")));
              }));
    }
    // It needs a carrier thread itself, which pinned writers would hold.
    virtual
        .submit(
            () -> {
              awaitUninterruptibly(arrived);
              goOn.countDown();
            })
        .get();

    opening.get();
    for (Future<Boolean> write : waiting) {
      assertThat(write.get()).isTrue();
    }
    assertThat(stored()).isEqualTo(1_000);
    virtual.shutdown();
  }

  private List<Callable<Integer>> writers(int count, int messagesOfEach) {
    Callable<Integer> writer =
        () -> {
          int kept = 0;
          for (int i = 0; i < messagesOfEach; i++) {
            kept += writes.<Boolean>write(t -> t.insert(message("text"))) ? 1 : 0;
          }
          return kept;
        };
    return Collections.nCopies(count, writer);
  }

  private Message message(String text) {
    String id = "01JGFJJZ000000000000%06d".formatted(messages.incrementAndGet());
    return new Message(id, "ada", text, Instant.EPOCH);
  }

  // A deferred constraint is looked at when all statements have gone well: at the commit.
  private void forbidCommitsOf(String text) throws SQLException {
    database.setEnforceForeignKeys(true);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE nobody (id VARCHAR(26) PRIMARY KEY)");
      statement.execute(
          "CREATE TABLE late (id REFERENCES nobody (id) DEFERRABLE INITIALLY DEFERRED)");
      statement.execute(
          "CREATE TRIGGER spoil AFTER INSERT ON messages WHEN new.text = '"
              + text
              + "' BEGIN INSERT INTO late VALUES (new.id); END");
    }
  }

  private int stored() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM messages")) {
      return rows.getInt(1);
    }
  }

  /** Begins a transaction that ends when {@link #goOn} is counted down. */
  private Future<?> holdOpen() throws InterruptedException {
    Future<?> opening =
        inBackground(
            () ->
                writes.write(
                    t -> {
                      first.countDown();
                      awaitUninterruptibly(goOn);
                      return 0;
                    }));
    first.await();
    return opening;
  }

  private List<Future<Integer>> waitingBehindIt(int count) {
    List<Future<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      waiting.add(inBackground(() -> writes.write(t -> number)));
    }
    awaitParked(count);
    return waiting;
  }

  /** One per task where the JVM has them (21 and up); here the tests run on 17 too. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with JDK 21");
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private void awaitParked(int count) {
    while (writes.waiting() < count) {
      Thread.onSpinWait();
    }
  }

  private <T> Future<T> inBackground(Callable<T> work) {
    return threads.submit(work);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Counts the transactions that were begun. */
  private static final class CountingDataSource extends SQLiteDataSource {
    private final AtomicInteger transactions = new AtomicInteger();

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
      transactions.incrementAndGet();
      return super.getConnection(user, password);
    }
  }

  /** Gives one connection again and again, as a pool that leaves tidying up to others. */
  private static final class KeptOpen extends SQLiteDataSource {
    private final SQLiteConnection connection;

    private KeptOpen(String url) throws SQLException {
      this.connection =
          new JDBC4Connection(url, url.substring("jdbc:sqlite:".length()), new Properties()) {
            @Override
            public void close() {}
          };
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) {
      return connection;
    }
  }
}
