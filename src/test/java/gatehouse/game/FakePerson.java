package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.FromGame;
import gatehouse.game.Games.Keys;
import gatehouse.game.Games.Notice;
import gatehouse.game.Games.Output;
import gatehouse.game.Games.Repaint;
import gatehouse.game.Games.Resize;
import gatehouse.game.Games.ToGame;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/** Somebody attached, who reads one thing at a time and only when the test says so. */
final class FakePerson {

  private static final FiniteDuration PATIENCE = FiniteDuration.create(20, TimeUnit.SECONDS);

  private final TestPublisher.Probe<ToGame> keyboard;
  private final TestSubscriber.Probe<FromGame> screen;
  private long keys;

  FakePerson(ActorSystem<?> system, Flow<ToGame, FromGame, NotUsed> tunnel) {
    var ends =
        TestSource.<ToGame>create(system)
            .via(tunnel)
            .toMat(TestSink.create(system), Keep.both())
            .run(system);
    keyboard = ends.first();
    screen = ends.second();
  }

  TestPublisher.Probe<ToGame> keyboard() {
    return keyboard;
  }

  TestSubscriber.Probe<FromGame> screen() {
    return screen;
  }

  void types(String text) {
    keyboard.sendNext(new Keys(++keys, ByteString.fromString(text)));
  }

  void resizes(TerminalSize size) {
    keyboard.sendNext(new Resize(size));
  }

  void leaves() {
    keyboard.sendComplete();
  }

  /** Reads until the text has been shown, and returns all that was, a byte a character. */
  String reads(String until) {
    var all = new StringBuilder();
    while (all.indexOf(until) < 0) {
      all.append(
          switch (next()) {
            case Output output -> text(output.bytes());
            case Repaint repaint -> text(repaint.bytes());
            case Notice(String text) -> text;
            case Ended end -> throw new AssertionError(all + " then " + end);
          });
    }
    return all.toString();
  }

  private static String text(ByteString bytes) {
    return bytes.decodeString(StandardCharsets.ISO_8859_1);
  }

  private FromGame next() {
    return screen.request(1).expectNext(PATIENCE);
  }

  /** Reads whatever comes until the game is over. */
  Ended readsToTheEnd() {
    var last = next();
    while (!(last instanceof Ended)) {
      last = next();
    }
    return (Ended) last;
  }

  Repaint seesRepaint() {
    return (Repaint) screen.requestNext();
  }

  Output seesOutput() {
    return (Output) screen.requestNext();
  }

  Notice seesNotice() {
    return (Notice) screen.requestNext();
  }

  Ended seesEnd() {
    var ended = (Ended) screen.requestNext();
    screen.request(1).expectComplete();
    return ended;
  }

  /** Reads output up to an offset, checking that nothing is missing or repeated. */
  ByteString readsFromTo(long from, long to) {
    var read = ByteString.emptyByteString();
    while (from + read.length() < to) {
      var output = seesOutput();
      assertThat(output.offset()).isEqualTo(from + read.length());
      read = read.concat(output.bytes());
    }
    return read;
  }
}
