package dev.gatepost.messages.api;

import java.util.Set;

/** What a path leads to, and which methods it takes. */
enum Route {
  /** {@code /api/messages}: all of them. */
  MESSAGES,
  /** {@code /api/messages/{id}}: one of them. */
  MESSAGE,
  /** {@code /health}: whether the process answers. */
  HEALTH,
  /** {@code /ready}: whether requests can be served. */
  READY,
  /** Any other path. */
  NOWHERE;

  /** The methods that some route or the preflight takes. */
  static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");

  private static final String API = "/api";
  private static final String MESSAGES_PATH = "/api/messages";
  private static final String MESSAGE_PREFIX = MESSAGES_PATH + "/";

  /** Compares paths as they are: another spelling of a path, with %61 for a, is another path. */
  static Route of(String path) {
    if (path.equals(MESSAGES_PATH)) {
      return MESSAGES;
    }
    if (path.startsWith(MESSAGE_PREFIX) && path.indexOf('/', MESSAGE_PREFIX.length()) < 0) {
      return MESSAGE;
    }
    return switch (path) {
      case "/health" -> HEALTH;
      case "/ready" -> READY;
      default -> NOWHERE;
    };
  }

  /** Whether the path lies in the part that only a good token opens, be there something or not. */
  static boolean needsToken(String path) {
    return path.equals(API) || path.startsWith(API + "/");
  }

  /** Where one message is found. */
  static String toMessage(String id) {
    return MESSAGE_PREFIX + id;
  }

  /** The id in the path of a {@link #MESSAGE}. */
  static String messageId(String path) {
    return path.substring(MESSAGE_PREFIX.length());
  }

  /** The path with a name for what differs, for logs and metrics. */
  String template() {
    return switch (this) {
      case MESSAGES -> MESSAGES_PATH;
      case MESSAGE -> MESSAGE_PREFIX + "{id}";
      case HEALTH -> "/health";
      case READY -> "/ready";
      case NOWHERE -> "other";
    };
  }

  /** Whether there is something that takes this method; {@code OPTIONS} does not get here. */
  boolean allows(String method) {
    return switch (method) {
      case "GET", "HEAD" -> this != NOWHERE;
      case "POST" -> this == MESSAGES;
      default -> false;
    };
  }

  /** The methods, as the {@code Allow} header of a path that leads somewhere lists them. */
  String allow() {
    return this == MESSAGES ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
  }
}
