package gatehouse.game;

import akka.actor.typed.ActorRef;
import gatehouse.game.Games.LiveGame;
import gatehouse.game.saves.KeptGame;
import gatehouse.model.SessionId;
import gatehouse.telemetry.Meters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lobbies are told of a node's games, and which are; kept by its {@link GameHost}. */
final class Billboard {

  private final ActorRef<GameHost.Command> host;
  private final Map<SessionId, LiveGame> playing = new HashMap<>();
  private final Set<ActorRef<Lobby.FromHost>> lobbies = new HashSet<>();
  private Capacity capacity;

  Billboard(ActorRef<GameHost.Command> host, Capacity capacity) {
    this.host = host;
    this.capacity = capacity;
    show(capacity);
  }

  /** Tells a lobby all, now and from now on; says whether it is a new one. */
  boolean add(ActorRef<Lobby.FromHost> lobby) {
    boolean isNew = lobbies.add(lobby);
    lobby.tell(new Lobby.AllGames(host, List.copyOf(playing.values())));
    lobby.tell(new Lobby.Places(host, capacity));
    return isNew;
  }

  void remove(ActorRef<Lobby.FromHost> lobby) {
    lobbies.remove(lobby);
  }

  /** A game runs, or is shown otherwise in lists. */
  void show(LiveGame game) {
    playing.put(game.session(), game);
    lobbies.forEach(lobby -> lobby.tell(new Lobby.Changed(host, game)));
  }

  /** A session has stored how a game stands that does not run. */
  void settled(GameSessionId game, Optional<KeptGame> kept) {
    lobbies.forEach(lobby -> lobby.tell(new Lobby.Settled(game.player(), game.game(), kept)));
  }

  /** A game is no more, if it ever was, and has left this, as far as is known yet. */
  void takeDown(SessionId session, Optional<KeptGame> left) {
    var game = playing.remove(session);
    if (game != null) {
      lobbies.forEach(lobby -> lobby.tell(new Lobby.Over(host, game, left)));
    }
  }

  /** So many places are taken. */
  void show(Capacity now) {
    capacity = now;
    Meters.SLOTS.labelValues("used").set(now.used());
    Meters.SLOTS.labelValues("free").set(now.free());
    lobbies.forEach(lobby -> lobby.tell(new Lobby.Places(host, now)));
  }
}
