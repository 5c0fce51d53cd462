package dev.gatepost.messages.api;

import java.util.Map;

/**
 * An HTTP answer for any transport to send as it is.
 *
 * @param status the status code
 * @param headers the headers, at most one value a name, in lower case; {@code date} is the
 *     transport's business, and so is {@code content-length}, except that an answer to {@code HEAD}
 *     names the length that the answer to {@code GET} has
 * @param body the body's bytes, empty where there is none; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are neither compared nor copied.
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {
  public ApiResponse {
    headers = Map.copyOf(headers);
  }

  /** Shows the status alone: the body holds people's words. */
  @Override
  public String toString() {
    return "ApiResponse[" + status + "]";
  }
}
