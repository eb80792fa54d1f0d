package gatehouse;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import com.typesafe.config.Config;
import gatehouse.admission.AdmissionSettings;
import gatehouse.admission.Gossip;
import gatehouse.backend.grpc.BackendSettings;
import gatehouse.backend.grpc.GrpcAccounts;
import gatehouse.backend.grpc.GrpcGames;
import gatehouse.menu.Banner;
import gatehouse.model.ServiceAddress;
import gatehouse.session.Reception;
import gatehouse.session.SessionServices;
import gatehouse.session.SessionSettings;
import gatehouse.spectate.Broadcasts;
import gatehouse.ssh.SshFrontDoor;
import gatehouse.ssh.SshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The gateway in this process. */
final class GatewayRole {

  private static final ZoneId ZONE = ZoneId.systemDefault();

  private final ActorSystem<?> system;
  private final SshFrontDoor door;
  private final ActorRef<Reception.Command> reception;

  private GatewayRole(
      ActorSystem<?> system, SshFrontDoor door, ActorRef<Reception.Command> reception) {
    this.system = system;
    this.door = door;
    this.reception = reception;
  }

  static GatewayRole start(
      ActorSystem<?> system, Config config, ServiceAddress auth, ServiceAddress game) {
    var backend = BackendSettings.from(config.getConfig("gatehouse.backend"));
    var accounts = new GrpcAccounts(system, auth, backend);
    var games = new GrpcGames(system, game, backend);
    var banner = banner(config);
    var serverId = config.getString("gatehouse.server-id");
    var settings =
        SessionSettings.from(
            config.getConfig("gatehouse.session"), config.getConfig("gatehouse.spectate"));
    var broadcasts =
        system.systemActorOf(
            Broadcasts.create(games, settings.spectate()), "broadcasts", Props.empty());
    var services =
        new SessionServices(
            games,
            broadcasts,
            visitor ->
                banner.lines(
                    visitor, new Banner.Facts(serverId, Version.TEXT, ZonedDateTime.now(ZONE))),
            settings);
    var reception = system.systemActorOf(Reception.create(services), "reception", Props.empty());
    var admission = AdmissionSettings.from(config.getConfig("gatehouse.admission"));
    var door =
        Waiting.until(
            SshFrontDoor.start(
                system,
                SshSettings.from(config.getConfig("gatehouse.ssh")),
                admission,
                accounts,
                (line, guarded, who, userName) ->
                    reception.tell(new Reception.Arrived(line, guarded, who))));
    system.systemActorOf(
        Gossip.create(door.admission(), admission.penalties().sharedFrom(), Clock.systemUTC()),
        "penalties",
        Props.empty());
    return new GatewayRole(system, door, reception);
  }

  /** The banner's file, read once; a missing one is no banner. */
  private static Banner banner(Config config) {
    var file = Path.of(config.getString("gatehouse.banner"));
    try {
      return Banner.of(Files.isRegularFile(file) ? Files.readString(file) : "");
    } catch (IOException unreadable) {
      throw new StartFailure(
          "gatehouse.banner: " + file + " cannot be read as UTF-8 text", unreadable);
    }
  }

  int port() {
    return door.address().getPort();
  }

  List<String> fingerprints() {
    return door.fingerprints();
  }

  void stopAccepting() {
    door.stopAccepting();
  }

  /** Tells everybody; completes when the last session is over. */
  CompletionStage<Done> sendAway(String farewell, boolean gamesEnd, Duration patience) {
    return AskPattern.ask(
        reception,
        (ActorRef<Done> replyTo) -> new Reception.Close(farewell, gamesEnd, replyTo),
        patience,
        system.scheduler());
  }

  CompletionStage<Done> close(Duration deadline) {
    return door.close(deadline);
  }
}
