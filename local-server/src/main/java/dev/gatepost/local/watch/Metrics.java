package dev.gatepost.local.watch;

import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.api.ApiListener;
import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.token.KeyReport;
import dev.gatepost.token.KeySource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the server counts and measures, as Prometheus reads it. Names nobody and nothing secret. */
public final class Metrics implements ApiListener {
  private static final String PATH = "/metrics";
  private static final byte[] NOTHING = {};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Metrics of this process, with nothing counted yet. */
  public Metrics() {
    new UptimeMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  /** Where others may put what they measure of themselves. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Watches the state and the age of keys. */
  public void watch(KeySource keys, Clock clock) {
    for (KeyReport.State state : KeyReport.State.values()) {
      Gauge.builder("gatepost.keys", keys, source -> source.report().state() == state ? 1 : 0)
          .description("1 for the state that the issuer's keys are in, 0 for the others")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    TimeGauge.builder("gatepost.keys.age", keys, TimeUnit.MILLISECONDS, k -> age(k, clock))
        .description(
            "time since the issuer's keys were fetched or confirmed; NaN if they never were")
        .register(registry);
  }

  /** The same store, each call to which is timed. */
  public MessageStore timed(MessageStore store) {
    return new TimedStore(store, registry);
  }

  @Override
  public void answered(Exchange exchange) {
    registry
        .timer(
            "gatepost.requests",
            "method",
            exchange.method(),
            "route",
            exchange.route(),
            "status",
            Integer.toString(exchange.status()))
        .record(exchange.duration());
    if (exchange.subject().isPresent() || exchange.refusal().isPresent()) {
      registry
          .counter("gatepost.verifications", "outcome", exchange.refusal().orElse("accepted"))
          .increment();
    }
  }

  /** Answers {@code GET /metrics}, and nothing else. */
  public ApiResponse answer(ApiRequest request) {
    if (!request.path().equals(PATH)) {
      return new ApiResponse(404, Map.of("cache-control", "no-store"), NOTHING);
    }
    if (!request.method().equals("GET")) {
      return new ApiResponse(405, Map.of("allow", "GET", "cache-control", "no-store"), NOTHING);
    }
    return new ApiResponse(
        200,
        Map.of(
            "content-type", "text/plain; version=0.0.4; charset=utf-8",
            "cache-control", "no-store"),
        registry.scrape().getBytes(StandardCharsets.UTF_8));
  }

  private static double age(KeySource keys, Clock clock) {
    return keys.report()
        .fetchedAt()
        .map(at -> (double) Duration.between(at, clock.instant()).toMillis())
        .orElse(Double.NaN);
  }
}
