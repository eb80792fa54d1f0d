package gatehouse.admission;

/** What a network is penalised for. Each has a key of its own in {@code reference.conf}. */
public enum Offence {
  /** A password that was wrong, or a name that cannot be one. */
  WRONG_PASSWORD("wrong-password"),

  /** A connection that ended without an attempt to sign in. */
  NO_ATTEMPT("no-attempt"),

  /** A connection that had not signed in when the login grace was over. */
  GRACE_EXCEEDED("grace-exceeded"),

  /** What is not SSH, or not as SSH has it. */
  BROKEN_PROTOCOL("broken-protocol"),

  /** A connection for which there was no place, or that came while its network was penalised. */
  REFUSED("refused");

  private final String key;

  Offence(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }
}
