package dev.madang.media.rendition.decoder;

import java.util.ArrayList;
import java.util.List;

/** The BPF program that the kernel runs before each system call in the {@link Sandbox}. */
final class SeccompFilter {

  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int ALLOWED = 0x7fff0000;
  private static final int KILLED = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050001;
  private static final int NOT_THERE = 0x00050026;

  private static final int CLONE_THREAD = 0x10000;
  private static final int PR_SET_NAME = 15;
  private static final int OUR_OWN = 0;

  private final List<Long> instructions = new ArrayList<>();

  SeccompFilter(SyscallAllowlist system) {
    add(LOAD, ARCHITECTURE);
    unless(JUMP_IF_EQUAL, system.architecture(), KILLED);
    add(LOAD, NUMBER);
    add(JUMP_IF_AT_LEAST, 0, 1, system.foreign());
    add(RETURN, NOT_PERMITTED);
    for (int call : system.allowed()) {
      add(JUMP_IF_EQUAL, 0, 1, call);
      add(RETURN, ALLOWED);
    }
    for (int call : system.ofOurselves()) {
      allowIf(call, JUMP_IF_EQUAL, (int) ProcessHandle.current().pid());
    }
    allowIf(system.limits(), JUMP_IF_EQUAL, OUR_OWN);
    allowIf(system.naming(), JUMP_IF_EQUAL, PR_SET_NAME);
    allowIf(system.threads(), JUMP_IF_ANY_BIT, CLONE_THREAD);
    // The filter cannot read the flags in memory; without clone3 the C library uses clone.
    add(JUMP_IF_EQUAL, 0, 1, system.threadsToo());
    add(RETURN, NOT_THERE);
    add(RETURN, NOT_PERMITTED);
  }

  /** In the format of the kernel, eight bytes each. */
  List<Long> instructions() {
    return instructions;
  }

  private void allowIf(int call, int condition, int firstArgument) {
    add(JUMP_IF_EQUAL, 0, 4, call);
    add(LOAD, FIRST_ARGUMENT);
    add(condition, 0, 1, firstArgument);
    add(RETURN, ALLOWED);
    add(RETURN, NOT_PERMITTED);
  }

  private void unless(int condition, int value, int outcome) {
    add(condition, 1, 0, value);
    add(RETURN, outcome);
  }

  private void add(int code, int value) {
    add(code, 0, 0, value);
  }

  /** Jumps this many instructions if the condition is true, or false. */
  private void add(int code, int ifSo, int ifNot, int value) {
    instructions.add(code | (long) ifSo << 16 | (long) ifNot << 24 | (long) value << 32);
  }
}
