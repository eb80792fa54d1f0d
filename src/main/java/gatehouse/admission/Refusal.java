package gatehouse.admission;

import gatehouse.telemetry.Meters;
import java.util.Locale;

/** Why somebody may not connect, or not stay. */
public enum Refusal {
  /** Their network is on the list of those that are denied. */
  DENIED("Your network may not connect here."),

  /** Their network has been penalised. */
  PENALISED("Too many failed attempts from your network; try again in a few minutes."),

  /** Their network connects too often. */
  TOO_FAST("Your network connects too often; try again in a minute."),

  /** So many have guessed at the account's password that their network has no more tries. */
  GUESSED("Too many wrong passwords for this account; try again in a quarter of an hour."),

  /** Their network has as many connections as one may have. */
  SOURCE_FULL("Too many connections from your network; try again in a minute."),

  /** There is no place for one more. */
  FULL("Too many connections; try again in a minute."),

  /** They had not signed in, and another needed the place. */
  EVICTED("Too many people are connecting; try again."),

  /** They had not signed in when the login grace was over. */
  OVERDUE("Signing in took too long; try again."),

  /** Their account has as many connections as one may have. */
  ACCOUNT_FULL("This account has too many connections; close one of them."),

  /** They would have had to wait too long until keys could be exchanged. */
  BUSY("Too many people are connecting; try again in a minute.");

  private final String message;

  Refusal(String message) {
    this.message = message;
  }

  /** For the person, in one line of ASCII. */
  public String message() {
    return message;
  }

  /** Counts one. Whoever tells it to the person does this. */
  public void count() {
    Meters.SSH_REFUSED.labelValues(name().toLowerCase(Locale.ROOT)).inc();
  }
}
