package gatehouse.auth;

import gatehouse.auth.issuing.TokenPrint;
import gatehouse.auth.password.PasswordHash;
import gatehouse.model.CborSerializable;
import gatehouse.model.PlayerName;
import java.time.Instant;

/** What has happened to an account; kept for good, under the names of these records. */
sealed interface AccountEvent extends CborSerializable {

  /** Somebody took the name. */
  record Registered(
      PlayerName name, PasswordHash password, String email, String request, Instant at)
      implements AccountEvent {}

  /** The owner chose another password, which ended every sign-in. */
  record PasswordChanged(PasswordHash password, String request, Instant at)
      implements AccountEvent {}

  /** The owner gave another address, or none. */
  record EmailChanged(String email, Instant at) implements AccountEvent {}

  /** A sign-in began. */
  record SignedIn(TokenPrint print, Instant at, Instant expires) implements AccountEvent {}

  /**
   * A sign-in got a new refresh token.
   *
   * @param graceUntil until when the token that it had stays good
   */
  record Renewed(TokenPrint print, Instant at, Instant expires, Instant graceUntil)
      implements AccountEvent {}

  /** A sign-in ended before its time. */
  record SignedOut(String family, Cause cause, Instant at) implements AccountEvent {}

  /** Why a sign-in ended. */
  enum Cause {
    ASKED,
    TOO_MANY,
    TOKEN_REUSED
  }
}
