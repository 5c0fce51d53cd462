/** An embeddable, offline verifier of OIDC and OAuth 2 access tokens. */
module dev.gatepost.token {
  requires static com.github.benmanes.caffeine;
  requires java.net.http;
  requires org.jose4j;
  requires static transitive org.jspecify;

  uses java.security.Provider;

  exports dev.gatepost.token;
  exports dev.gatepost.token.http;
}
