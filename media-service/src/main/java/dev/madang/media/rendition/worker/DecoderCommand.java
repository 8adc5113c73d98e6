package dev.madang.media.rendition.worker;

import dev.madang.media.rendition.decoder.Decoder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * The command line of a decoder: a small JVM with this service's code and nothing else.
 *
 * <p>Where the shell has {@code ulimit -v} (Linux), the process never maps more than the given
 * address space, so an image that needs more crashes its decoder only. Its heap is a few megabytes;
 * originals and pixels are native memory. It writes no file and no core dump, and ignores the
 * signals by which a terminal or a supervisor stops the process group: the service ends it by
 * closing its input. It enters a sandbox before it reads an original.
 */
final class DecoderCommand {

  private static final String SHELL =
      "trap '' HUP INT TERM; ulimit -c 0; ulimit -f 0; ulimit -v \"$1\" 2>/dev/null; shift; exec \"$@\"";

  private static final List<String> SMALL_MACHINE =
      List.of(
          "-Xmx32m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:CompressedClassSpaceSize=16m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+DisplayVMOutputToStderr",
          "-XX:ErrorFile=/dev/null",
          "-XX:-UsePerfData",
          "-XX:-UseContainerSupport",
          "--enable-native-access=ALL-UNNAMED");

  private DecoderCommand() {}

  static ProcessBuilder of(String libvips, DataSize memory) {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "decoder"));
    command.add(Long.toString(memory.toKilobytes()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL_MACHINE);
    command.addAll(List.of("-cp", codeOfDecoder(), Decoder.class.getName(), libvips));
    var builder = new ProcessBuilder(command);
    var environment = builder.environment();
    // The decoder gets no credentials and options of the service.
    environment.clear();
    environment.put("MALLOC_ARENA_MAX", "2");
    // Reusing up to 128 MiB of freed memory saves a tenth of the CPU time.
    environment.put("MALLOC_MMAP_THRESHOLD_", Integer.toString(32 << 20));
    environment.put("MALLOC_TRIM_THRESHOLD_", Integer.toString(128 << 20));
    environment.put("VIPS_WARNING", "0");
    return builder;
  }

  private static String codeOfDecoder() {
    try {
      return Path.of(Decoder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
