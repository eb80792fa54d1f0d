package gatehouse.admission;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@code gatehouse.admission.penalties} in {@code reference.conf}, where each key is explained.
 *
 * @param each what an offence costs
 * @param threshold from which on a network is refused
 * @param longest what a network can have before it
 * @param mostSources how many networks are remembered
 * @param sharedFrom what a network must have before it for other gateways to be told
 */
public record PenaltySettings(
    Map<Offence, Duration> each,
    Duration threshold,
    Duration longest,
    int mostSources,
    Duration sharedFrom) {

  /** Refuses what cannot work, naming the key; takes copies. */
  public PenaltySettings {
    each = Map.copyOf(each);
    each.forEach((offence, cost) ->
        AdmissionSettings.require(
            !cost.isNegative(), "penalties." + offence.key(), "zero or more", cost));
    AdmissionSettings.require(threshold.isPositive(), "penalties.threshold", "positive", threshold);
    AdmissionSettings.require(
        longest.compareTo(threshold) >= 0,
        "penalties.longest",
        "no less than penalties.threshold",
        longest);
    AdmissionSettings.require(mostSources > 0, "penalties.most-sources", "positive", mostSources);
    AdmissionSettings.require(
        sharedFrom.compareTo(threshold) >= 0,
        "penalties.shared-from",
        "no less than penalties.threshold",
        sharedFrom);
  }

  Duration cost(Offence offence) {
    return each.getOrDefault(offence, Duration.ZERO);
  }

  Penalties.Limits limits() {
    return new Penalties.Limits(threshold, longest, mostSources);
  }

  static PenaltySettings from(Config penalties) {
    var each = new EnumMap<Offence, Duration>(Offence.class);
    for (var offence : Offence.values()) {
      each.put(offence, penalties.getDuration(offence.key()));
    }
    return new PenaltySettings(
        each,
        penalties.getDuration("threshold"),
        penalties.getDuration("longest"),
        penalties.getInt("most-sources"),
        penalties.getDuration("shared-from"));
  }
}
