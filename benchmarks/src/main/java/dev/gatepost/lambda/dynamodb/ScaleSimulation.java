package dev.gatepost.lambda.dynamodb;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What happens to posts when a table gets so many a second: a simulation of partitions that take
 * 1,000 write units a second each, and of the store's calls and waits. Time is simulated; whoever
 * wants to know what it prints for other rates changes them here.
 *
 * <p>It has the store's own way from an id to its shard, and its order of calls: begin, put, end,
 * the first and the last to the shard's version, each a unit, as is a message of up to 1 KB. A
 * partition saves up what it can take in a second; DynamoDB may save five minutes' worth, and
 * promises nothing. A call takes 5 ms.
 */
public final class ScaleSimulation {
  private static final double UNITS_PER_MILLI = 1;
  private static final double SAVED_UNITS = 1_000;
  private static final double CALL_MILLIS = 5;
  private static final double GIVES_UP_AFTER_MILLIS = 9_500;
  private static final int CALLS = 3;

  private final int shards;
  private final Random random = new Random(7);
  private final Partition[] messages;
  private final Partition[] versions;
  private final PriorityQueue<Post> posts =
      new PriorityQueue<>((one, other) -> Double.compare(one.at, other.at));
  private double[] latencies = new double[1024];
  private int done;
  private int retried;
  private int failed;

  private ScaleSimulation(int shards) {
    this.shards = shards;
    this.messages = Stream.generate(Partition::new).limit(shards).toArray(Partition[]::new);
    this.versions = Stream.generate(Partition::new).limit(shards).toArray(Partition[]::new);
  }

  /** Prints a table. */
  public static void main(String[] arguments) {
    System.out.println(
        "posts/s  shards  answered 503  waited for throttling  p50 ms  p99 ms  busiest partition");
    int[][] cases = {
      {10, 1},
      {300, 1},
      {450, 1},
      {600, 1},
      {1_000, 1},
      {1_000, 2},
      {1_000, 4},
      {10_000, 32},
      {100_000, 128},
      {100_000, 256}
    };
    for (int[] each : cases) {
      new ScaleSimulation(each[1]).run(each[0], each[0] > 20_000 ? 10 : 60);
    }
  }

  private void run(int postsPerSecond, int seconds) {
    int[] postsOf = new int[shards];
    double at = 0;
    double end = seconds * 1_000.0;
    while (at < end) {
      at -= Math.log(1 - random.nextDouble()) * 1_000 / postsPerSecond;
      int shard = Shards.of(randomId(), shards);
      postsOf[shard]++;
      posts.add(new Post(at, shard));
      while (posts.size() > 0 && posts.peek().at < at) {
        step(posts.remove());
      }
    }
    while (!posts.isEmpty()) {
      step(posts.remove());
    }
    print(postsPerSecond, Arrays.stream(postsOf).max().orElseThrow() * 2.0 / seconds);
  }

  private void step(Post post) {
    Partition partition = (post.call == 1 ? messages : versions)[post.shard];
    if (!partition.take(post.at)) {
      retry(post);
      return;
    }
    post.call++;
    post.attempts = 0;
    post.at += CALL_MILLIS;
    if (post.call < CALLS) {
      posts.add(post);
    } else {
      finish(post);
    }
  }

  private void retry(Post post) {
    long most = Math.min(2_000, 50L << Math.min(post.attempts++, 10));
    post.waited = true;
    post.at += CALL_MILLIS + 1 + random.nextInt((int) most);
    if (post.at - post.since < GIVES_UP_AFTER_MILLIS) {
      posts.add(post);
    } else {
      failed++;
      retried++;
    }
  }

  private void finish(Post post) {
    if (done == latencies.length) {
      latencies = Arrays.copyOf(latencies, done * 2);
    }
    latencies[done++] = post.at - post.since;
    retried += post.waited ? 1 : 0;
  }

  private void print(int postsPerSecond, double busiest) {
    double[] sorted = Arrays.copyOf(latencies, done);
    Arrays.sort(sorted);
    double all = done + failed;
    System.out.printf(
        "%7d  %6d  %11.2f%%  %20.1f%%  %6.0f  %6.0f  %5.0f units/s of 1,000%n",
        postsPerSecond,
        shards,
        100 * failed / all,
        100 * retried / all,
        sorted[done / 2],
        sorted[done * 99 / 100],
        busiest);
  }

  private String randomId() {
    String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    return "0".repeat(24) + digits.charAt(random.nextInt(32)) + digits.charAt(random.nextInt(32));
  }

  /** Takes so many units a second, and saves up a second's worth. */
  private static final class Partition {
    private double units = SAVED_UNITS;
    private double since;

    boolean take(double now) {
      units = Math.min(SAVED_UNITS, units + (now - since) * UNITS_PER_MILLI);
      since = now;
      if (units < 1) {
        return false;
      }
      units--;
      return true;
    }
  }

  private static final class Post {
    private final double since;
    private final int shard;
    private double at;
    private int call;
    private int attempts;
    private boolean waited;

    Post(double at, int shard) {
      this.since = at;
      this.at = at;
      this.shard = shard;
    }
  }
}
