package dev.madang.media.rendition.decoder;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/**
 * Removes the permissions of this process to open files and sockets, to start processes and to
 * affect other processes; this cannot be undone. It may compute, use memory, and read and write
 * open files. Needs seccomp of Linux.
 */
@SuppressWarnings("restricted") // calls C
final class Sandbox {

  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SECCOMP_SET_MODE_FILTER = 1;
  private static final long ALL_THREADS = 1;
  // Otherwise older kernels disable speculative execution.
  private static final long SPECULATION_ALLOWED = 4;
  private static final int RLIMIT_CPU = 0;
  private static final int CPU_TIME_OF_PROCESS = 2;
  private static final long NO_LIMIT = -1;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final boolean IS_LINUX = System.getProperty("os.name").equals("Linux");

  private final MethodHandle clockGettime =
      function("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private final MethodHandle setrlimit =
      function("setrlimit", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

  /**
   * Enters the sandbox with all threads.
   *
   * @return why there is none; empty if there is one
   */
  String close() {
    var system = SyscallAllowlist.OF.get(System.getProperty("os.arch"));
    if (!IS_LINUX || system == null) {
      return "no sandbox is known for "
          + System.getProperty("os.name")
          + " on "
          + System.getProperty("os.arch");
    }
    try (var arena = Arena.ofConfined()) {
      var prctl =
          function(
              "prctl",
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
              Linker.Option.firstVariadicArg(1));
      if ((int) prctl.invokeExact(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0) {
        return "the kernel does not know no_new_privs";
      }
      var syscall =
          function(
              "syscall",
              FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS),
              Linker.Option.firstVariadicArg(1));
      long result =
          (long)
              syscall.invokeExact(
                  (long) system.seccomp(),
                  (long) SECCOMP_SET_MODE_FILTER,
                  ALL_THREADS | SPECULATION_ALLOWED,
                  program(system, arena));
      return result == 0 ? "" : "the kernel refuses a filter (seccomp)";
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Makes the system end this process after this much further CPU time, rounded up to seconds. */
  void limitCpu(Duration more) {
    if (!IS_LINUX) {
      return;
    }
    try (var arena = Arena.ofConfined()) {
      var used = arena.allocate(JAVA_LONG, 2);
      var limit = arena.allocate(JAVA_LONG, 2);
      if ((int) clockGettime.invokeExact(CPU_TIME_OF_PROCESS, used) != 0) {
        throw new IllegalStateException("the CPU clock cannot be read");
      }
      limit.setAtIndex(
          JAVA_LONG, 0, used.getAtIndex(JAVA_LONG, 0) + more.plusMillis(999).toSeconds() + 1);
      limit.setAtIndex(JAVA_LONG, 1, NO_LIMIT);
      if ((int) setrlimit.invokeExact(RLIMIT_CPU, limit) != 0) {
        throw new IllegalStateException("the CPU cannot be limited");
      }
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static MemorySegment program(SyscallAllowlist system, Arena arena) {
    var filter = new SeccompFilter(system).instructions();
    var code = arena.allocate(8L * filter.size(), 8);
    for (int i = 0; i < filter.size(); i++) {
      code.setAtIndex(JAVA_LONG, i, filter.get(i));
    }
    var program = arena.allocate(16, 8);
    program.set(JAVA_SHORT, 0, (short) filter.size());
    program.set(ADDRESS, 8, code);
    return program;
  }

  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
  }
}
