package dev.gatepost.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the page is told: whom to sign in with, and where the messages are.
 *
 * @param issuer the issuer identifier, exactly
 * @param clientId empty where no client is registered: the page then says so
 * @param scopes to ask for, separated by spaces
 * @param audience for the issuers that want to be told which API a token is for; may be empty
 * @param issuerOrigins where the issuer's endpoints are that the page may call
 * @param signIn where people prove who they are
 * @param apiBaseUrl what {@code /api/messages} is appended to
 * @param development whether the issuer is our own, which lets anybody in under any name
 */
record ClientConfig(
    String issuer,
    String clientId,
    String scopes,
    String audience,
    List<String> issuerOrigins,
    SignIn signIn,
    String apiBaseUrl,
    boolean development) {

  private static final JsonFactory JSON = new JsonFactory();

  ClientConfig {
    issuerOrigins = List.copyOf(issuerOrigins);
  }

  /**
   * What the settings make of it.
   *
   * @param values complete ones, by {@link Setting#key()}
   * @param apiBaseUrl of the API here, where the settings do not say how browsers reach it
   */
  static ClientConfig of(Map<String, String> values, String apiBaseUrl, boolean development) {
    String required = Setting.REQUIRED_SCOPES.in(values).orElse("");
    String scopes = Setting.CLIENT_SCOPES.in(values).orElse("openid profile " + required);
    String issuer = Setting.ISSUER.in(values).orElseThrow();
    List<String> origins = new ArrayList<>(List.of(WebOrigins.of(issuer)));
    origins.addAll(WebOrigins.parse(Setting.CLIENT_CONNECT_ORIGINS.in(values).orElse("")));
    return new ClientConfig(
        issuer,
        Setting.CLIENT_ID.in(values).orElse(""),
        scopes.strip(),
        Issuer.firstAudience(values).orElse(""),
        origins,
        SignIn.of(values),
        Setting.CLIENT_API_URL.in(values).orElse(apiBaseUrl),
        development);
  }

  byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("issuer", issuer);
      json.writeStringField("clientId", clientId);
      json.writeStringField("scopes", scopes);
      json.writeStringField("audience", audience);
      json.writeArrayFieldStart("connectOrigins");
      for (String origin : issuerOrigins) {
        json.writeString(origin);
      }
      json.writeEndArray();
      json.writeStringField("signIn", signIn.word());
      json.writeStringField("apiBaseUrl", apiBaseUrl);
      json.writeBooleanField("development", development);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
