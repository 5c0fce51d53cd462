package dev.gatepost.local;

import dev.gatepost.local.http.ListeningSocket;
import dev.gatepost.local.http.WebServer;
import dev.gatepost.local.watch.AccessLog;
import dev.gatepost.local.watch.Metrics;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.api.ApiListener.Exchange;
import dev.gatepost.messages.api.MessagesApi;
import dev.gatepost.token.KeySource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operator has the server watched by: an access log, metrics, both or neither. */
final class Watch implements AutoCloseable {
  /** What the API says of methods and paths that it does not know, too. */
  private static final String UNREAD = "other";

  private final Cleanup cleanup;
  private final Optional<AccessLog> log;
  private final Optional<Metrics> metrics;
  private final List<String> addresses;

  private Watch(
      Cleanup cleanup, Optional<AccessLog> log, Optional<Metrics> metrics, List<String> addresses) {
    this.cleanup = cleanup;
    this.log = log;
    this.metrics = metrics;
    this.addresses = addresses;
  }

  /**
   * Starts what is wanted.
   *
   * @throws CannotStartException if the log or the port of the metrics cannot be had
   */
  static Watch start(ServerSettings settings, Clock clock) {
    Cleanup cleanup = new Cleanup();
    try {
      Optional<AccessLog> log =
          Setting.ACCESS_LOG
              .in(settings.values())
              .map(file -> new AccessLog(cleanup.add(open(file)), clock));
      if (settings.metrics().isEmpty()) {
        return new Watch(cleanup, log, Optional.empty(), List.of());
      }
      Metrics metrics = new Metrics();
      String address = serve(metrics, settings.metrics().get(), cleanup);
      return new Watch(cleanup, log, Optional.of(metrics), List.of("metrics " + address));
    } catch (CannotStartException e) {
      cleanup.close();
      throw e;
    }
  }

  /** A store that is watched. */
  MessageStore store(OpenStore store) {
    metrics.ifPresent(watching -> store.metered().accept(watching.registry()));
    return metrics.map(watching -> watching.timed(store.store())).orElse(store.store());
  }

  /** An API that is watched, and its keys. */
  MessagesApi api(MessagesApi api, KeySource keys, Clock clock) {
    metrics.ifPresent(watching -> watching.watch(keys, clock));
    return api.withListener(this::tell);
  }

  /**
   * A request was answered before the API could see it: it was malformed, too large or too slow.
   */
  void refused(int status) {
    tell(new Exchange(UNREAD, UNREAD, status, Duration.ZERO, Optional.empty(), Optional.empty()));
  }

  private void tell(Exchange exchange) {
    metrics.ifPresent(listener -> listener.answered(exchange));
    log.ifPresent(listener -> listener.answered(exchange));
  }

  /** Where the watching can be reached, as the server announces it. */
  List<String> addresses() {
    return addresses;
  }

  @Override
  public void close() {
    cleanup.close();
  }

  private static String serve(Metrics metrics, WebAddress wanted, Cleanup cleanup) {
    try {
      ListeningSocket socket = cleanup.add(ListeningSocket.open(wanted.host(), wanted.port()));
      cleanup.add(WebServer.start(socket, Map.of(), metrics::answer));
      return new WebAddress(wanted.host(), socket.port()).url() + "/metrics";
    } catch (IOException e) {
      throw CannotStartException.noPort(Setting.METRICS, wanted.port(), e);
    }
  }

  private static OutputStream open(String file) {
    if (file.equals("-")) {
      // Not System.out, which takes a monitor and hides faults.
      return new FileOutputStream(FileDescriptor.out);
    }
    try {
      return Files.newOutputStream(
          Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotStartException("the access log %s cannot be written".formatted(file), e);
    }
  }
}
