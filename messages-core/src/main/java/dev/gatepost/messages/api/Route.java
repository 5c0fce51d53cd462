package dev.gatepost.messages.api;

import java.util.List;

/** What a path leads to, and which methods it takes. */
enum Route {
  /** {@code /api/messages}: all of them. */
  MESSAGES("GET", "HEAD", "POST", "OPTIONS"),
  /** {@code /api/messages/{id}}: one of them. */
  MESSAGE("GET", "HEAD", "OPTIONS"),
  /** {@code /health}: whether the process answers. */
  HEALTH("GET", "HEAD", "OPTIONS"),
  /** Any other path. */
  NOWHERE;

  private static final String API = "/api";
  private static final String MESSAGES_PATH = "/api/messages";
  private static final String MESSAGE_PREFIX = MESSAGES_PATH + "/";

  private final List<String> methods;
  private final String allow;

  Route(String... methods) {
    this.methods = List.of(methods);
    this.allow = String.join(", ", methods);
  }

  /** Compares paths as they are: another spelling of a path, with %61 for a, is another path. */
  static Route of(String path) {
    if (path.equals(MESSAGES_PATH)) {
      return MESSAGES;
    }
    if (path.startsWith(MESSAGE_PREFIX) && path.indexOf('/', MESSAGE_PREFIX.length()) < 0) {
      return MESSAGE;
    }
    return path.equals("/health") ? HEALTH : NOWHERE;
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

  boolean allows(String method) {
    return methods.contains(method);
  }

  /** The methods, as the {@code Allow} header lists them; empty where there is nothing. */
  String allow() {
    return allow;
  }
}
