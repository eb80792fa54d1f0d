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
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.FromWatched;
import gatehouse.game.Games.Keyframe;
import gatehouse.game.Games.OfViewers;
import gatehouse.game.Games.Output;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;

/** A gateway that watches, which reads one thing at a time and only when the test says so. */
final class FakeWatcher {

  private final TestPublisher.Probe<OfViewers> viewers;
  private final TestSubscriber.Probe<FromWatched> shown;
  private Screen screen = new Screen(TerminalSize.STANDARD);

  FakeWatcher(ActorSystem<?> system, Flow<OfViewers, FromWatched, NotUsed> tunnel) {
    var ends =
        TestSource.<OfViewers>create(system)
            .via(tunnel)
            .toMat(TestSink.create(system), Keep.both())
            .run(system);
    viewers = ends.first();
    shown = ends.second();
  }

  void says(OfViewers news) {
    viewers.sendNext(news);
  }

  void leaves() {
    viewers.sendComplete();
  }

  TestSubscriber.Probe<FromWatched> shown() {
    return shown;
  }

  Keyframe seesKeyframe() {
    var keyframe = (Keyframe) shown.requestNext();
    screen = new Screen(keyframe.size());
    screen.feed(keyframe.repaint().toArrayUnsafe());
    return keyframe;
  }

  Output seesOutput() {
    var output = (Output) shown.requestNext();
    screen.feed(output.bytes().toArrayUnsafe());
    return output;
  }

  /** Reads whatever comes until that much of the game's output has been shown. */
  Screen readsTo(long offset) {
    long at = 0;
    while (at < offset) {
      at =
          switch (shown.requestNext()) {
            case Keyframe(long from, TerminalSize size, var repaint) -> {
              screen = new Screen(size);
              screen.feed(repaint.toArrayUnsafe());
              yield from;
            }
            case Output(long from, var bytes) -> {
              assertThat(from).isEqualTo(at);
              screen.feed(bytes.toArrayUnsafe());
              yield from + bytes.length();
            }
            case Ended ended -> throw new AssertionError(ended);
            case Games.Expelled expelled -> throw new AssertionError(expelled);
          };
    }
    return screen;
  }

  Ended seesEnd() {
    var ended = (Ended) shown.requestNext();
    shown.request(1).expectComplete();
    return ended;
  }
}
