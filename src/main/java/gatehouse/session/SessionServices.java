package gatehouse.session;

import akka.actor.typed.ActorRef;
import gatehouse.backend.Games;
import gatehouse.menu.Visitor;
import gatehouse.spectate.Broadcasts;
import java.util.List;
import java.util.function.Function;

/**
 * What every session of a gateway shares.
 *
 * @param banner the lines above the main menu as somebody sees them now; must not block
 */
public record SessionServices(
    Games games,
    ActorRef<Broadcasts.Command> broadcasts,
    Function<Visitor, List<String>> banner,
    SessionSettings settings) {}
