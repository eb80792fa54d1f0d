package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * A front door under attack. Somebody honest came in before and plays all the while, the log is
 * watched, and at the end another honest person comes in.
 */
final class Siege {

  /** Within this a stranger is hung up on who gives reason to be. */
  static final Duration AT_ONCE = Duration.ofSeconds(3);

  /** How long an honest person's key may take to be echoed on a machine that does much else. */
  private static final Duration ECHO = Duration.ofSeconds(5);

  private static final String NEWCOMER = "watch";

  private final Doorway doorway;
  private final LogWatch log = LogWatch.begin();
  private final Caller honest;
  private final Screen screen;
  private final StringBuilder typed = new StringBuilder();

  /** Begins one against a door with these other settings (HOCON). */
  static Siege begin(ActorSystem<?> system, String changes) throws Exception {
    return new Siege(Doorway.open(system, changes));
  }

  private Siege(Doorway doorway) throws Exception {
    this.doorway = doorway;
    honest = Caller.as(doorway, "play");
    screen = honest.shell();
    doorway.guest().echoes();
    isPlayable();
  }

  /** Somebody who has connected and said nothing. */
  RawSsh stranger() throws IOException {
    return RawSsh.connect(doorway.port());
  }

  /** Somebody who has come in without an account. */
  RawSsh guest() throws IOException, GeneralSecurityException {
    return stranger().comesIn();
  }

  /** The honest person types a key and sees it. */
  void isPlayable() throws IOException {
    long start = System.nanoTime();
    screen.type("k");
    typed.append('k');
    screen.shows(typed.toString());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as("echo").isLessThan(ECHO);
  }

  /** The session of this client, seen from inside. */
  Guest inside(RawSsh client) throws InterruptedException {
    var guest = doorway.guest();
    while (!guest.line().peer().equals(client.address())) {
      guest = doorway.guest();
    }
    return guest;
  }

  /** The names whose passwords were checked since this was last called. */
  List<String> checked() {
    var names = List.copyOf(doorway.accounts().asked());
    doorway.accounts().asked().clear();
    return names;
  }

  /** Nobody came in who was not let in. */
  void letNobodyIn() {
    assertThat(doorway.isEmpty()).isTrue();
  }

  /** The honest person still plays, and nothing is in the log that should not be. */
  void isHeld() throws IOException {
    isPlayable();
    log.isClean();
  }

  /** Ends it; somebody comes in and plays before. */
  void close() throws Exception {
    try (doorway;
        log;
        honest) {
      isHeld();
      try (var another = Caller.as(doorway, NEWCOMER)) {
        var shell = another.shell();
        shell.type("hello");
        next(NEWCOMER).echoes();
        shell.shows("hello");
      }
    }
  }

  /** The next person of this name who comes in, whoever else does before. */
  private Guest next(String name) throws InterruptedException {
    var guest = doorway.guest();
    while (!guest.userName().equals(name)) {
      guest = doorway.guest();
    }
    return guest;
  }
}
