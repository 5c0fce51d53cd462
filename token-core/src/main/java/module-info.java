/** An embeddable, offline verifier of OIDC and OAuth 2 access tokens. */
module dev.gatepost.token {
  requires com.fasterxml.jackson.core;
  requires java.net.http;
  requires org.jose4j;
  requires static transitive org.jspecify;

  exports dev.gatepost.token;
  exports dev.gatepost.token.http;
}
