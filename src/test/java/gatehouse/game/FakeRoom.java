package gatehouse.game;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A machine with room for any number of games, until a test says otherwise. */
final class FakeRoom implements Room {

  private volatile Optional<Shortage> shortage = Optional.empty();

  void runsShortOf(String what) {
    shortage = Optional.of(new Shortage(what, "too little " + what));
  }

  void hasRoom() {
    shortage = Optional.empty();
  }

  @Override
  public CompletionStage<Optional<Shortage>> shortage() {
    return CompletableFuture.completedStage(shortage);
  }
}
