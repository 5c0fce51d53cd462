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
      "What neither an option nor the environment says is taken from the token itself:",
      "then good checks prove nothing, and there is no verdict."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the token is accepted",
      "1:it is refused",
      "2:a setting is wrong or missing, or there is no token",
      "3:no verdict: nobody said which issuer or audience to expect"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  java -jar gatepost.jar explain --issuer https://id.example.com \\",
      "      --audience api://messages < token.txt"
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;
  private static final int NOTHING_TO_GO_BY = 2;
  private static final int NO_VERDICT = 3;

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

  @Option(
      names = "--fetch-from-token",
      description = {
        "Fetches the keys from the issuer that the token names, whoever that is, where nobody else",
        "names one; only over https, and not from a private network."
      })
  private boolean fetchFromToken;

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
    String token = token();
    if (token.isEmpty()) {
      return complain("there is no token on the standard input");
    }
    ExpectedToken expected = ExpectedToken.of(said(), UnprovenClaims.of(token));
    if (expected.strangeIssuer().filter(strange -> !mayFetchFrom(strange)).isPresent()) {
      return complain(
          fetchFromToken
              ? "the issuer that the token names is not on the internet, or not https"
              : "whose keys? Say --issuer or --jwks, or --fetch-from-token to ask whoever the token"
                  + " names");
    }
    try {
      return explain(token, expected);
    } catch (InvalidSettingsException e) {
      e.complaints().forEach(spec.commandLine().getErr()::println);
      return NOTHING_TO_GO_BY;
    }
  }

  private int explain(String token, ExpectedToken expected) {
    PrintWriter out = spec.commandLine().getOut();
    Explanation explanation = ApiSettings.read(expected.settings()).verifier(clock).explain(token);
    out.println(explanation);
    if (!explanation.passed()) {
      out.println("refused");
      return REFUSED;
    }
    if (expected.fromToken().isEmpty()) {
      out.println("accepted");
      return ACCEPTED;
    }
    out.println(
        "no verdict: only the token itself says what it is checked against, so say "
            + String.join(" and ", expected.fromToken()));
    return NO_VERDICT;
  }

  private boolean mayFetchFrom(String strange) {
    return fetchFromToken && PublicAddress.isOne(strange);
  }

  private int complain(String complaint) {
    spec.commandLine().getErr().println("gatepost: " + complaint);
    return NOTHING_TO_GO_BY;
  }

  // As people paste it: with the header's scheme before it, or in quotes.
  private String token() throws IOException {
    String text = new String(input.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    String scheme = "Bearer ";
    if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return text.substring(scheme.length()).strip();
    }
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private Map<String, String> said() {
    Map<String, String> settings = new HashMap<>(environment);
    if (jwks != null) {
      settings.remove("OKTA_KEYS");
    }
    put(settings, "OIDC_ISSUER", issuer);
    put(settings, "OIDC_AUDIENCE", audience);
    put(settings, "OIDC_JWKS", jwks);
    put(settings, "OIDC_REQUIRED_SCOPES", scopes);
    return settings;
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }
}
