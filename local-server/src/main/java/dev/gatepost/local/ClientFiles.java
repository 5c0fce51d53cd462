package dev.gatepost.local;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page, by the path they are asked for with. */
final class ClientFiles {
  /**
   * Only plain names get as far as a lookup: no dot at the start of a name and so no way up, no
   * percent sign, no backslash, and always an ending that says what the file is.
   */
  private static final Pattern PATH =
      Pattern.compile("/((?:\\w[\\w-]*/){0,5}\\w[\\w.@-]*\\.(\\w+))");

  private static final String TEXT = "; charset=utf-8";
  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          entry("html", "text/html" + TEXT),
          entry("js", "text/javascript" + TEXT),
          entry("css", "text/css" + TEXT),
          entry("txt", "text/plain" + TEXT),
          entry("json", "application/json"),
          entry("svg", "image/svg+xml"),
          entry("png", "image/png"),
          entry("gif", "image/gif"),
          entry("ico", "image/x-icon"),
          entry("woff", "font/woff"),
          entry("woff2", "font/woff2"));

  private final Source source;

  private ClientFiles(Source source) {
    this.source = source;
  }

  /** Those that came with the program. Each is read and compressed once. */
  static ClientFiles packed() {
    Map<String, Optional<ClientFile>> found = new ConcurrentHashMap<>();
    return new ClientFiles(
        (name, type) -> {
          Optional<ClientFile> known = found.get(name);
          if (known != null) {
            return known;
          }
          Optional<ClientFile> file = resource(name).map(bytes -> ClientFile.of(type, bytes));
          // What is not there is not remembered, for there is no end to it.
          file.ifPresent(there -> found.put(name, file));
          return file;
        });
  }

  /** Those in a folder, read anew each time, for whoever works on the page. */
  static ClientFiles in(Path folder) {
    return new ClientFiles(
        (name, type) -> file(folder, name).map(bytes -> ClientFile.of(type, bytes)));
  }

  /**
   * The file for a path, as a browser sent it; {@code /} is {@code /index.html}.
   *
   * @throws UncheckedIOException if it is there but cannot be read
   */
  Optional<ClientFile> find(String path) {
    Matcher plain = PATH.matcher(path.equals("/") ? "/index.html" : path);
    if (!plain.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(CONTENT_TYPES.get(plain.group(2)))
        .flatMap(type -> source.find(plain.group(1), type));
  }

  private static Optional<byte[]> resource(String name) {
    try (InputStream in = ClientFiles.class.getResourceAsStream("/client/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<byte[]> file(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      // A link may lead out of the folder; what it leads to was not meant to be shown.
      return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath())
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where files come from, by a plain relative name and the type that its ending tells. */
  @FunctionalInterface
  private interface Source {
    Optional<ClientFile> find(String name, String contentType);
  }
}
