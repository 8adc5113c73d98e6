package dev.madang.media.rendition.decoder;

import java.util.Map;

/**
 * The system calls of a JVM that only computes, and opens and starts nothing, for one processor
 * architecture.
 *
 * @param architecture the {@code AUDIT_ARCH} constant
 * @param foreign numbers from here on belong to another calling convention
 * @param allowed with any arguments; the frequent ones first
 * @param ofOurselves allowed if the first argument is this process
 * @param threads starts a thread, or a process if its flags do not say otherwise
 */
record SyscallAllowlist(
    int architecture,
    int foreign,
    int seccomp,
    int[] allowed,
    int[] ofOurselves,
    int limits,
    int naming,
    int threads,
    int threadsToo) {

  /** By Java's {@code os.arch}. */
  static final Map<String, SyscallAllowlist> OF = Map.of("amd64", amd64(), "aarch64", aarch64());

  private static SyscallAllowlist amd64() {
    return new SyscallAllowlist(
        0xc000003e,
        0x40000000,
        317,
        new int[] {
          202, // futex
          0, // read
          1, // write
          9, // mmap
          11, // munmap
          10, // mprotect
          28, // madvise
          12, // brk
          25, // mremap
          27, // mincore
          228, // clock_gettime
          229, // clock_getres
          230, // clock_nanosleep
          35, // nanosleep
          24, // sched_yield
          204, // sched_getaffinity
          309, // getcpu
          3, // close
          5, // fstat
          7, // poll
          8, // lseek
          17, // pread64
          19, // readv
          20, // writev
          13, // rt_sigaction
          14, // rt_sigprocmask
          15, // rt_sigreturn
          131, // sigaltstack
          219, // restart_syscall
          39, // getpid
          186, // gettid
          218, // set_tid_address
          273, // set_robust_list
          334, // rseq
          324, // membarrier
          318, // getrandom
          98, // getrusage
          99, // sysinfo
          100, // times
          63, // uname
          143, // sched_getparam
          145, // sched_getscheduler
          146, // sched_get_priority_max
          147, // sched_get_priority_min
          315, // sched_getattr
          60, // exit
          231, // exit_group
        },
        new int[] {234}, // tgkill
        302,
        157,
        56,
        435);
  }

  private static SyscallAllowlist aarch64() {
    return new SyscallAllowlist(
        0xc00000b7,
        0x40000000,
        277,
        new int[] {
          98, // futex
          63, // read
          64, // write
          222, // mmap
          215, // munmap
          226, // mprotect
          233, // madvise
          214, // brk
          216, // mremap
          232, // mincore
          113, // clock_gettime
          114, // clock_getres
          115, // clock_nanosleep
          101, // nanosleep
          124, // sched_yield
          123, // sched_getaffinity
          168, // getcpu
          57, // close
          80, // fstat
          73, // ppoll
          62, // lseek
          67, // pread64
          65, // readv
          66, // writev
          134, // rt_sigaction
          135, // rt_sigprocmask
          139, // rt_sigreturn
          132, // sigaltstack
          128, // restart_syscall
          172, // getpid
          178, // gettid
          96, // set_tid_address
          99, // set_robust_list
          293, // rseq
          283, // membarrier
          278, // getrandom
          165, // getrusage
          179, // sysinfo
          153, // times
          160, // uname
          121, // sched_getparam
          120, // sched_getscheduler
          125, // sched_get_priority_max
          126, // sched_get_priority_min
          275, // sched_getattr
          93, // exit
          94, // exit_group
        },
        new int[] {131}, // tgkill
        261,
        167,
        220,
        435);
  }
}
