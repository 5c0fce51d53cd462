package dev.gatepost.token;

import java.lang.System.Logger.Level;
import java.security.Provider;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Corretto Crypto Provider, where its jar is on the path. It is looked for once in a
 * process, by the first who asks, which takes about 0.3 s if it is there.
 */
final class AmazonProvider {
  private static final System.Logger LOG = System.getLogger(TokenVerifier.class.getName());
  private static final String CLASS =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private AmazonProvider() {}

  /** It, or null if it is not there or does not work here. */
  static @Nullable Provider find() {
    return Found.PROVIDER;
  }

  private static final class Found {
    static final @Nullable Provider PROVIDER = look(AmazonProvider.class.getClassLoader());
  }

  /** As {@link #find}, among what a class loader can see. */
  static @Nullable Provider look(ClassLoader loader) {
    // Asked first, for to go through the JDK's own providers takes longer than to find it absent.
    if (loader.getResource(CLASS.replace('.', '/') + ".class") == null) {
      return null;
    }
    Provider provider = load(loader).orElse(null);
    if (provider == null || !ProviderSelfTest.passes(provider)) {
      LOG.log(
          Level.WARNING,
          "Amazon's crypto provider is on the path but does not work here; the JDK's is used");
      return null;
    }
    return provider;
  }

  // Not installed, and by no other name than its own: others' providers are not even made.
  private static Optional<Provider> load(ClassLoader loader) {
    try {
      return ServiceLoader.load(Provider.class, loader).stream()
          .filter(found -> found.type().getName().equals(CLASS))
          .findFirst()
          .map(ServiceLoader.Provider::get);
    } catch (ServiceConfigurationError | LinkageError e) {
      return Optional.empty();
    }
  }
}
