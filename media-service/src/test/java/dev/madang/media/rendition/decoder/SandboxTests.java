package dev.madang.media.rendition.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a compromised decoder can do. */
@EnabledOnOs(OS.LINUX)
class SandboxTests {

  private static final int KILLED_FOR_ITS_CPU_TIME = 128 + 24;

  @Test
  void sandboxDeniesFilesSocketsAndProcessesButAllowsThreads(@TempDir Path folder)
      throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(
              runProbe(
                  folder.resolve("left-behind").toString(),
                  Integer.toString(server.getLocalPort())))
          .containsExactly(
              "before: read done",
              "before: write done",
              "before: connect done",
              "before: datagram done",
              "before: exec done",
              "before: signal done",
              "closed: ",
              "after: read refused",
              "after: write refused",
              "after: connect refused",
              "after: datagram refused",
              "after: exec refused",
              "after: signal refused",
              "after: a thread works");
    }
  }

  @Test
  void processesAboveTheCpuLimitAreEnded() throws Exception {
    var process = start("burn");

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(KILLED_FOR_ITS_CPU_TIME);
  }

  private static List<String> runProbe(String... arguments) throws IOException {
    var output = start(arguments).getInputStream().readAllBytes();
    return new String(output, StandardCharsets.UTF_8).lines().toList();
  }

  private static Process start(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SandboxProbe.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
