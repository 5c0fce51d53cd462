package dev.gatepost.messages.api;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.RemoteKeySettings;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.TokenVerifierBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the API is told by its environment: whose tokens it accepts, and whose pages may call it.
 * The variables are those of the README's table. Immutable.
 */
public final class ApiSettings {
  private static final String AUDIENCE = "OIDC_AUDIENCE";
  private static final String CLIENTS = "OIDC_ACCEPTED_CLIENTS";

  private final String issuer;
  private final List<String> audiences;
  private final List<String> clients;
  private final KeySource keys;
  private final List<String> scopes;
  private final AllowedOrigins allowedOrigins;

  private ApiSettings(
      String issuer,
      List<String> audiences,
      List<String> clients,
      KeySource keys,
      List<String> scopes,
      AllowedOrigins allowedOrigins) {
    this.issuer = issuer;
    this.audiences = audiences;
    this.clients = clients;
    this.keys = keys;
    this.scopes = scopes;
    this.allowedOrigins = allowedOrigins;
  }

  /**
   * Reads the settings.
   *
   * @param environment the variables by name; a blank one counts as not set
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  public static ApiSettings read(Map<String, String> environment) {
    return read(environment, List.of());
  }

  /**
   * As {@link #read(Map)}, for a platform with settings of its own.
   *
   * @param moreComplaints what the platform found wrong with its own settings
   * @throws InvalidSettingsException if anything is missing or wrong, there or here
   */
  public static ApiSettings read(Map<String, String> environment, List<String> moreComplaints) {
    return read(environment, moreComplaints, RemoteKeySettings.defaults());
  }

  /**
   * As {@link #read(Map, List)}, where keys that have to be fetched are fetched as told.
   *
   * @throws InvalidSettingsException if anything is missing or wrong, there or here
   */
  public static ApiSettings read(
      Map<String, String> environment, List<String> moreComplaints, RemoteKeySettings fetching) {
    Variables variables = new Variables(environment);
    Optional<String> issuer = variables.required("OIDC_ISSUER");
    List<String> audiences = variables.list(AUDIENCE);
    List<String> clients = variables.list(CLIENTS);
    if (audiences.isEmpty() && clients.isEmpty()) {
      variables.complain(AUDIENCE, "is not set");
    } else if (!audiences.isEmpty() && !clients.isEmpty()) {
      variables.complain(CLIENTS, "set this or " + AUDIENCE + ", not both");
    }
    Optional<KeySource> keys = KeySettings.read(variables, issuer, fetching);
    List<String> scopes = scopes(variables);
    AllowedOrigins origins = origins(variables);
    variables.throwIfWrong(moreComplaints);
    return new ApiSettings(
        issuer.orElseThrow(), audiences, clients, keys.orElseThrow(), scopes, origins);
  }

  /**
   * A verifier of the tokens that are accepted here.
   *
   * @param clock tells what time tokens are judged at
   */
  public TokenVerifier verifier(Clock clock) {
    return verifierBuilder(clock).build();
  }

  /** A builder of that verifier, with all that the settings say. */
  public TokenVerifierBuilder verifierBuilder(Clock clock) {
    TokenVerifierBuilder builder =
        TokenVerifier.builder()
            .issuer(issuer)
            .keys(keys)
            .requireScopes(scopes.toArray(String[]::new))
            .clock(clock);
    return clients.isEmpty()
        ? builder.audience(audiences.toArray(String[]::new))
        : builder.clientIdAsAudience(clients.toArray(String[]::new));
  }

  /** The issuer's keys, to be loaded at start. */
  public KeySource keys() {
    return keys;
  }

  /** The origins whose pages may read the answers. */
  public AllowedOrigins allowedOrigins() {
    return allowedOrigins;
  }

  private static List<String> scopes(Variables variables) {
    String name = "OIDC_REQUIRED_SCOPES";
    List<String> scopes =
        variables.get(name).stream().flatMap(text -> Stream.of(text.strip().split(" +"))).toList();
    if (!scopes.stream().allMatch(ApiSettings::isScope)) {
      variables.complain(name, "a scope is printable ASCII without quotes and backslashes");
    }
    return scopes;
  }

  // RFC 6749 §3.3.
  private static boolean isScope(String scope) {
    return scope.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
  }

  private static AllowedOrigins origins(Variables variables) {
    String name = "CORS_ALLOWED_ORIGINS";
    try {
      return AllowedOrigins.parse(variables.get(name).orElse(""));
    } catch (IllegalArgumentException e) {
      variables.complain(name, String.valueOf(e.getMessage()));
      return AllowedOrigins.none();
    }
  }
}
