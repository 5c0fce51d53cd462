package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.MessageBoard;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is exported to the standard output of a process of its own. */
class ExportIT {
  @TempDir private Path folder;

  @BeforeEach
  void postOne() {
    OpenStore open = StoreSetting.parse(store()).open();
    new MessageBoard(open.store(), Clock.systemUTC()).post("ada", "Grüße \uD83D\uDE00");
    open.closing().run();
  }

  @Test
  void is_utf_8_whatever_the_locale_is() throws Exception {
    File lines = folder.resolve("lines").toFile();

    assertThat(export(lines)).isZero();

    assertThat(lines).content().contains("\"text\":\"Grüße \uD83D\uDE00\"").hasLineCount(1);
    assertThat(folder.resolve("err")).hasContent("1 messages exported");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void does_not_pass_for_whole_where_there_is_no_room_for_it() throws Exception {
    assertThat(export(new File("/dev/full"))).isEqualTo(1);

    assertThat(folder.resolve("err")).content().doesNotContain("messages exported").hasLineCount(1);
  }

  private int export(File out) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            System.getProperty("gatepost.jar", "target/gatepost.jar"),
            "export",
            "--store=" + store());
    builder.environment().put("LC_ALL", "C");
    builder.redirectOutput(out).redirectError(folder.resolve("err").toFile());
    return builder.start().waitFor();
  }

  private String store() {
    return "sqlite:" + folder.resolve("gatepost.db");
  }
}
