package dev.gatepost.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of keys as bytes.
 *
 * @param path where it is; it need not be there
 */
record BoundedFile(Path path) {

  /** Reads it, or the first byte too many of a larger one. */
  byte[] read() throws IOException {
    // Anything else might be endless, or wait for someone to write.
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(Jwks.MAX_SIZE + 1);
    }
  }
}
