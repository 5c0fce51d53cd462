package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatepost.token.testkit.TestIssuer;
import java.security.Provider;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CryptoProviderTest {
  private final TestIssuer issuer = TestIssuer.create();

  @Test
  void checks_signatures_with_the_provider_that_it_is_given() throws TokenRejectedException {
    TokenVerifier lax = issuer.verifierBuilder().cryptoProvider(new LaxSignatures()).build();
    String forged = TestIssuer.create().token().sign();

    assertThat(lax.verify(forged)).isNotNull();
    assertThat(lax.explain(forged).passed()).isTrue();
    assertRejected(issuer.verifierBuilder().build(), forged, Reason.BAD_SIGNATURE);
  }

  @Test
  void leaves_to_the_jdk_what_the_provider_does_not_know() throws TokenRejectedException {
    Provider knowsNothing = new Provider("KnowsNothing", "1", "") {};
    TokenVerifier verifier = issuer.verifierBuilder().cryptoProvider(knowsNothing).build();

    assertThat(verifier.verify(issuer.token().sign())).isNotNull();
    assertRejected(verifier, TestIssuer.create().token().sign(), Reason.BAD_SIGNATURE);
  }

  @TestFactory
  Stream<DynamicTest> decides_every_case_rightly_with_amazons_provider() {
    Optional<Provider> corretto = corretto();
    assumeTrue(corretto.isPresent(), "skipped: its library is not for this platform");
    return ConformanceCase.ours().stream()
        .filter(ConformanceCase::isBinding)
        .map(c -> DynamicTest.dynamicTest(c.id(), () -> check(c, corretto.get())));
  }

  private static void check(ConformanceCase conformanceCase, Provider provider) {
    ConformanceCase.Outcome outcome = conformanceCase.run(provider);

    assertThat(conformanceCase.rightVerdicts()).as(outcome.toString()).contains(outcome.verdict());
  }

  private static Optional<Provider> corretto() {
    return ServiceLoader.load(Provider.class).stream()
        .filter(found -> found.type().getName().contains("AmazonCorretto"))
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.getService("Signature", "SHA256withRSA") != null)
        .findFirst();
  }
}
