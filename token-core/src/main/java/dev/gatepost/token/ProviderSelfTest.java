package dev.gatepost.token;

import java.security.Provider;
import java.util.List;

/**
 * Whether a security provider tells a good signature from a bad one, by signatures whose keys were
 * made for this and thrown away.
 */
final class ProviderSelfTest {
  private static final String JWKS =
      "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"qWAwzkPXqsFyj83o0Kpb_sYRfDUNo3pibdZR"
          + "JQ5bfHGXTxzkwF9QeJWsFnbVFzCxAW5bYfNQR1ChhEK7LPe0G9H0ZKLPNEEUENwfe55g8KUhrv"
          + "FdwaXmMkbjasFpocf49YYPh-uEyfop-FowI6_oS9A9IPrzixwriNTa1IFOuWd738nF4GZqd-Sq"
          + "_2YURUcJzjExLv8cgCcO0zcUqgddKiCTDE04ouwLUvtMm4CWtMqllfidj9S7hNVYqZQ8It3fCY"
          + "HJKbdvXw6SQWLgYsV0OU3j2a60sjr42N1LYYRLI7KFJkSg4j1rxyM8KiPuXcny9Umb8gSs8ezw"
          + "Guz52o0xxw\"},{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"cEc_k0CbCN00j4vd7mPFaL89kRSP61"
          + "SOp0OU_thXswE\",\"y\":\"no5wEOjE0Xbfcnd7o0s8n3tNYR39CtLa4vrekgC08Rg\"},{\"kty\":\""
          + "OKP\",\"crv\":\"Ed25519\",\"x\":\"V_OrG8SBlGGDIFVFuJtxpvY-UzjsUfZnLWUhpKjkuSU\"}]}";
  private static final List<String> GOOD =
      List.of(
          "eyJhbGciOiJSUzI1NiJ9.e30.mOtGFj9Z05QxIHqbLiMLMAEoiqxRgb_6oe2aHYWWdX9kT0Po-"
              + "vGAj7nJETed3Lpv6gWKst2phSobaMnge9NVMO63QrHDS1Me7h4UfalR2oHi6qgtcwcxLvZ53Ta"
              + "werbTwDX9iUhDHoXtAokPM9ILdm-mI9MrVNAxN_7Jcr25ezENw8CAC8yWsmJAND1v8Sa9m_EM9"
              + "8Grb0DxwMv5TPUx3hlcfbNxKu1bN283Q2uFyJb7Cc3hWuvJeImE-5PzEe6EQ2zGaAscf-Avy6-"
              + "hJhV4bvAAOc7u6A3v_0ruCn_C4es5GyHjDKJteC_-QwixLJ4fNXYX-URlKFdQCpfMIExWDQ",
          "eyJhbGciOiJFUzI1NiJ9.e30.u00B5axJa9dukZipYJm7-mjWzyp_AiXt-JFCIGBqXSr3R7lPC"
              + "Mg1jv4wDPNZjfApBUn55OMCh2HYSomFUdnRSQ",
          "eyJhbGciOiJFZERTQSJ9.e30.Fx-dzJhpcLlde8kDTRCAf5D8cK4v3A5ufUqenVtgEpPhjPue6"
              + "1cMyHYzsaUWUmR-MPWjK_e8meg3CCv-lTRICQ");

  private ProviderSelfTest() {}

  /**
   * Tries the provider's RSA signatures, which it must know, and ECDSA and EdDSA if it knows them.
   */
  static boolean passes(Provider provider) {
    KeySet keys = Jwks.parse(JWKS).keys();
    SignatureCheck check = new SignatureCheck(CryptoChoice.of(provider));
    try {
      for (String good : GOOD) {
        String otherPayload = good.replace(".e30.", ".W10.");
        if (!holds(good, check, keys) || holds(otherPayload, check, keys)) {
          return false;
        }
      }
    } catch (LinkageError e) {
      // Its native part is missing, or another machine's.
      return false;
    }
    return provider.getService("Signature", Algorithm.RS256.jcaName()) != null;
  }

  private static boolean holds(String token, SignatureCheck check, KeySet keys) {
    try {
      CompactJws jws = CompactJws.parse(token, token.length());
      Algorithm algorithm = jws.header().algorithm();
      check.check(jws, algorithm, keys.find(null, algorithm));
      return true;
    } catch (TokenRejectedException e) {
      return false;
    }
  }
}
