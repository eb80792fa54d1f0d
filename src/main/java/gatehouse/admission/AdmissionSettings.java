package gatehouse.admission;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code gatehouse.admission} in {@code reference.conf}, where each key is explained. */
public record AdmissionSettings(
    int unauthenticated,
    int unauthenticatedPerSource,
    int connectionsPerSource,
    int connectionsPerAccount,
    RateSettings rate,
    Duration moment,
    int ipv4Prefix,
    int ipv6Prefix,
    List<String> exempt,
    Path lists,
    Duration look,
    PenaltySettings penalties,
    GuessSettings guesses) {

  /** Refuses what cannot work, naming the key; takes copies. */
  public AdmissionSettings {
    require(unauthenticated > 0, "unauthenticated", "positive", unauthenticated);
    require(
        unauthenticatedPerSource > 0,
        "unauthenticated-per-source",
        "positive",
        unauthenticatedPerSource);
    require(connectionsPerSource > 0, "connections-per-source", "positive", connectionsPerSource);
    require(
        connectionsPerAccount > 0, "connections-per-account", "positive", connectionsPerAccount);
    require(!moment.isNegative(), "moment", "zero or more", moment);
    require(
        ipv4Prefix > 0 && ipv4Prefix <= 32, "source.ipv4-prefix", "between 1 and 32", ipv4Prefix);
    require(
        ipv6Prefix > 0 && ipv6Prefix <= 128, "source.ipv6-prefix", "between 1 and 128", ipv6Prefix);
    require(look.isPositive(), "look", "positive", look);
    exempt = List.copyOf(exempt);
  }

  /** Reads the section {@code gatehouse.admission}. */
  public static AdmissionSettings from(Config admission) {
    return new AdmissionSettings(
        admission.getInt("unauthenticated"),
        admission.getInt("unauthenticated-per-source"),
        admission.getInt("connections-per-source"),
        admission.getInt("connections-per-account"),
        RateSettings.from(admission.getConfig("rate")),
        admission.getDuration("moment"),
        admission.getInt("source.ipv4-prefix"),
        admission.getInt("source.ipv6-prefix"),
        admission.getStringList("exempt"),
        Path.of(admission.getString("lists")),
        admission.getDuration("look"),
        PenaltySettings.from(admission.getConfig("penalties")),
        GuessSettings.from(admission.getConfig("guesses")));
  }

  /** The networks that are never too many and never penalised. */
  Networks exemptNetworks() {
    try {
      return Networks.of(exempt);
    } catch (IllegalArgumentException notOne) {
      throw new IllegalArgumentException(
          "gatehouse.admission.exempt: " + notOne.getMessage(), notOne);
    }
  }

  static void require(boolean holds, String key, String what, Object is) {
    if (!holds) {
      throw new IllegalArgumentException(
          "gatehouse.admission." + key + " must be " + what + ": " + is);
    }
  }
}
