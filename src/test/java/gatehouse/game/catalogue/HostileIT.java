package gatehouse.game.catalogue;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import akka.actor.typed.ActorSystem;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.testkit.Akka;
import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link Hostile} gets and what it does not, attempt by attempt: the table in operating.md.
 */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-S1")
class HostileIT {

  private static final String SANDBOX = "gatehouse.game.sandbox = required";
  private static final String NONE = "gatehouse.game { sandbox = off, allow-unsandboxed = yes }";

  /** What a game may have: a key for its own terminal, and what decision 0005 tells of. */
  private static final Set<String> LEFT_OPEN =
      Set.of(
          "types-into-own-terminal",
          "sets-up-io-uring",
          "adds-keys",
          "takes-shared-memory",
          "writes-1-gb-to-files");

  /** What a game that root has started as somebody else cannot do without a sandbox either. */
  private static final Set<String> HELD_BY_ANOTHER_USER =
      Set.of(
          "reads-host-key",
          "reads-database",
          "reads-log",
          "follows-link-out",
          "reads-environment-of-service",
          "signals-service");

  /** What no game can do, whoever starts it. */
  private static final Set<String> HELD_BY_NO_PRIVILEGES =
      Set.of(
          "reads-shadow",
          "writes-to-system",
          "opens-disks",
          "has-environment-of-service",
          "has-descriptors-of-service",
          "gains-root-by-setuid",
          "may-gain-privileges",
          "has-capabilities",
          "mounts",
          "renames-host",
          "dumps-core",
          "gains-priority",
          "sets-core-pattern",
          "writes-1-gb-to-a-file",
          "takes-1-gb-of-memory",
          "starts-500-processes");

  @TempDir Path folder;

  @TestFactory
  @NeedsRealPart(BUBBLEWRAP)
  Stream<DynamicTest> in_a_sandbox(ActorSystem<?> system) throws IOException {
    return allButLeftOpen(run(system, Identity.ofThisProcess(), SANDBOX));
  }

  @TestFactory
  @NeedsRealPart(BUBBLEWRAP)
  Stream<DynamicTest> in_a_sandbox_of_an_ordinary_users(ActorSystem<?> system) throws IOException {
    return allButLeftOpen(run(system, ordinary(), SANDBOX));
  }

  @TestFactory
  Stream<DynamicTest> without_a_sandbox(ActorSystem<?> system) throws IOException {
    var held =
        Identity.ofThisProcess().isRoot()
            ? Stream.concat(HELD_BY_NO_PRIVILEGES.stream(), HELD_BY_ANOTHER_USER.stream())
            : HELD_BY_NO_PRIVILEGES.stream();
    return held(run(system, Identity.ofThisProcess(), NONE), held);
  }

  @TestFactory
  Stream<DynamicTest> without_a_sandbox_of_an_ordinary_users(ActorSystem<?> system)
      throws IOException {
    return held(run(system, ordinary(), NONE), HELD_BY_NO_PRIVILEGES.stream());
  }

  @Test
  @NeedsRealPart(BUBBLEWRAP)
  void who_kills_all_there_are_kills_nobody_else(ActorSystem<?> system) throws IOException {
    try (var run = new HostileRun(system, folder, Identity.ofThisProcess())) {
      var outcome = run.of(SANDBOX, "finale=yes");

      assertThat(outcome.exit()).isIn(new Signalled(9), new Exited(0));
      assertThat(outcome.neighbour()).contains("echo still here");
    }
  }

  private HostileRun.Outcome run(ActorSystem<?> system, Identity us, String settings)
      throws IOException {
    try (var run = new HostileRun(system, folder, us)) {
      var outcome = run.of(settings);
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(new Exited(0));
      assertThat(outcome.lines()).contains("tried everything");
      return outcome;
    }
  }

  private static Identity ordinary() {
    var we = Identity.ofThisProcess();
    return we.isRoot() ? new Identity(4321, 4321) : we;
  }

  private static Stream<DynamicTest> allButLeftOpen(HostileRun.Outcome outcome) {
    return held(
        outcome, outcome.attempts().keySet().stream().filter(name -> !LEFT_OPEN.contains(name)));
  }

  private static Stream<DynamicTest> held(HostileRun.Outcome outcome, Stream<String> names) {
    return names.map(name ->
        dynamicTest(name, () -> assertThat(outcome.attempts().get(name)).startsWith("held")));
  }
}
