package gatehouse.game;

import akka.actor.typed.ActorRef;
import gatehouse.game.pty.Ptys.Survey;
import gatehouse.model.GameId;
import gatehouse.model.SessionId;
import gatehouse.telemetry.Meters;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How the games of a node do, as each tells after a look; kept by its {@link GameHost}. */
final class HealthChart {

  private record Patient(GameId game, Health health) {}

  private final Map<SessionId, Patient> patients = new HashMap<>();

  /** Each game is shown what the look found, and finds itself there. */
  static void show(Survey survey, Collection<ActorRef<RunningGame.Command>> games) {
    games.forEach(game -> game.tell(new RunningGame.LookedAt(survey)));
  }

  void feels(SessionId session, GameId game, Health health) {
    patients.put(session, new Patient(game, health));
    measure(game);
  }

  void forget(SessionId session) {
    var gone = patients.remove(session);
    if (gone != null) {
      measure(gone.game());
    }
  }

  /** All that have been looked at. */
  Map<SessionId, Health> all() {
    var all = new HashMap<SessionId, Health>();
    patients.forEach((session, patient) -> all.put(session, patient.health()));
    return all;
  }

  private void measure(GameId game) {
    long memory = 0;
    long processes = 0;
    for (var patient : patients.values()) {
      if (patient.game().equals(game)) {
        memory += patient.health().memory();
        processes += patient.health().processes();
      }
    }
    Meters.GAME_MEMORY.labelValues(game.value()).set((double) memory);
    Meters.GAME_PROCESSES.labelValues(game.value()).set((double) processes);
  }
}
