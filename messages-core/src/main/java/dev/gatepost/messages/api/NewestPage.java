package dev.gatepost.messages.api;

import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.Page;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages as they were last answered, for as long as the board stays as it was then.
 * Safe for many threads.
 */
final class NewestPage {
  private final MessageBoard board;
  private volatile @Nullable Kept kept;

  NewestPage(MessageBoard board) {
    this.board = board;
  }

  /** The answer, made anew only if the board has changed, or as many were not asked for last. */
  ApiResponse answer(int limit) {
    Kept last = kept;
    if (last != null && last.limit == limit && last.version.equals(board.version())) {
      return last.answer;
    }
    Page page = board.newest(limit);
    ApiResponse answer = Answers.page(page);
    kept = new Kept(limit, page.version(), answer);
    return answer;
  }

  private record Kept(int limit, String version, ApiResponse answer) {}
}
