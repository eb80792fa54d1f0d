package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Person;
import gatehouse.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a busy evening. */
@NeedsRealPart({SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("F20")
@Tag("S2.3-backpressure")
class QueueIT {

  @TempDir Path folder;

  @Test
  void who_comes_too_late_waits_sees_a_place_and_comes_in() throws Exception {
    var overlay =
        Files.writeString(
            folder.resolve("small.conf"),
            "gatehouse.session { most-people = 1, most-waiting = 2 }");
    try (var server =
            ServerProcess.start(
                folder.resolve("data"), Map.of("GATEHOUSE_CONFIG", overlay.toString()));
        var first = visitor(server).sees("Not logged in.");
        var second = visitor(server).sees("You are next.");
        var third = visitor(server).sees("You are number 2 in the queue.")) {
      visitor(server).sees("The server is full, and so is its queue; try again later.").close();
      second.types("q").sees("Goodbye.");
      third.sees("You are next.");
      first.types("q").sees("Goodbye.");
      third.sees("Not logged in.").types("q").sees("Goodbye.");
    }
  }

  private static Person visitor(ServerProcess server) {
    return Person.connects(server.port(), "play", 80, 24);
  }
}
