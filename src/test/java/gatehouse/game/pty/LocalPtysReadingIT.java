package gatehouse.game.pty;

import static gatehouse.game.pty.Programs.SOON;
import static gatehouse.game.pty.Programs.answer;
import static gatehouse.game.pty.Programs.complaint;
import static gatehouse.game.pty.Programs.shell;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.util.ByteString;
import gatehouse.game.pty.Ptys.Chunk;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class LocalPtysReadingIT {

  /** 100 MB, each line different. */
  private static final String PATTERN = "seq 1 12500000";

  private Programs programs;
  private ActorSystem<?> system;

  @BeforeEach
  void open(ActorSystem<?> system) {
    this.system = system;
    programs = new Programs(system);
  }

  @AfterEach
  void close() {
    programs.close();
  }

  private TestSubscriber.Probe<Chunk> reader(PtyId pty, long offset) {
    return programs.ptys.read(pty, offset).runWith(TestSink.create(system), system);
  }

  @Nested
  class A_hundred_megabytes {

    private final Transcript transcript = new Transcript();
    private PtyId pty;

    @BeforeEach
    void start() {
      pty = programs.start(shell("stty raw; exec " + PATTERN));
    }

    @Test
    void come_whole_through_a_slow_reader() throws IOException {
      var read =
          programs
              .ptys
              .read(pty, 0)
              .throttle(64 << 20, Duration.ofSeconds(1), chunk -> chunk.bytes().length())
              .runWith(Sink.foreach(transcript::append), system);
      assertThat(read).succeedsWithin(Duration.ofSeconds(60));
      assertThat(transcript.hash()).isEqualTo(hashOf(PATTERN));
    }

    @Test
    void come_whole_through_many_readers_in_turn() throws IOException {
      int readers = 0;
      for (boolean more = true; more; readers++) {
        long upTo = transcript.length + ThreadLocalRandom.current().nextInt(2 << 20);
        long before = transcript.length;
        var read =
            programs
                .ptys
                .read(pty, before)
                .takeWhile(chunk -> chunk.offset() < upTo)
                .runWith(Sink.foreach(transcript::append), system);
        assertThat(read).succeedsWithin(SOON);
        more = transcript.length > before || upTo == before;
      }
      assertThat(readers).isGreaterThan(50);
      assertThat(transcript.hash()).isEqualTo(hashOf(PATTERN));
    }
  }

  @Nested
  class A_second_reader {

    private PtyId pty;
    private TestSubscriber.Probe<Chunk> first;

    @BeforeEach
    void read_something() {
      pty = programs.start(shell("stty raw -echo; printf first; head -c 1; exec sleep 100"));
      first = reader(pty, 0);
      assertThat(first.requestNext()).isEqualTo(chunk(0, "first"));
    }

    @Test
    void ends_the_first_and_goes_on_where_that_stopped() {
      first.request(1);
      var second = reader(pty, 5);
      assertThat(first.expectError()).hasMessage("another reader took over at offset 5");
      answer(programs.ptys.write(pty, ByteString.fromString("x")));
      assertThat(second.requestNext()).isEqualTo(chunk(5, "x"));
    }

    @Test
    void gets_the_latest_chunk_again_if_it_asks_for_it() {
      first.cancel();
      assertThat(reader(pty, 0).requestNext()).isEqualTo(chunk(0, "first"));
      assertThat(reader(pty, 2).requestNext()).isEqualTo(chunk(2, "rst"));
    }

    @Test
    void is_told_what_is_at_hand_if_it_asks_for_something_else() {
      assertThat(reader(pty, 6).expectSubscriptionAndError())
          .isInstanceOf(PtyException.class)
          .hasMessage("cannot read from offset 6: at hand is what follows 0 to 5");
      first.request(1);
      answer(programs.ptys.write(pty, ByteString.fromString("x")));
      assertThat(first.expectNext()).isEqualTo(chunk(5, "x"));
    }

    private static Chunk chunk(long offset, String text) {
      return new Chunk(offset, ByteString.fromString(text));
    }
  }

  @Nested
  class A_reader_that_does_not_pull {

    @TempDir private Path directory;
    private Path progress;
    private PtyId pty;

    @BeforeEach
    void start() {
      progress = directory.resolve("progress");
      var script = "i=0; while :; do i=$((i+1)); echo $i >\"$1\"; printf %01000d $i; done";
      pty = programs.start(shell(script, progress.toString()));
    }

    @Test
    void stops_the_program_until_it_pulls_again() {
      var reader = reader(pty, 0);
      int stopped = progressOnceStopped();
      assertThat(stopped).isBetween(1, 200);
      reader.request(10);
      await().atMost(SOON).until(() -> progress() > stopped);
      assertThat(progressOnceStopped()).isLessThan(stopped + 400);
    }

    @Test
    void stops_it_like_one_that_is_not_there() {
      assertThat(progressOnceStopped()).isBetween(1, 200);
    }

    private int progressOnceStopped() {
      var seen = new AtomicInteger();
      await()
          .during(Duration.ofMillis(300))
          .atMost(SOON)
          .until(() -> progress() > 0 && seen.getAndSet(progress()) == progress());
      return seen.get();
    }

    private int progress() throws IOException {
      var text = Files.exists(progress) ? Files.readString(progress).trim() : "";
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
  }

  @Test
  void reading_what_is_not_there_fails() {
    var read = programs.ptys.read(new PtyId("gone"), 0).runWith(Sink.ignore(), system);
    assertThat(complaint(read)).isEqualTo("no PTY gone");
  }

  @Test
  void nothing_is_at_hand_after_the_end_but_the_latest_chunk() {
    var pty = programs.start(shell("stty raw; printf end"));
    var all = programs.ptys.read(pty, 0).runWith(Sink.seq(), system);
    assertThat(answer(all)).containsExactly(new Chunk(0, ByteString.fromString("end")));
    assertThat(answer(programs.ptys.read(pty, 3).runWith(Sink.seq(), system))).isEmpty();
    assertThat(answer(programs.ptys.read(pty, 1).runWith(Sink.seq(), system)))
        .containsExactly(new Chunk(1, ByteString.fromString("nd")));
  }

  private static String hashOf(String script) throws IOException {
    var process = new ProcessBuilder("/bin/sh", "-c", script + " | sha256sum").start();
    return new String(process.getInputStream().readAllBytes(), US_ASCII).substring(0, 64);
  }

  /** What was read, hashed; fails at a gap. */
  private static final class Transcript {

    private final MessageDigest hash;
    private long length;

    private Transcript() {
      try {
        hash = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new AssertionError(impossible);
      }
    }

    private void append(Chunk chunk) {
      if (chunk.offset() != length) {
        throw new AssertionError("at " + length + " came " + chunk.offset());
      }
      hash.update(chunk.bytes().asByteBuffer());
      length += chunk.bytes().length();
    }

    private String hash() {
      return HexFormat.of().formatHex(hash.digest());
    }
  }
}
