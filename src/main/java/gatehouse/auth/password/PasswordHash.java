package gatehouse.auth.password;

/**
 * What is kept of a password: a PHC string that names Argon2id, its costs, the salt and the hash.
 * Never shows in a log.
 */
public record PasswordHash(String phc) {

  @Override
  public String toString() {
    return "PasswordHash(hidden)";
  }
}
