package gatehouse.game.pty;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.foreign.MemorySegment;

/**
 * The calls of the C library that PTYs are made of, with names, arguments and meaning of their man
 * pages. Needs glibc 2.34 or newer on Linux 5.3 or newer, 64 bits.
 *
 * <p>A call that fails with -1 and {@code errno} returns the negated {@code errno}, as the kernel
 * itself does. The {@code posix_spawn} family and {@code ptsname_r} return a positive error number.
 */
@SuppressWarnings("MemberName") // C's names are the ones to look up
interface Libc {

  /** Bound at first use; fails if this is not the C library it has to be. */
  Libc LIBC = LibcBinding.bind();

  int O_RDONLY = 0;
  int O_RDWR = 0x2;
  int O_NOCTTY = 0x100;
  int O_NONBLOCK = 0x800;
  int O_CLOEXEC = 0x80000;

  int EPOLL_CTL_ADD = 1;
  int EPOLL_CTL_DEL = 2;
  int EPOLL_CTL_MOD = 3;
  int EPOLLIN = 0x1;
  int EPOLLOUT = 0x4;
  int EPOLLONESHOT = 1 << 30;

  long TIOCGPGRP = 0x540F;
  long TIOCSWINSZ = 0x5414;

  int LOCK_SH = 1;
  int LOCK_NB = 4;

  short POSIX_SPAWN_SETSIGDEF = 0x04;
  short POSIX_SPAWN_SETSIGMASK = 0x08;
  short POSIX_SPAWN_SETSID = 0x80;

  int WNOHANG = 1;

  int SC_CLK_TCK = 2;
  int SC_PAGESIZE = 30;

  long SYS_PIDFD_OPEN = 434;

  /** A variadic function: how many arguments its prototype names. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Variadic {
    int named();
  }

  int posix_openpt(int flags);

  int grantpt(int fd);

  int unlockpt(int fd);

  int ptsname_r(int fd, MemorySegment name, long size);

  @Variadic(named = 2)
  int ioctl(int fd, long request, MemorySegment argument);

  long read(int fd, MemorySegment buffer, long count);

  long write(int fd, MemorySegment buffer, long count);

  int close(int fd);

  @Variadic(named = 2)
  int open(MemorySegment path, int flags, int mode);

  int flock(int fd, int operation);

  int epoll_create1(int flags);

  int epoll_ctl(int epoll, int operation, int fd, MemorySegment event);

  int epoll_wait(int epoll, MemorySegment events, int most, int milliseconds);

  int eventfd(int value, int flags);

  int posix_spawn(
      MemorySegment pid,
      MemorySegment path,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment arguments,
      MemorySegment environment);

  int posix_spawnattr_init(MemorySegment attributes);

  int posix_spawnattr_destroy(MemorySegment attributes);

  int posix_spawnattr_setflags(MemorySegment attributes, short flags);

  int posix_spawnattr_setsigmask(MemorySegment attributes, MemorySegment signals);

  int posix_spawnattr_setsigdefault(MemorySegment attributes, MemorySegment signals);

  int posix_spawn_file_actions_init(MemorySegment actions);

  int posix_spawn_file_actions_destroy(MemorySegment actions);

  int posix_spawn_file_actions_addopen(
      MemorySegment actions, int fd, MemorySegment path, int flags, int mode);

  int posix_spawn_file_actions_adddup2(MemorySegment actions, int from, int to);

  int posix_spawn_file_actions_addclosefrom_np(MemorySegment actions, int from);

  int posix_spawn_file_actions_addchdir_np(MemorySegment actions, MemorySegment path);

  int waitpid(int pid, MemorySegment status, int options);

  int wait4(int pid, MemorySegment status, int options, MemorySegment usage);

  int kill(int pid, int signal);

  @Variadic(named = 1)
  long syscall(long number, long first, long second);

  long sysconf(int name);

  MemorySegment strerrordesc_np(int errno);
}
