package dev.gatepost.local.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatepost.messages.api.ApiListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One line of JSON for each request. It never holds a token, a query, a text, an address or a name:
 * whom a token spoke for is written as a pseudonym that lasts as long as the process.
 */
public final class AccessLog implements ApiListener {
  private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final OutputStream out;
  private final Clock clock;
  private final Pseudonyms pseudonyms = new Pseudonyms();
  // Not a monitor: a virtual thread that waits for the disk must not hold its carrier.
  private final ReentrantLock writing = new ReentrantLock();
  // Only while that is held.
  private boolean failing;

  /**
   * A log that is written to this stream, a line at a time. The stream stays its owner's to close.
   *
   * @param clock tells when a request was answered
   */
  public AccessLog(OutputStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void answered(Exchange exchange) {
    byte[] line = line(exchange, clock.instant()).getBytes(StandardCharsets.UTF_8);
    writing.lock();
    try {
      out.write(line);
      out.flush();
      tellOnce(false, "The access log can be written again");
    } catch (IOException e) {
      tellOnce(true, "The access log cannot be written, lines are missing: " + e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  // When it begins and when it ends: a disk that is full needs no more lines.
  private void tellOnce(boolean nowFailing, String words) {
    if (failing != nowFailing) {
      failing = nowFailing;
      LOG.log(System.Logger.Level.WARNING, words);
    }
  }

  private String line(Exchange exchange, Instant now) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", TIME.format(now));
      json.writeStringField("method", exchange.method());
      json.writeStringField("route", exchange.route());
      json.writeNumberField("status", exchange.status());
      json.writeNumberField("durationMs", millis(exchange.duration()));
      if (exchange.subject().isPresent()) {
        json.writeStringField("subject", pseudonyms.of(exchange.subject().get()));
      }
      if (exchange.refusal().isPresent()) {
        json.writeStringField("refusal", exchange.refusal().get());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  // To the microsecond.
  private static double millis(Duration duration) {
    long micros = duration.toNanos() / 1_000;
    return micros / 1e3;
  }
}
