package gatehouse.admission;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code gatehouse.admission.guesses} in {@code reference.conf}, where each key is explained.
 *
 * @param each how long a wrong password counts
 * @param ofAll from how many on an account is guarded
 * @param ofOne how many a network has for a guarded account
 * @param mostAccounts how many accounts are remembered
 */
public record GuessSettings(Duration each, int ofAll, int ofOne, int mostAccounts) {

  /** Refuses what cannot work, naming the key. */
  public GuessSettings {
    AdmissionSettings.require(!each.isNegative(), "guesses.each", "zero or more", each);
    AdmissionSettings.require(ofAll > 0, "guesses.of-all", "positive", ofAll);
    AdmissionSettings.require(ofOne > 0, "guesses.of-one", "positive", ofOne);
    AdmissionSettings.require(mostAccounts > 0, "guesses.most-accounts", "positive", mostAccounts);
  }

  static GuessSettings from(Config guesses) {
    return new GuessSettings(
        guesses.getDuration("each"),
        guesses.getInt("of-all"),
        guesses.getInt("of-one"),
        guesses.getInt("most-accounts"));
  }
}
