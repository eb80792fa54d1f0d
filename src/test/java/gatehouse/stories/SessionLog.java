package gatehouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks what the Game Service has stored, from outside and with the service stopped: the events of
 * all sessions in the database, and the blobs and folders beside it.
 */
final class SessionLog {

  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  private final Path data;
  private final Map<String, List<Event>> sessions = new LinkedHashMap<>();

  private SessionLog(Path data) {
    this.data = data;
  }

  /** An event: its kind, such as {@code StartBegun}, and its fields. */
  record Event(String kind, JsonNode fields) {

    long number(String field) {
      return fields.path(field).asLong();
    }
  }

  /** Reads the log under a data directory that nobody uses. */
  static SessionLog read(Path data) throws Exception {
    var log = new SessionLog(data);
    var url = "jdbc:h2:file:" + data.resolve("db/gatehouse") + ";DATABASE_TO_UPPER=FALSE";
    try (var database = DriverManager.getConnection(url, "sa", "");
        var events =
            database
                .createStatement()
                .executeQuery(
                    """
                    select "persistence_id", "event_ser_manifest", "event_payload"
                    from "event_journal" where "persistence_id" like 'GameSession|%'
                    order by "persistence_id", "sequence_number"
                    """)) {
      while (events.next()) {
        var kind = events.getString(2).replaceFirst(".*\\$", "");
        log.sessions
            .computeIfAbsent(events.getString(1), session -> new ArrayList<>())
            .add(new Event(kind, CBOR.readTree(events.getBytes(3))));
      }
    }
    return log;
  }

  /** How often each kind of event was stored. */
  Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    sessions
        .values()
        .forEach(events -> events.forEach(event -> counts.merge(event.kind(), 1L, Long::sum)));
    return counts;
  }

  /** Fails unless each session obeyed the rules, and every save that counts is whole. */
  void check() throws Exception {
    for (var session : sessions.entrySet()) {
      new Checker(session.getKey()).check(session.getValue());
    }
  }

  /** The rules, along the events of one session. */
  private final class Checker {

    private final String session;
    private final Map<Long, JsonNode> kept = new TreeMap<>();
    private long epoch;
    private long running;
    private long waiting;
    private long taken;

    private Checker(String session) {
      this.session = session;
    }

    private void check(List<Event> events) throws Exception {
      for (Event event : events) {
        follow(event);
      }
      for (var save : kept.entrySet()) {
        isWhole(save.getKey(), save.getValue());
      }
    }

    private void follow(Event event) {
      switch (event.kind()) {
        case "StartBegun" -> begins(event);
        case "GameSaved" -> saved(event);
        case "GameEnded", "SessionLost" -> lost(event);
        case "StartFailed" -> {
          waiting = waiting == 0 ? taken : waiting;
          running = 0;
        }
        case "GameStarted", "StopBegun", "EndAsked" ->
            assertThat(running).as("%s of %s while none runs", event, session).isNotZero();
        default -> throw new AssertionError(session + ": " + event);
      }
    }

    private void begins(Event event) {
      assertThat(running).as("%s begins a second process of %s", event, session).isZero();
      assertThat(event.number("epoch")).as("the epoch of %s", event).isEqualTo(epoch + 1);
      var way = event.fields().path("way").asText();
      if (waiting != 0) {
        assertThat(way).as("%s has a save", session).isEqualTo("RESUME");
        assertThat(event.number("takes")).as("what %s takes up", event).isEqualTo(waiting);
      } else {
        assertThat(way).as("%s has no save that waits", session).isNotEqualTo("RESUME");
      }
      epoch++;
      running = epoch;
      taken = event.number("takes");
      waiting = 0;
    }

    private void saved(Event event) {
      var save = event.fields().path("save");
      assertThat(save.path("epoch").asLong()).as("%s of %s", event, session).isEqualTo(running);
      event.fields().path("givenUp").forEach(given -> kept.remove(given.asLong()));
      kept.put(running, save);
      waiting = running;
      running = 0;
    }

    /** Of a game that went on from a save, the save can be had back unless it ended by itself. */
    private void lost(Event event) {
      assertThat(running).as("%s of %s while none runs", event, session).isNotZero();
      if (taken != 0 && !event.fields().path("ending").asText().equals("EXITED")) {
        assertThat(event.fields().path("recoverable").asBoolean())
            .as("%s of %s loses save %d", event, session, taken)
            .isTrue();
        assertThat(kept).as("the saves of %s", session).containsKey(taken);
      }
      running = 0;
    }

    private void isWhole(long of, JsonNode save) throws Exception {
      var name = session.substring("GameSession|".length());
      var player = name.substring(0, name.indexOf('.'));
      var game = name.substring(name.indexOf('.') + 1);
      for (JsonNode file : save.path("files")) {
        var sha256 = file.path("sha256").asText();
        var blob = data.resolve("saves").resolve(game).resolve(player).resolve(of + "/" + sha256);
        assertThat(hash(blob)).as("blob %s of %s", blob, session).isEqualTo(sha256);
      }
    }
  }

  private static String hash(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /** The folders of runs that are still there. */
  static List<Path> runs(Path data) throws IOException {
    var games = data.resolve("games");
    if (!Files.isDirectory(games)) {
      return List.of();
    }
    try (var found = Files.walk(games, 4)) {
      return found
          .filter(path -> path.getParent().getParent().endsWith("runs"))
          .filter(Files::isDirectory)
          .toList();
    }
  }
}
