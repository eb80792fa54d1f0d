package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.util.ByteString;
import gatehouse.backend.Accounts;
import gatehouse.backend.Pass;
import gatehouse.line.Line;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who came in, seen from inside. */
final class Guest implements Line.Listener {

  private final Line line;
  private final Accounts accounts;
  private final Optional<Pass> who;
  private final String userName;
  private final List<TerminalSize> sizes = new CopyOnWriteArrayList<>();
  private final AtomicInteger hungUp = new AtomicInteger();
  private ByteString typed = ByteString.emptyByteString();
  private boolean echoing;
  private volatile boolean thirsty = true;
  private int unconsumed;

  Guest(Line line, Accounts accounts, Optional<Pass> who, String userName) {
    this.line = line;
    this.accounts = accounts;
    this.who = who;
    this.userName = userName;
  }

  Accounts accounts() {
    return accounts;
  }

  Line line() {
    return line;
  }

  /** The name of the account that was signed in, or "nobody". */
  String account() {
    return who.map(pass -> pass.name().value()).orElse("nobody");
  }

  String userName() {
    return userName;
  }

  Guest listens() {
    line.listen(this);
    return this;
  }

  /** Listens, writes back what is typed, and hangs up with status 0 at a {@code q}. */
  Guest echoes() {
    echoing = true;
    return listens();
  }

  /** Listens, but takes what is typed only when {@link #takes} says so. */
  Guest listensWithoutTaking() {
    thirsty = false;
    return listens();
  }

  /** Takes all that has been typed so far. */
  void takes() {
    int bytes;
    synchronized (this) {
      bytes = unconsumed;
      unconsumed = 0;
    }
    line.consumed(bytes);
  }

  /** Writes and waits until the connection has taken it. */
  void writes(String text) throws Exception {
    done(line.write(ByteString.fromString(text)));
  }

  static void done(CompletionStage<Done> stage) throws Exception {
    stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  static boolean isDone(CompletionStage<Done> stage) {
    return ((CompletableFuture<Done>) stage).isDone();
  }

  void hasTyped(String text) {
    await()
        .untilAsserted(
            () -> assertThat(typed().decodeString(StandardCharsets.UTF_8)).isEqualTo(text));
  }

  synchronized ByteString typed() {
    return typed;
  }

  void hasSize(int columns, int rows) {
    await().untilAsserted(() -> assertThat(line.size()).isEqualTo(new TerminalSize(columns, rows)));
  }

  List<TerminalSize> resizes() {
    return sizes;
  }

  void isGone() {
    await().untilAsserted(() -> assertThat(hungUp).hasValue(1));
  }

  int timesHungUp() {
    return hungUp.get();
  }

  @Override
  public void typed(ByteString keys) {
    synchronized (this) {
      typed = typed.concat(keys);
      unconsumed += keys.size();
    }
    if (thirsty) {
      takes();
    }
    if (echoing) {
      line.write(keys);
      if (keys.indexOf('q') >= 0) {
        line.hangUp(0);
      }
    }
  }

  @Override
  public void resized(TerminalSize size) {
    sizes.add(size);
  }

  @Override
  public void hungUp() {
    hungUp.incrementAndGet();
  }
}
