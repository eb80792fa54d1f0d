package gatehouse.game.catalogue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** What a hostile game asks of the kernel, past the C library and past Java. */
@SuppressWarnings("restricted") // Native calls are what this class is for.
final class HostileCalls {

  /** Numbers of calls; they differ between kinds of processors. */
  enum Call {
    MMAP(9, 222),
    IOCTL(16, 29),
    SHMGET(29, 194),
    SHMCTL(31, 195),
    SOCKET(41, 198),
    CONNECT(42, 203),
    BIND(49, 200),
    LISTEN(50, 201),
    KILL(62, 129),
    PTRACE(101, 117),
    SETPRIORITY(141, 140),
    PRCTL(157, 167),
    MOUNT(165, 40),
    SETHOSTNAME(170, 161),
    CLOCK_SETTIME(227, 112),
    ADD_KEY(248, 217),
    UNSHARE(272, 97),
    PERF_EVENT_OPEN(298, 241),
    BPF(321, 280),
    USERFAULTFD(323, 282),
    IO_URING_SETUP(425, 425);

    private final int number;

    Call(int amd64, int aarch64) {
      number = System.getProperty("os.arch").equals("amd64") ? amd64 : aarch64;
    }
  }

  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));

  private HostileCalls() {}

  /** Does as asked, or fails with the number of the error. */
  static long call(Call call, long... arguments) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var layout = Linker.Option.captureStateLayout();
      var state = arena.allocate(layout);
      var six = Arrays.copyOf(arguments, 6);
      long result =
          (long)
              SYSCALL.invokeExact(
                  state, (long) call.number, six[0], six[1], six[2], six[3], six[4], six[5]);
      if (result == -1) {
        var errno = layout.varHandle(PathElement.groupElement("errno"));
        throw new IOException(call + ": error " + errno.get(state, 0L));
      }
      return result;
    } catch (IOException | RuntimeException | Error refused) {
      throw refused;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Text that outlives all calls. */
  static long text(String text) {
    return Arena.global().allocateFrom(text).address();
  }

  /** Zeroes that outlive all calls. */
  static MemorySegment room(long bytes) {
    return Arena.global().allocate(bytes, Long.BYTES);
  }

  /** Connects to, or listens at, a Unix socket without a file; {@code call} says which. */
  static long abstractSocket(String name, Call call) throws IOException {
    var address = room(110);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
    MemorySegment.copy(
        MemorySegment.ofArray(name.getBytes(US_ASCII)), 0, address, 3, name.length());
    long socket = call(Call.SOCKET, 1, 1, 0);
    call(call, socket, address.address(), 3L + name.length());
    return socket;
  }
}
