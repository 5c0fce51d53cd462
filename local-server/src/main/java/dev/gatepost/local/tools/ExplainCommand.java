package dev.gatepost.local.tools;

import dev.gatepost.messages.api.ApiSettings;
import dev.gatepost.messages.api.InvalidSettingsException;
import dev.gatepost.token.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatepost.jar explain < token}: every check of a token, and how it went. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a token from the standard input and says how each check of it went.",
      "What neither an option nor the environment gives is taken from the token itself,",
      "and the keys are then fetched from the issuer that it names."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the token is accepted", "1:it is refused", "2:a setting is wrong"},
    footerHeading = "%nExample:%n",
    footer = "  java -jar gatepost.jar explain --issuer https://id.example.com < token.txt")
public final class ExplainCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 1024 * 1024;

  private final Map<String, String> environment;
  private final InputStream input;
  private final Clock clock;

  @SuppressWarnings("NullAway.Init") // picocli sets it.
  @Spec
  private CommandSpec spec;

  @Option(names = "--issuer", paramLabel = "URL", description = "The expected issuer.")
  private @Nullable String issuer;

  @Option(names = "--audience", paramLabel = "NAME", description = "The expected audience.")
  private @Nullable String audience;

  @Option(
      names = "--jwks",
      paramLabel = "KEYS",
      description = "The keys: JWKS JSON, its base64, file:PATH or an https address.")
  private @Nullable String jwks;

  @Option(names = "--scopes", paramLabel = "SCOPES", description = "The required scopes.")
  private @Nullable String scopes;

  /**
   * A command that reads its token and its defaults from these.
   *
   * @param environment variables by name
   * @param input where the token comes from
   */
  public ExplainCommand(Map<String, String> environment, InputStream input, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.input = input;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    String token = new String(input.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    PrintWriter out = spec.commandLine().getOut();
    try {
      ApiSettings wanted = ApiSettings.read(settings(token, out));
      Explanation explanation = wanted.verifier(clock).explain(token);
      out.println(explanation);
      out.println(explanation.passed() ? "accepted" : "refused");
      return explanation.passed() ? 0 : 1;
    } catch (InvalidSettingsException e) {
      e.complaints().forEach(spec.commandLine().getErr()::println);
      return 2;
    }
  }

  private Map<String, String> settings(String token, PrintWriter out) {
    Map<String, String> settings = new HashMap<>(environment);
    if (jwks != null) {
      settings.remove("OKTA_KEYS");
    }
    put(settings, "OIDC_ISSUER", issuer);
    put(settings, "OIDC_AUDIENCE", audience);
    put(settings, "OIDC_JWKS", jwks);
    put(settings, "OIDC_REQUIRED_SCOPES", scopes);
    UnprovenClaims claims = UnprovenClaims.of(token);
    complete(settings, "OIDC_ISSUER", claims.issuer(), out);
    complete(settings, "OIDC_AUDIENCE", claims.audience(), out);
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }

  private static void complete(
      Map<String, String> settings, String name, @Nullable String fromToken, PrintWriter out) {
    if (fromToken != null && settings.getOrDefault(name, "").isBlank()) {
      settings.put(name, fromToken);
      out.println("unset   " + name + "  taken from the token itself, so its check says nothing");
    }
  }
}
