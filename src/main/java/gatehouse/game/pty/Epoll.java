package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.EPOLLIN;
import static gatehouse.game.pty.Libc.EPOLL_CTL_ADD;
import static gatehouse.game.pty.Libc.EPOLL_CTL_DEL;
import static gatehouse.game.pty.Libc.EPOLL_CTL_MOD;
import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.O_CLOEXEC;
import static gatehouse.game.pty.Libc.O_NONBLOCK;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An epoll set and the one thread that waits on it: a daemon, which also runs tasks and timers.
 *
 * <p>{@link #post} and {@link #stop} may be called from any thread, all else from its own only.
 */
final class Epoll {

  private static final Logger LOG = LoggerFactory.getLogger(Epoll.class);
  private static final ValueLayout.OfInt EVENTS = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong DATA = ValueLayout.JAVA_LONG_UNALIGNED;

  /** {@code struct epoll_event} is packed on x86-64, and there alone. */
  private static final int DATA_OFFSET = "amd64".equals(System.getProperty("os.arch")) ? 4 : 8;

  private static final int EVENT_SIZE = DATA_OFFSET + Long.BYTES;
  private static final int EVENTS_AT_ONCE = 64;
  private static final long WAKE_UP_TOKEN = 0;

  private record Timer(long at, Runnable task) {}

  private final int epoll;
  private final int wakeUp;
  private final MemorySegment events = Arena.ofAuto().allocate((long) EVENT_SIZE * EVENTS_AT_ONCE);
  private final MemorySegment event = Arena.ofAuto().allocate(EVENT_SIZE);
  private final MemorySegment wakeUps = Arena.ofAuto().allocate(Long.BYTES);
  private final MemorySegment one = Arena.ofAuto().allocateFrom(DATA, 1);

  private final Map<Long, Watch> watches = new HashMap<>();
  private long lastToken = WAKE_UP_TOKEN;
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>((one, other) -> Long.signum(one.at() - other.at()));
  private boolean stopping;

  /** Guards itself, {@link #ended}, and writing to {@link #wakeUp}. */
  private final List<Runnable> tasks = new ArrayList<>();

  private boolean ended;

  private Epoll(int epoll, int wakeUp) {
    this.epoll = epoll;
    this.wakeUp = wakeUp;
  }

  /** A new set with its thread running. */
  static Epoll start(String threadName) {
    var epoll = Errno.check("cannot make an epoll set", LIBC.epoll_create1(O_CLOEXEC));
    var wakeUp = LIBC.eventfd(0, O_CLOEXEC | O_NONBLOCK);
    if (wakeUp < 0) {
      LIBC.close(epoll);
      throw Errno.failure("cannot make an eventfd", -wakeUp);
    }
    var started = new Epoll(epoll, wakeUp);
    started.control(EPOLL_CTL_ADD, wakeUp, EPOLLIN, WAKE_UP_TOKEN);
    Thread.ofPlatform().name(threadName).daemon().start(started::run);
    return started;
  }

  /** Has the thread run a task after all posted before; false if it has stopped. */
  boolean post(Runnable task) {
    synchronized (tasks) {
      if (ended) {
        return false;
      }
      tasks.add(task);
      if (tasks.size() == 1) {
        LIBC.write(wakeUp, one, Long.BYTES);
      }
      return true;
    }
  }

  /** Ends the thread once it has run what was posted before. */
  void stop() {
    post(() -> stopping = true);
  }

  /** Runs a task when the time has come. */
  void after(Duration delay, Runnable task) {
    timers.add(new Timer(System.nanoTime() + delay.toNanos(), task));
  }

  /** Tells {@code ready} of a descriptor's events, once armed. */
  Watch watch(int fd, IntConsumer ready) {
    var watch = new Watch(++lastToken, fd, ready);
    watches.put(watch.token, watch);
    return watch;
  }

  /**
   * Interest in a descriptor. Events bear the watch's token, never the descriptor, whose number may
   * mean another file by the time an event is seen.
   */
  final class Watch {

    private final long token;
    private final int fd;
    private final IntConsumer ready;
    private boolean added;

    private Watch(long token, int fd, IntConsumer ready) {
      this.token = token;
      this.fd = fd;
      this.ready = ready;
    }

    /** Asks for these events from now on, in place of those asked for before. */
    void arm(int interest) {
      control(added ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, interest, token);
      added = true;
    }

    /** No more events; to be called before the descriptor is closed. */
    void end() {
      watches.remove(token);
      if (added) {
        LIBC.epoll_ctl(epoll, EPOLL_CTL_DEL, fd, event);
      }
    }
  }

  private void control(int operation, int fd, int interest, long token) {
    event.set(EVENTS, 0, interest);
    event.set(DATA, DATA_OFFSET, token);
    Errno.check("cannot watch a descriptor", LIBC.epoll_ctl(epoll, operation, fd, event));
  }

  private void run() {
    do {
      var count = LIBC.epoll_wait(epoll, events, EVENTS_AT_ONCE, millisecondsToNextTimer());
      if (count < 0 && count != -Errno.EINTR) {
        throw Errno.failure("cannot wait for PTYs", -count);
      }
      for (int i = 0; i < count; i++) {
        dispatch(events.asSlice((long) i * EVENT_SIZE, EVENT_SIZE));
      }
      runTimers();
      takeTasks().forEach(Epoll::runSafely);
    } while (!hasEnded());
    LIBC.close(wakeUp);
    LIBC.close(epoll);
  }

  private void dispatch(MemorySegment happened) {
    var token = happened.get(DATA, DATA_OFFSET);
    if (token == WAKE_UP_TOKEN) {
      LIBC.read(wakeUp, wakeUps, Long.BYTES);
      return;
    }
    var watch = watches.get(token);
    if (watch != null) {
      var what = happened.get(EVENTS, 0);
      runSafely(() -> watch.ready.accept(what));
    }
  }

  private int millisecondsToNextTimer() {
    var next = timers.peek();
    if (next == null) {
      return -1;
    }
    // Rounded up, or the last fraction of a millisecond would be spent spinning.
    var wait = (next.at() - System.nanoTime()) / 1_000_000 + 1;
    return Math.clamp(wait, 0, Integer.MAX_VALUE);
  }

  private void runTimers() {
    var now = System.nanoTime();
    for (var next = timers.peek(); next != null && next.at() - now <= 0; next = timers.peek()) {
      timers.remove();
      runSafely(next.task());
    }
  }

  private List<Runnable> takeTasks() {
    synchronized (tasks) {
      var taken = List.copyOf(tasks);
      tasks.clear();
      return taken;
    }
  }

  private boolean hasEnded() {
    synchronized (tasks) {
      ended = stopping && tasks.isEmpty();
      return ended;
    }
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException bug) {
      LOG.error("One PTY's work failed, the others go on", bug);
    }
  }
}
