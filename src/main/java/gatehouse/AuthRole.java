package gatehouse;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import gatehouse.auth.AuthSettings;
import gatehouse.auth.grpc.AuthService;
import gatehouse.database.Availability;
import gatehouse.model.ServiceAddress;
import gatehouse.rpc.GrpcServer;
import gatehouse.rpc.RpcSettings;
import gatehouse.token.TokenSettings;
import java.io.IOException;
import java.time.Clock;

/** The Auth Service in this process. */
record AuthRole(GrpcServer server) {

  static AuthRole start(
      ActorSystem<?> system, Config config, DataDirectory data, Availability database) {
    try {
      var services =
          AuthService.start(
              system,
              AuthSettings.from(config.getConfig("gatehouse.auth")),
              TokenSettings.from(config.getConfig("gatehouse.token")),
              data.path(),
              Clock.systemUTC(),
              database);
      return new AuthRole(
          Waiting.until(
              GrpcServer.bind(
                  system,
                  RpcSettings.from(config.getConfig("gatehouse.rpc")),
                  config.getString("gatehouse.auth.host"),
                  config.getInt("gatehouse.auth.port"),
                  services)));
    } catch (IOException failure) {
      throw new StartFailure(
          "the token keys in " + data.path().resolve("auth") + ": " + failure.getMessage(),
          failure);
    }
  }

  ServiceAddress address() {
    return server.address();
  }
}
