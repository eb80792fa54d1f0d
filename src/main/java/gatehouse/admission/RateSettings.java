package gatehouse.admission;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code gatehouse.admission.rate} in {@code reference.conf}, where each key is explained.
 *
 * @param each how far apart connections of one network may be for ever
 * @param burst how many it may have at once
 * @param mostSources how many networks are remembered
 */
public record RateSettings(Duration each, int burst, int mostSources) {

  /** Refuses what cannot work, naming the key. */
  public RateSettings {
    AdmissionSettings.require(!each.isNegative(), "rate.each", "zero or more", each);
    AdmissionSettings.require(burst > 0, "rate.burst", "positive", burst);
    AdmissionSettings.require(mostSources > 0, "rate.most-sources", "positive", mostSources);
  }

  static RateSettings from(Config rate) {
    return new RateSettings(
        rate.getDuration("each"), rate.getInt("burst"), rate.getInt("most-sources"));
  }

  Penalties.Limits limits() {
    var threshold = each.multipliedBy(burst);
    return new Penalties.Limits(threshold, threshold, mostSources);
  }
}
