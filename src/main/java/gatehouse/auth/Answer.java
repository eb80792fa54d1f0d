package gatehouse.auth;

/** What {@link Accounts} say to somebody who wants to be signed in. */
public sealed interface Answer {

  /** Yes. */
  record Granted(Credentials credentials) implements Answer {}

  /** Yes, and nobody is signed in by it. */
  record Changed() implements Answer {}

  /** No; {@code line} says so to people. */
  record Refused(Reason reason, String line) implements Answer {}

  /** What kind of no. */
  enum Reason {
    /** Something that was given breaks a rule. */
    INVALID,
    /** Somebody has the name. */
    TAKEN,
    /** No such account, or not its password: nobody is told which. */
    LOGIN_INCORRECT,
    /** The refresh token is unknown, expired or revoked. */
    SIGN_IN_OVER,
    /** Not the password of the account, which the caller is known to own. */
    WRONG_PASSWORD,
    /** Too many people want to be signed in at this moment. */
    BUSY
  }
}
