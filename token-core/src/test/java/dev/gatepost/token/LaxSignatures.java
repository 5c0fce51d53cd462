package dev.gatepost.token;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A security provider to whom every signature of our algorithms is good, but for one. It may take
 * small keys only.
 */
final class LaxSignatures extends Provider {
  /** An Ed25519 signature at which it fails. */
  static final byte[] FAILING = new byte[64];

  private static final long serialVersionUID = 1L;

  private final AtomicInteger checked = new AtomicInteger();

  private final int mostRsaBits;

  LaxSignatures() {
    this(Integer.MAX_VALUE);
  }

  LaxSignatures(int mostRsaBits) {
    super("LaxSignatures", "1", "accepts every signature");
    this.mostRsaBits = mostRsaBits;
    Arrays.stream(Algorithm.values())
        .map(Algorithm::jcaName)
        .distinct()
        .forEach(name -> putService(new AnySignature(name)));
  }

  /** How many signatures it has been asked about. */
  int checked() {
    return checked.get();
  }

  private final class AnySignature extends Service {
    AnySignature(String name) {
      super(LaxSignatures.this, "Signature", name, Accepting.class.getName(), List.of(), null);
    }

    @Override
    public Object newInstance(@Nullable Object constructorParameter) {
      return new Accepting();
    }
  }

  @SuppressWarnings("deprecation") // The class that it extends has methods that must be there.
  private final class Accepting extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() > mostRsaBits) {
        throw new InvalidKeyException("too large");
      }
    }

    @Override
    protected void engineInitSign(PrivateKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineUpdate(byte b) {}

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {}

    @Override
    protected byte[] engineSign() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      checked.incrementAndGet();
      if (Arrays.equals(signature, FAILING)) {
        throw new ProviderException("something went wrong");
      }
      return true;
    }

    @Override
    protected void engineSetParameter(AlgorithmParameterSpec parameters) {}

    @Override
    protected void engineSetParameter(String name, Object value) {}

    @Override
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
