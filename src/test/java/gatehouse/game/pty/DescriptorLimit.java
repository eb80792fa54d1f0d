package gatehouse.game.pty;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Supplier;

/** The limit on this process's file descriptors, lowered to where hardly one more fits. */
final class DescriptorLimit {

  private static final int RLIMIT_NOFILE = 7;

  private DescriptorLimit() {}

  /** Acts while at most a few more files can be opened. */
  static <T> T whileFull(Supplier<T> action) {
    try (var arena = Arena.ofConfined()) {
      var limit = arena.allocate(ValueLayout.JAVA_LONG, 2);
      call("getrlimit", limit);
      long usual = limit.get(ValueLayout.JAVA_LONG, 0);
      limit.set(ValueLayout.JAVA_LONG, 0, highestDescriptor() + 2);
      call("setrlimit", limit);
      try {
        return action.get();
      } finally {
        limit.set(ValueLayout.JAVA_LONG, 0, usual);
        call("setrlimit", limit);
      }
    }
  }

  private static long highestDescriptor() {
    var descriptors = new File("/proc/self/fd").list();
    return Arrays.stream(descriptors == null ? new String[0] : descriptors)
        .mapToLong(Long::parseLong)
        .max()
        .orElseThrow();
  }

  @SuppressWarnings("restricted") // A limit can be changed by a native call only.
  private static void call(String name, MemorySegment limit) {
    var linker = Linker.nativeLinker();
    var type =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    var function = linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    try {
      if ((int) function.invokeExact(RLIMIT_NOFILE, limit) != 0) {
        throw new IOException(name);
      }
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
