package dev.gatepost.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.lang.JoseException;

/** Writes the tokens that servers are measured with; {@code benchmarks/peers/run} reads them. */
public final class TokenFile {
  private TokenFile() {}

  /**
   * Writes {@code jwks.json}, {@code tokens.txt} with good RS256 tokens, all different and valid
   * for a day, and {@code refused.txt} with some that a server must refuse; a token on each line.
   *
   * @param args the folder to write to, and how many good tokens
   */
  public static void main(String[] args) throws IOException, JoseException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    SampleTokens samples = SampleTokens.of("RS256");
    Files.writeString(folder.resolve("jwks.json"), samples.jwks());
    Files.write(folder.resolve("refused.txt"), refused(samples));
    Files.write(folder.resolve("tokens.txt"), samples.tokens(Integer.parseInt(args[1])));
  }

  private static List<String> refused(SampleTokens samples) throws JoseException {
    String issuer = SampleTokens.ISSUER;
    String audience = SampleTokens.AUDIENCE;
    Instant now = Instant.now();
    String forged = SampleTokens.of("RS256").token(0);
    String expired = samples.token(0, issuer, audience, now.minus(Duration.ofDays(2)));
    String byAnother = samples.token(0, issuer + "/another", audience, now);
    String forAnother = samples.token(0, issuer, audience + "/another", now);
    return List.of(forged, expired, byAnother, forAnother);
  }
}
