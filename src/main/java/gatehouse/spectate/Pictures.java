package gatehouse.spectate;

import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.TimerGraphStageLogic;
import gatehouse.backend.Games.Ended;
import gatehouse.backend.Games.Expelled;
import gatehouse.backend.Games.FromWatched;
import gatehouse.backend.Games.Keyframe;
import gatehouse.backend.Games.Output;
import gatehouse.terminal.Frame;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a watched game writes, as pictures of its screen: one at once when it was quiet before, else
 * so many as the pause between two allows, and the last one always. Reads as fast as it is given,
 * whatever becomes of the pictures; between two of them it keeps but the screen.
 */
final class Pictures extends GraphStage<FlowShape<FromWatched, Pictures.Told>> {

  /** What comes out; a picture is of all that was written before what comes after it. */
  sealed interface Told {}

  record Picture(Frame frame) implements Told {}

  record TurnedAway(Expelled who) implements Told {}

  record GameOver(Ended ended) implements Told {}

  private static final String NEXT = "next picture";

  private final Inlet<FromWatched> in = Inlet.create("Pictures.in");
  private final Outlet<Told> out = Outlet.create("Pictures.out");
  private final FlowShape<FromWatched, Told> shape = FlowShape.of(in, out);
  private final Duration pause;

  Pictures(Duration pause) {
    this.pause = pause;
  }

  @Override
  public FlowShape<FromWatched, Told> shape() {
    return shape;
  }

  @Override
  public TimerGraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  /** One run of it. */
  private final class Logic extends TimerGraphStageLogic {

    private final Queue<Told> words = new ArrayDeque<>();
    private Screen screen = new Screen(TerminalSize.STANDARD);
    private long offset = -1;
    private boolean unseen;
    private long due = System.nanoTime();

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              take(grab(in));
              show();
              if (!isClosed(in)) {
                pull(in);
              }
            }

            @Override
            public void onUpstreamFinish() {
              show();
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              show();
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    @Override
    public void onTimer(Object key) {
      show();
    }

    private void take(FromWatched news) {
      switch (news) {
        case Keyframe(long at, TerminalSize size, var repaint) -> {
          screen = new Screen(size);
          screen.feed(repaint.toArrayUnsafe());
          offset = at;
          unseen = true;
        }
        case Output(long at, var bytes) -> {
          if (at != offset) {
            throw new IllegalStateException("output at %d, not %d".formatted(at, offset));
          }
          screen.feed(bytes.toArrayUnsafe());
          offset += bytes.length();
          unseen = true;
        }
        case Expelled who -> words.add(new TurnedAway(who));
        case Ended ended -> words.add(new GameOver(ended));
      }
    }

    /** Pushes what is next, if it may be now; a word does not wait, nor does the picture before. */
    private void show() {
      if (isAvailable(out)) {
        boolean hurried = !words.isEmpty() || isClosed(in);
        long early = due - System.nanoTime();
        if (unseen && (hurried || early <= 0)) {
          unseen = false;
          due = System.nanoTime() + pause.toNanos();
          push(out, new Picture(screen.frame()));
        } else if (!words.isEmpty()) {
          push(out, words.remove());
        } else if (unseen && !isTimerActive(NEXT)) {
          scheduleOnce(NEXT, Duration.ofNanos(early));
        }
      }
      if (isClosed(in) && !unseen && words.isEmpty()) {
        completeStage();
      }
    }
  }
}
