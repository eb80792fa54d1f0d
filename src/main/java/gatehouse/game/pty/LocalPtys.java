package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.SYS_PIDFD_OPEN;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.terminal.TerminalSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * PTYs of this very process, through the C library of Linux. They live no longer than it does: when
 * it dies, the kernel hangs up on their programs.
 *
 * <p>Stages are completed on one of the two threads drawn at this package. What depends on one must
 * not block; it should send a message to an actor, or go on elsewhere.
 */
public final class LocalPtys implements Ptys {

  private static final String PTY_THREAD = "gatehouse-pty";
  private static final String SPAWNING_THREAD = "gatehouse-pty-spawn";
  private static final Path PROC = Path.of("/proc");
  private static final Duration IDLE_SPAWNER = Duration.ofSeconds(10);

  private final PtySettings settings;
  private final Epoll epoll;
  private final MemorySegment buffer;
  private final Semaphore free;
  private final ThreadPoolExecutor spawner;
  private final Map<PtyId, Pty> ptys = new ConcurrentHashMap<>();

  /** Makes ids differ from those of the processes before this one. */
  private final String born = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private final AtomicLong spawned = new AtomicLong();

  /** Of the epoll thread. */
  private boolean shuttingDown;

  /** Of the epoll thread: until when programs may run, on the clock of nanoTime. */
  private long leasedUntil;

  private LocalPtys(PtySettings settings, Epoll epoll) {
    this.settings = settings;
    this.epoll = epoll;
    this.buffer = Arena.ofAuto().allocate(settings.readSize());
    this.free = new Semaphore(settings.mostPtys());
    this.spawner =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SPAWNER.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name(SPAWNING_THREAD).daemon().factory());
    spawner.allowCoreThreadTimeOut(true);
  }

  /** No PTYs yet, and the thread for them; fails if this system cannot have them. */
  public static LocalPtys open(PtySettings settings) {
    try {
      int self = (int) LIBC.syscall(SYS_PIDFD_OPEN, ProcessHandle.current().pid(), 0);
      LIBC.close(Errno.check("cannot watch processes, which needs Linux 5.3 or newer", self));
      return new LocalPtys(settings, Epoll.start(PTY_THREAD));
    } catch (LinkageError unbound) {
      throw new PtyException("cannot have PTYs here: no glibc 2.34 or newer", unbound);
    }
  }

  /** {@inheritDoc} Programs are loaded one after the other, on a thread of their own. */
  @Override
  public CompletionStage<PtyId> spawn(PtyProgram program) {
    var problem = Launch.problemWith(program);
    if (problem.isPresent()) {
      return failed(problem.get());
    }
    if (!free.tryAcquire()) {
      return failed("cannot have more than " + settings.mostPtys() + " PTYs");
    }
    var answer = new CompletableFuture<PtyId>();
    try {
      spawner.execute(() -> launch(program, answer));
    } catch (RejectedExecutionException closed) {
      refuse(answer, closed());
    }
    return answer.minimalCompletionStage();
  }

  private void launch(PtyProgram program, CompletableFuture<PtyId> answer) {
    try {
      var launch = Launch.of(program);
      if (!epoll.post(() -> adopt(launch, answer))) {
        launch.undo();
        throw closed();
      }
    } catch (PtyException failure) {
      refuse(answer, failure);
    }
  }

  private void refuse(CompletableFuture<PtyId> answer, PtyException why) {
    free.release();
    answer.completeExceptionally(why);
  }

  private void adopt(Launch launch, CompletableFuture<PtyId> answer) {
    try {
      if (shuttingDown) {
        throw closed();
      }
      var id = new PtyId(born + "-" + spawned.incrementAndGet());
      ptys.put(id, new Pty(id, launch, epoll, buffer, settings));
      answer.complete(id);
    } catch (PtyException failure) {
      launch.undo();
      refuse(answer, failure);
    }
  }

  @Override
  public CompletionStage<List<PtyId>> list() {
    return CompletableFuture.completedStage(List.copyOf(ptys.keySet()));
  }

  /**
   * {@inheritDoc} At hand is what nobody has read yet and the latest chunk read; other offsets fail
   * the source.
   */
  @Override
  public Source<Chunk, NotUsed> read(PtyId id, long offset) {
    var pty = ptys.get(id);
    return pty == null
        ? Source.failed(unknown(id))
        : Source.fromGraph(new OutputSource(epoll, pty.output(), offset));
  }

  @Override
  public CompletionStage<Done> write(PtyId id, ByteString bytes) {
    var pty = ptys.get(id);
    return pty == null ? CompletableFuture.failedStage(unknown(id)) : pty.input().write(bytes);
  }

  @Override
  public CompletionStage<Done> resize(PtyId id, TerminalSize size) {
    return onEpollThread(id, pty -> pty.resize(size));
  }

  @Override
  public CompletionStage<Done> signal(PtyId id, Signal signal) {
    return onEpollThread(id, pty -> pty.signal(signal));
  }

  @Override
  public CompletionStage<Done> hangUp(PtyId id) {
    return onEpollThread(id, Pty::hangUp);
  }

  /** {@inheritDoc} Done on the thread that loads programs, one after the other with that. */
  @Override
  public CompletionStage<Survey> survey() {
    var answer = new CompletableFuture<Survey>();
    try {
      spawner.execute(() -> survey(answer));
    } catch (RejectedExecutionException closed) {
      answer.completeExceptionally(closed());
    }
    return answer.minimalCompletionStage();
  }

  private void survey(CompletableFuture<Survey> answer) {
    try {
      var leaders = new HashMap<Integer, PtyId>();
      ptys.values().stream()
          .filter(pty -> !pty.child().hasEnded())
          .forEach(pty -> leaders.put(pty.child().pid(), pty.id()));
      answer.complete(ProcessTable.read(PROC).survey(leaders));
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }

  @Override
  public CompletionStage<End> end(PtyId id) {
    var pty = ptys.get(id);
    return pty == null
        ? CompletableFuture.failedStage(unknown(id))
        : pty.child().end().minimalCompletionStage();
  }

  @Override
  public CompletionStage<Done> release(PtyId id) {
    return onEpollThread(id, this::release);
  }

  private void release(Pty pty) {
    if (!pty.child().hasEnded()) {
      throw new PtyException("cannot release a PTY whose program runs");
    }
    pty.close();
    ptys.remove(pty.id());
    free.release();
  }

  @Override
  public void renew(Duration lease) {
    epoll.post(() -> {
      leasedUntil = System.nanoTime() + lease.toNanos();
      epoll.after(lease, this::checkLease);
    });
  }

  /** Of all that are due, the one of the latest renewal finds it over. */
  private void checkLease() {
    if (System.nanoTime() - leasedUntil >= 0) {
      ptys.values().forEach(Pty::hangUp);
    }
  }

  @Override
  public CompletionStage<Done> shutDown(Duration patience) {
    var answer = new CompletableFuture<Done>();
    if (!epoll.post(() -> shutDown(patience, answer))) {
      answer.complete(Done.getInstance());
    }
    return answer.minimalCompletionStage();
  }

  private void shutDown(Duration patience, CompletableFuture<Done> answer) {
    shuttingDown = true;
    var ends = new ArrayList<CompletableFuture<End>>();
    for (var pty : ptys.values()) {
      pty.hangUp();
      ends.add(pty.child().end());
    }
    var _ =
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
            .whenComplete((all, failure) -> answer.complete(Done.getInstance()));
    epoll.after(
        patience,
        () -> {
          // A task each, so that failing to kill one spares no other.
          ptys.values().forEach(pty -> epoll.post(() -> pty.signal(Signal.KILL)));
          epoll.post(() -> answer.complete(Done.getInstance()));
        });
  }

  /** {@inheritDoc} */
  @Override
  public void close() {
    spawner.shutdown();
    epoll.post(() -> {
      shuttingDown = true;
      ptys.values().forEach(Pty::close);
      ptys.clear();
    });
    epoll.stop();
  }

  private CompletionStage<Done> onEpollThread(PtyId id, Consumer<Pty> action) {
    var answer = new CompletableFuture<Done>();
    Runnable task =
        () -> {
          var pty = ptys.get(id);
          if (pty == null) {
            answer.completeExceptionally(unknown(id));
            return;
          }
          try {
            action.accept(pty);
            answer.complete(Done.getInstance());
          } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
          }
        };
    if (!epoll.post(task)) {
      answer.completeExceptionally(closed());
    }
    return answer.minimalCompletionStage();
  }

  private static PtyException unknown(PtyId id) {
    return new PtyException("no PTY " + id.value());
  }

  private static PtyException closed() {
    return new PtyException("PTYs are closed");
  }

  private static <T> CompletionStage<T> failed(String why) {
    return CompletableFuture.failedStage(new PtyException(why));
  }
}
