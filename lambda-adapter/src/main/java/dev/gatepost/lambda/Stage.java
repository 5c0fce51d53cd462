package dev.gatepost.lambda;

/** The stage of an HTTP API, whose name stands before the path of every request to it. */
record Stage(String name) {
  private static final String DEFAULT = "$default";

  static Stage of(JsonObject requestContext) {
    return new Stage(requestContext.text("stage").orElse(DEFAULT));
  }

  /** The path without the stage; the default stage is never part of it. */
  String dropFrom(String path) {
    String prefix = "/" + name;
    if (name.equals(DEFAULT)) {
      return path;
    }
    if (path.equals(prefix)) {
      return "/";
    }
    return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
  }
}
