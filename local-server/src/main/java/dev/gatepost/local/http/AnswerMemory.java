package dev.gatepost.local.http;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The memory that large answers may take up: while they are made, and until their readers have
 * taken them. Without a bound, readers who ask for the largest pages fill the heap of others.
 */
final class AnswerMemory {
  /** What a page of the largest messages takes up while it is read and written, with room. */
  private static final long FOR_MAKING_ONE = 8L << 20;

  private final Semaphore making;
  private final AtomicLong free;

  /**
   * So much memory.
   *
   * @param bytes for answers that are being made, and as much for those that are being sent
   */
  AnswerMemory(long bytes) {
    making = new Semaphore((int) Math.max(2, Math.min(1_000, bytes / FOR_MAKING_ONE)));
    free = new AtomicLong(bytes);
  }

  /** Makes an answer: to who reads, when it is their turn; to who posts, at once. */
  ApiResponse make(ApiRequest request, Function<ApiRequest, ApiResponse> service) {
    if (request.method().equals("POST")) {
      return service.apply(request);
    }
    making.acquireUninterruptibly();
    try {
      return service.apply(request);
    } finally {
      making.release();
    }
  }

  /** Takes room for an answer that is to be sent, if there is any; to be given back then. */
  boolean take(int bytes) {
    if (free.addAndGet(-bytes) >= 0) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  void giveBack(int bytes) {
    free.addAndGet(bytes);
  }
}
