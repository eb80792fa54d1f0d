package gatehouse.auth.password;

/** So many passwords wait to be checked already that this one is not. */
public final class HashingBusy extends RuntimeException {

  HashingBusy() {
    super("too many passwords wait to be checked", null, false, false);
  }
}
