package gatehouse.spectate;

import akka.actor.typed.ActorRef;
import akka.util.ByteString;
import gatehouse.spectate.Spectator.FromBroadcast;
import gatehouse.spectate.Spectator.Shown;
import gatehouse.terminal.Frame;
import gatehouse.terminal.View;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * All who watch a game on terminals of one kind: what changes there is found out once for all of
 * them. Not thread-safe.
 */
final class ViewClass {

  private final View view;
  private final Set<ActorRef<FromBroadcast>> viewers = new LinkedHashSet<>();
  private Optional<Shown> latest = Optional.empty();
  private Optional<ByteString> repaint = Optional.empty();

  ViewClass(View view) {
    this.view = view;
  }

  View view() {
    return view;
  }

  boolean isDeserted() {
    return viewers.isEmpty();
  }

  /** One more, who gets the whole picture at once, if there is one. */
  void add(ActorRef<FromBroadcast> viewer) {
    viewers.add(viewer);
    latest.ifPresent(now ->
        viewer.tell(new Shown(Optional.empty(), now.frame(), repaint(now.frame()), now.game())));
  }

  void remove(ActorRef<FromBroadcast> viewer) {
    viewers.remove(viewer);
  }

  /** Shows everybody what the game looks like now. */
  void show(Frame game) {
    var frame = game.view(view);
    var before = latest.map(Shown::frame);
    var change =
        before
            .map(older -> ByteString.fromArrayUnsafe(frame.differenceFrom(older)))
            .orElseGet(() -> repaint(frame));
    if (!change.isEmpty()) {
      repaint = before.isEmpty() ? Optional.of(change) : Optional.empty();
      var shown = new Shown(before, frame, change, game.size());
      latest = Optional.of(shown);
      viewers.forEach(viewer -> viewer.tell(shown));
    }
  }

  private ByteString repaint(Frame frame) {
    var bytes = repaint.orElseGet(() -> ByteString.fromArrayUnsafe(frame.repaint()));
    repaint = Optional.of(bytes);
    return bytes;
  }
}
