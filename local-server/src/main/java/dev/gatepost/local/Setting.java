package dev.gatepost.local;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A setting of this server. What each has is taken as a text and judged later, together with all
 * the others, so that one list says everything that is wrong.
 */
enum Setting {
  PORT("--port", "", "PORT", "Port of the page; 0 takes a free one. Default: 8080"),
  API_PORT("--api-port", "", "PORT", "Port of the API; 0 takes a free one. Default: 3000"),
  ISSUER_PORT(
      "--issuer-port",
      "",
      "PORT",
      "Port of the development issuer; 0 takes a free one. Default: 9000"),
  HOST(
      "--host",
      "",
      "ADDRESS",
      "Address to listen on; the development issuer stays on the loopback. Default: 127.0.0.1"),
  STORE(
      "--store",
      "MESSAGES_STORE",
      "STORE",
      "Where messages are kept: sqlite:PATH, postgresql://USER:PASSWORD@HOST/DATABASE or memory:."
          + " Default: sqlite:./gatepost.db"),
  ISSUER(
      "--issuer",
      "OIDC_ISSUER",
      "URL",
      "Whose tokens are accepted, exactly as in their iss. Default: a development issuer"),
  AUDIENCE(
      "--audience",
      "OIDC_AUDIENCE",
      "NAMES",
      "What a token must be meant for; one of these, separated by commas, is enough."),
  ACCEPTED_CLIENTS(
      "--accepted-clients",
      "OIDC_ACCEPTED_CLIENTS",
      "IDS",
      "In place of the audience, for issuers whose access tokens have none, as Cognito's: whose"
          + " tokens are accepted, by client id, separated by commas."),
  JWKS(
      "--jwks",
      "OIDC_JWKS",
      "KEYS",
      "The issuer's keys: a JWKS, the same in base64, file:PATH or an https address. Default:"
          + " OKTA_KEYS, else as the issuer's discovery says"),
  REQUIRED_SCOPES(
      "--required-scopes",
      "OIDC_REQUIRED_SCOPES",
      "SCOPES",
      "What every token must allow, separated by spaces."),
  CORS_ALLOWED_ORIGINS(
      "--cors-allowed-origins",
      "CORS_ALLOWED_ORIGINS",
      "ORIGINS",
      "Whose pages may call the API, separated by commas, or *. Default: the page served here"),
  VERIFIED_TOKEN_CACHE(
      "--verified-token-cache",
      "VERIFIED_TOKEN_CACHE",
      "COUNT",
      "Of how many accepted tokens it is remembered that their signature is good; 0 for none."
          + " Default: 10000"),
  RATE_LIMIT_POSTS(
      "--rate-limit-posts",
      "RATE_LIMIT_POSTS",
      "RATE",
      "How often an author may post, as 60/m (or /s, /h), or off. Default: 60/m"),
  RATE_LIMIT_POSTS_PER_ADDRESS(
      "--rate-limit-posts-per-address",
      "RATE_LIMIT_POSTS_PER_ADDRESS",
      "RATE",
      "How often may be posted from an address, by whomever. Default: 600/m"),
  TRUSTED_PROXIES(
      "--trusted-proxies",
      "TRUSTED_PROXIES",
      "ADDRESSES",
      "Whose X-Forwarded-For is believed: addresses or networks, separated by commas."
          + " Default: nobody's"),
  RETENTION(
      "--messages-retention",
      "MESSAGES_RETENTION",
      "TIME",
      "How long messages are kept, as 30d or 48h, or off for ever. Default: off"),
  METRICS(
      "--metrics",
      "METRICS_PORT",
      "[HOST:]PORT",
      "Serves /metrics for Prometheus on this port of the loopback, or of another address; 0 takes"
          + " a free one. Default: none"),
  ACCESS_LOG(
      "--access-log",
      "ACCESS_LOG",
      "FILE",
      "Writes a line of JSON for each API request to this file, or to the standard output for -."
          + " Default: none"),
  CLIENT_ID("--client-id", "CLIENT_ID", "ID", "What the page signs in with."),
  CLIENT_SCOPES(
      "--client-scopes",
      "CLIENT_SCOPES",
      "SCOPES",
      "What the page asks for. Default: openid profile, and the required ones"),
  CLIENT_API_URL(
      "--client-api-url",
      "CLIENT_API_URL",
      "URL",
      "Where the page finds the API, for a server behind a proxy. Default: this server's own"
          + " address"),
  CLIENT_CONNECT_ORIGINS(
      "--client-connect-origins",
      "CLIENT_CONNECT_ORIGINS",
      "ORIGINS",
      "Further origins that the page may call to sign in, separated by commas, where the issuer has"
          + " endpoints elsewhere, as Cognito has. Default: the issuer's alone"),
  SIGN_IN(
      "--sign-in",
      "SIGN_IN",
      "HOW",
      "redirect: on the issuer's own page; okta-widget: with Okta's Sign-In Widget on a page here,"
          + " for an issuer of Okta. Default: redirect"),
  CLIENT_DIR(
      "--client-dir", "", "FOLDER", "Serves the page from here, not the one that is built in.");

  /** The tutorial's name for {@link #JWKS} in base64; an environment variable only. */
  static final String OKTA_KEYS = "OKTA_KEYS";

  /** What {@link #STORE} is where it is not set. */
  static final String DEFAULT_STORE = "sqlite:./gatepost.db";

  private final String option;
  private final String variable;
  private final String label;
  private final String description;

  Setting(String option, String variable, String label, String description) {
    this.option = option;
    this.variable = variable;
    this.label = label;
    this.description = description;
  }

  /** What a user knows it by: its variable, or its option where there is no variable. */
  String key() {
    return variable.isEmpty() ? option : variable;
  }

  /** Its value in what {@link #all} gave; nothing where it is not set or blank. */
  Optional<String> in(Map<String, String> values) {
    return Optional.ofNullable(values.get(key())).filter(value -> !value.isBlank());
  }

  /** Gives it a value if {@link #in} finds none. */
  void setIfMissing(Map<String, String> values, String value) {
    if (in(values).isEmpty()) {
      values.put(key(), value);
    }
  }

  /** Everything that was set, by key: the environment, and over it the command line's options. */
  static Map<String, String> all(Map<String, String> environment, Map<Setting, String> options) {
    Map<String, String> values = new HashMap<>(environment);
    if (options.containsKey(JWKS)) {
      values.remove(OKTA_KEYS);
    }
    options.forEach((setting, value) -> values.put(setting.key(), value));
    return values;
  }

  /** The setting with this option. */
  static Optional<Setting> ofOption(String name) {
    return Stream.of(values()).filter(setting -> setting.option.equals(name)).findFirst();
  }

  /** Those of them that are options on a command line. */
  static Map<Setting, String> given(ParseResult commandLine) {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    for (Setting setting : values()) {
      if (commandLine.hasMatchedOption(setting.option)) {
        options.put(setting, commandLine.matchedOptionValue(setting.option, ""));
      }
    }
    return options;
  }

  OptionSpec toOption() {
    String words = variable.isEmpty() ? description : description + " [" + variable + "]";
    return OptionSpec.builder(option)
        .type(String.class)
        .paramLabel(label)
        .description(words)
        .build();
  }
}
