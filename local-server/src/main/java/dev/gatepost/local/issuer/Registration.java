package dev.gatepost.local.issuer;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the issuer and its two clients have agreed on beforehand.
 *
 * @param issuer its URL, the {@code iss} of all tokens
 * @param audience the {@code aud} of access tokens
 * @param clientOrigins where the web client is served
 */
record Registration(String issuer, String audience, List<String> clientOrigins) {
  /** The web client: people sign in. */
  static final String WEB_CLIENT = "gatepost-web";

  /** The command line: a subject is chosen, nobody signs in. */
  static final String COMMAND_LINE_CLIENT = "gatepost-cli";

  /** What a client gets that asks for no scope in particular. */
  static final String SCOPES = "openid profile offline_access messages:read messages:write";

  Registration {
    clientOrigins = List.copyOf(clientOrigins);
  }

  /** Where the web client may have people sent back to, after signing in or out. */
  Set<String> redirectUris() {
    return clientOrigins.stream().map(origin -> origin + "/").collect(Collectors.toSet());
  }
}
