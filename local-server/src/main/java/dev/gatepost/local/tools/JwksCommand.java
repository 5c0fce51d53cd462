package dev.gatepost.local.tools;

import dev.gatepost.token.KeyReport;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost.jar jwks fetch URL|FILE}: an issuer's keys as a value for the environment. */
@Command(
    name = "jwks",
    mixinStandardHelpOptions = true,
    description = "Prepares an issuer's keys (JWKS) for the environment.",
    synopsisSubcommandLabel = "COMMAND")
public final class JwksCommand {
  private static final String EXAMPLE =
      "  export OIDC_JWKS=$(java -jar gatepost.jar jwks fetch https://id.example.com/keys)";

  @SuppressWarnings("NullAway.Init") // picocli sets it.
  @Spec
  private CommandSpec spec;

  /** Made by picocli. */
  public JwksCommand() {}

  /**
   * Prints the value on the standard output, and what became of each key on the standard error.
   *
   * @return the exit code: 0, or 1 if there is no such value
   */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the keys in compact base64, for OIDC_JWKS or OKTA_KEYS,",
        "without certificates and whatever else verification does not need."
      },
      footerHeading = "%nExample:%n",
      footer = EXAMPLE)
  int fetch(
      @Parameters(paramLabel = "URL|FILE", description = "Where the JWKS is.") String source) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return print(CompactJwks.of(JwksDownload.get(source)), err);
    } catch (IOException | IllegalArgumentException e) {
      err.println("gatepost: " + reason(e));
      return 1;
    }
  }

  private int print(CompactJwks jwks, PrintWriter err) {
    jwks.report().entries().forEach(entry -> err.println(line(entry)));
    err.println(jwks.base64().length() + " of " + CompactJwks.MAX_CHARS + " characters");
    if (!jwks.fits()) {
      err.println(
          "gatepost: too large for an environment variable of AWS Lambda, which holds"
              + " 4 KiB in all; put the keys into a file, or let them be fetched");
      return 1;
    }
    spec.commandLine().getOut().println(jwks.base64());
    return 0;
  }

  private static String line(KeyReport.Entry entry) {
    return entry
        .problem()
        .map(problem -> "left out " + entry.keyId() + ": " + problem)
        .orElse("key " + entry.keyId());
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
