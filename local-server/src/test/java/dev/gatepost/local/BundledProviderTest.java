package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundledProviderTest {
  @Test
  @Timeout(60)
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void is_there_soon_and_works() throws Exception {
    BundledProvider.load();
    BundledProvider.load();

    Provider provider = BundledProvider.whenLoaded().get();

    assertThat(provider.getName()).isEqualTo("AmazonCorrettoCryptoProvider");
    assertThat(Signature.getInstance("SHA256withRSA", provider)).isNotNull();
  }

  @Test
  void is_loaded_after_the_delay() {
    Queue<Runnable> delayed = new ArrayDeque<>();
    AtomicInteger loads = new AtomicInteger();

    try (BundledProvider.Later later =
        new BundledProvider.Later(delayed::add, loads::incrementAndGet)) {
      later.begin();
      assertThat(loads).hasValue(0);
      delayed.remove().run();
    }

    assertThat(loads).hasValue(1);
  }

  @Test
  void is_not_loaded_by_a_server_that_stopped_before_the_delay_was_over() {
    Queue<Runnable> delayed = new ArrayDeque<>();
    AtomicInteger loads = new AtomicInteger();
    BundledProvider.Later later = new BundledProvider.Later(delayed::add, loads::incrementAndGet);
    later.begin();

    later.close();

    delayed.remove().run();
    assertThat(loads).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux-x86_64", "linux-aarch64"})
  void has_a_library_for_each_platform(String platform) throws Exception {
    boolean found = false;
    try (InputStream bytes =
            BundledProvider.class.getResourceAsStream("crypto/" + platform + ".jar");
        JarInputStream jar = new JarInputStream(bytes)) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        found |= entry.getName().endsWith("libamazonCorrettoCryptoProvider.so");
      }
    }

    assertThat(found).isTrue();
  }

  @Test
  void names_platforms_as_its_jars_do() {
    assertThat(BundledProvider.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
    assertThat(BundledProvider.platform("Linux", "aarch64")).isEqualTo("linux-aarch64");
    assertThat(BundledProvider.platform("Mac OS X", "aarch64")).isEqualTo("mac os x-aarch64");
  }

  @Test
  void is_done_without_elsewhere() {
    CompletableFuture<Provider> future = new CompletableFuture<>();

    BundledProvider.complete(future, "windows-x86_64");

    assertThat(future).isCompletedExceptionally();
  }
}
