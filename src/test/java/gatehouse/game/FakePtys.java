package gatehouse.game;

import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.game.pty.PtyException;
import gatehouse.game.pty.Ptys;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** PTYs whose programs do what a test says, and which remember what was done to them. */
final class FakePtys implements Ptys {

  private final List<FakeProgram> programs = new CopyOnWriteArrayList<>();
  private volatile BiConsumer<FakeProgram, String> nature = (program, event) -> {};
  private volatile Optional<Vitals> found = Optional.empty();
  private volatile boolean broken;
  private volatile int chunk = 1000;

  /**
   * What programs do when something happens to them; events read as in {@link FakeProgram#events}.
   */
  void programs(BiConsumer<FakeProgram, String> behave) {
    nature = behave;
  }

  /** From now on nothing can be spawned. */
  void breakDown() {
    broken = true;
  }

  /** How many bytes a read gives at most. */
  void readInPiecesOf(int bytes) {
    chunk = bytes;
  }

  int spawned() {
    return programs.size();
  }

  /** The first program, once it is there. */
  FakeProgram program() {
    await().until(() -> !programs.isEmpty());
    return programs.getFirst();
  }

  /** A program that was spawned. */
  final class FakeProgram {

    private final PtyProgram started;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final List<CompletableFuture<Done>> blockedWrites = new ArrayList<>();
    private ByteString output = ByteString.emptyByteString();
    private ByteString input = ByteString.emptyByteString();
    private CompletableFuture<Done> more = new CompletableFuture<>();
    private boolean closed;
    private boolean takesKeys = true;
    private long read;

    private FakeProgram(PtyProgram started) {
      this.started = started;
    }

    PtyProgram started() {
      return started;
    }

    /** What happened to it: "keys x", "signal HUP", "resize 80x24", "hang-up", "release". */
    List<String> events() {
      return events;
    }

    synchronized ByteString input() {
      return input;
    }

    /** How much of its output has been read. */
    synchronized long read() {
      return read;
    }

    void prints(String text) {
      prints(ByteString.fromString(text));
    }

    synchronized void prints(ByteString bytes) {
      output = output.concat(bytes);
      wake();
    }

    /** Ends, and closes its terminal. */
    void exits(int status) {
      ends(new Exited(status));
    }

    void ends(Exit how) {
      close();
      end.complete(new End(how, Duration.ZERO));
    }

    /** Ends, and leaves something behind that keeps its terminal open. */
    void exitsLeavingItsTerminalOpen(int status) {
      end.complete(new End(new Exited(status), Duration.ZERO));
    }

    synchronized void stopsTakingKeys() {
      takesKeys = false;
    }

    synchronized void takesKeysAgain() {
      takesKeys = true;
      blockedWrites.forEach(write -> write.complete(Done.getInstance()));
      blockedWrites.clear();
    }

    synchronized void failsToTakeKeys() {
      blockedWrites.forEach(write -> write.completeExceptionally(new PtyException("write: late")));
      blockedWrites.clear();
    }

    private synchronized void close() {
      closed = true;
      wake();
    }

    private void wake() {
      var waiting = more;
      more = new CompletableFuture<>();
      waiting.complete(Done.getInstance());
    }

    private void happens(String event) {
      events.add(event);
      nature.accept(this, event);
    }

    private synchronized CompletionStage<Done> type(ByteString keys) {
      input = input.concat(keys);
      if (takesKeys) {
        return CompletableFuture.completedStage(Done.getInstance());
      }
      var write = new CompletableFuture<Done>();
      blockedWrites.add(write);
      return write;
    }

    private synchronized CompletionStage<Optional<Pair<Long, Chunk>>> next(long offset) {
      if (offset < output.length()) {
        var bytes = output.drop((int) offset).take(chunk);
        read = offset + bytes.length();
        return CompletableFuture.completedStage(
            Optional.of(Pair.create(read, new Chunk(offset, bytes))));
      }
      if (closed) {
        return CompletableFuture.completedStage(Optional.empty());
      }
      return more.thenCompose(done -> next(offset));
    }
  }

  private FakeProgram of(PtyId pty) {
    return programs.get(Integer.parseInt(pty.value()));
  }

  @Override
  public synchronized CompletionStage<PtyId> spawn(PtyProgram program) {
    if (broken) {
      return CompletableFuture.failedStage(new PtyException("posix_openpt: no more PTYs"));
    }
    var spawned = new FakeProgram(program);
    var pty = new PtyId(Integer.toString(programs.size()));
    programs.add(spawned);
    spawned.happens("spawn");
    return CompletableFuture.completedStage(pty);
  }

  @Override
  public CompletionStage<List<PtyId>> list() {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public Source<Chunk, NotUsed> read(PtyId pty, long offset) {
    return Source.unfoldAsync(offset, of(pty)::next);
  }

  @Override
  public CompletionStage<Done> write(PtyId pty, ByteString bytes) {
    var taken = of(pty).type(bytes);
    of(pty).happens("keys " + bytes.utf8String());
    return taken;
  }

  @Override
  public CompletionStage<Done> resize(PtyId pty, TerminalSize size) {
    return did(pty, "resize " + size);
  }

  @Override
  public CompletionStage<Done> signal(PtyId pty, Signal signal) {
    return did(pty, "signal " + signal);
  }

  @Override
  public CompletionStage<Done> hangUp(PtyId pty) {
    of(pty).close();
    return did(pty, "hang-up");
  }

  /** From now on this is what is found of the first program, on a machine with room. */
  void finds(Vitals vitals) {
    found = Optional.of(vitals);
  }

  @Override
  public CompletionStage<Survey> survey() {
    return CompletableFuture.completedStage(
        new Survey(found.map(vitals -> Map.of(new PtyId("0"), vitals)).orElse(Map.of()), 1));
  }

  @Override
  public CompletionStage<End> end(PtyId pty) {
    return of(pty).end;
  }

  @Override
  public CompletionStage<Done> release(PtyId pty) {
    return did(pty, "release");
  }

  private CompletionStage<Done> did(PtyId pty, String what) {
    of(pty).happens(what);
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public void renew(Duration lease) {}

  @Override
  public CompletionStage<Done> shutDown(Duration patience) {
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public void close() {}
}
