package dev.gatepost.token.testkit;

import java.time.Instant;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link TestIssuer} to the tests of a class that says
 * {@code @ExtendWith(TestIssuerExtension.class)}, as a parameter of constructors and methods.
 *
 * <p>It can be discovered under its {@link TestIssuer#name} until the test run ends, and its tokens
 * are good from now, by the system's clock. It is the same for all tests, so its keys are made
 * once. It needs JUnit 6, or 5.13; the rest of the kit needs no JUnit.
 */
public final class TestIssuerExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TestIssuerExtension.class);

  /** For JUnit. */
  public TestIssuerExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestIssuer.class;
  }

  @Override
  public TestIssuer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // JUnit closes what is in the store, and the root's at the end of the run.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            TestIssuerServer.class, type -> TestIssuerServer.start(), TestIssuerServer.class)
        .issuer(Instant.now());
  }
}
