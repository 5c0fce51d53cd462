package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void takes_amazons_by_itself_where_it_works() throws TokenRejectedException {
    assumeTrue(corretto().isPresent(), "skipped: its library is not for this platform");

    Provider found = Objects.requireNonNull(CryptoChoice.automatic().provider());

    assertThat(found.getName()).isEqualTo("AmazonCorrettoCryptoProvider");
    assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).as("installed").isNull();
    assertThat(issuer.verifierBuilder().build().verify(issuer.token().sign())).isNotNull();
  }

  @Test
  void does_without_amazons_where_it_is_not_there(@TempDir Path empty) throws IOException {
    try (LoggedLines log = LoggedLines.of(TokenVerifier.class);
        URLClassLoader nothing = new URLClassLoader(new URL[] {empty.toUri().toURL()}, null)) {
      assertThat(AmazonProvider.look(nothing)).isNull();
      assertThat(log.lines()).isEmpty();
    }
  }

  // As a jar does that is for another processor: its classes are there, and their library is not.
  @Test
  void does_without_amazons_where_it_does_not_work_and_says_so_once(@TempDir Path jar)
      throws IOException {
    copyWithoutLibrary(jar);
    try (LoggedLines log = LoggedLines.of(TokenVerifier.class);
        URLClassLoader broken = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      assertThat(AmazonProvider.look(broken)).isNull();
      assertThat(log.lines())
          .containsExactly(
              "WARNING Amazon's crypto provider is on the path but does not work here;"
                  + " the JDK's is used");
    }
  }

  @Test
  void believes_no_provider_that_accepts_or_refuses_everything() {
    assertThat(ProviderSelfTest.passes(new LaxSignatures())).isFalse();
    assertThat(ProviderSelfTest.passes(new Provider("KnowsNothing", "1", "") {})).isFalse();
    assertThat(ProviderSelfTest.passes(Security.getProvider("SunRsaSign"))).isTrue();
  }

  @Test
  void waits_for_no_provider_that_is_still_loading() throws TokenRejectedException {
    CompletableFuture<Provider> later = new CompletableFuture<>();
    CryptoChoice choice = CryptoChoice.whenReady(later);
    TokenVerifier verifier = issuer.verifierBuilder().cryptoProvider(later).build();

    assertThat(choice.provider()).isNull();
    assertThat(verifier.verify(issuer.token().sign())).isNotNull();

    Provider rsa = Security.getProvider("SunRsaSign");
    later.complete(rsa);

    assertThat(choice.provider()).isSameAs(rsa);
    assertThat(verifier.verify(issuer.token().sign())).isNotNull();
  }

  @Test
  void goes_on_without_a_provider_that_fails_to_load_or_is_not_to_be_believed() {
    CryptoChoice failed =
        CryptoChoice.whenReady(CompletableFuture.failedFuture(new IOException("no room")));
    CryptoChoice lax =
        CryptoChoice.whenReady(CompletableFuture.completedFuture(new LaxSignatures()));

    assertThat(failed.provider()).isNull();
    assertThat(lax.provider()).isNull();
  }

  // Each thread has a Signature of its own while it needs one, or they would spoil each other's.
  @Test
  void verifies_for_many_threads_at_once() throws Exception {
    TokenVerifier verifier = issuer.verifierBuilder().build();
    String good = issuer.token().sign();
    String bad = TestIssuer.create().token().sign();
    Callable<Void> both =
        () -> {
          for (int i = 0; i < 200; i++) {
            assertThat(verifier.verify(good)).isNotNull();
            assertRejected(verifier, bad, Reason.BAD_SIGNATURE);
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(24);

    try {
      for (Future<Void> done : threads.invokeAll(Collections.nCopies(24, both))) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void copyWithoutLibrary(Path folder) throws IOException {
    URL own =
        CryptoProviderTest.class
            .getClassLoader()
            .getResource("com/amazon/corretto/crypto/provider/AmazonCorrettoCryptoProvider.class");
    JarURLConnection jar = (JarURLConnection) Objects.requireNonNull(own).openConnection();
    for (JarEntry entry : Collections.list(jar.getJarFile().entries())) {
      boolean signature = entry.getName().matches("META-INF/[^/]*\\.(SF|RSA)");
      if (!entry.isDirectory() && !entry.getName().endsWith(".so") && !signature) {
        Path copy = folder.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(jar.getJarFile().getInputStream(entry), copy);
      }
    }
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
