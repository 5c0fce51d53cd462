package dev.gatepost.token;

import java.lang.System.Logger.Level;
import java.security.Provider;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which security provider checks signatures. Safe for many threads. */
@FunctionalInterface
interface CryptoChoice {

  /** The provider to use now, or null for whichever the JDK prefers. */
  @Nullable Provider provider();

  /** Always that one. */
  static CryptoChoice of(Provider provider) {
    return () -> provider;
  }

  /** Whichever the JDK prefers. */
  static CryptoChoice ofJdk() {
    return () -> null;
  }

  /** Amazon's where it is on the path and works, else the JDK's. Found out once, by who asks. */
  static CryptoChoice automatic() {
    return AmazonProvider::find;
  }

  /** The JDK's until there is another that works. */
  static CryptoChoice whenReady(CompletionStage<Provider> later) {
    AtomicReference<@Nullable Provider> ready = new AtomicReference<>();
    later.thenAccept(
        provider -> {
          if (ProviderSelfTest.passes(provider)) {
            ready.set(provider);
          } else {
            System.getLogger(TokenVerifier.class.getName())
                .log(Level.WARNING, provider.getName() + " does not work; the JDK's is used");
          }
        });
    return ready::get;
  }
}
