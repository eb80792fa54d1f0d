package gatehouse.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.model.Password;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) as PHC strings. Each call keeps its thread busy for tens of milliseconds.
 *
 * <p>Passwords are brought to one Unicode form first: keyboards differ in how they spell é.
 */
final class Argon2id {

  private static final int SALT = 16;
  private static final int TAG = 32;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private record Costs(int memory, int iterations, int lanes) {}

  private final SecureRandom random = new SecureRandom();
  private final Costs costs;

  Argon2id(PasswordSettings settings) {
    this.costs = new Costs(settings.memory(), settings.iterations(), settings.lanes());
  }

  PasswordHash hash(Password password) {
    var salt = randomBytes(SALT);
    return encode(salt, tag(password, costs, salt, TAG));
  }

  /** A hash that costs as much as any to compare with, and that no password has. */
  PasswordHash decoy() {
    return encode(randomBytes(SALT), randomBytes(TAG));
  }

  /** Takes as long for a wrong password as for the right one. */
  boolean matches(Password password, PasswordHash hash) {
    var parts = PHC.matcher(hash.phc());
    if (!parts.matches()) {
      throw new IllegalStateException("a stored password hash is no Argon2id PHC string");
    }
    var stored = new Costs(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
    var salt = Base64.getDecoder().decode(parts.group(4));
    var tag = Base64.getDecoder().decode(parts.group(5));
    return MessageDigest.isEqual(tag, tag(password, stored, salt, tag.length));
  }

  private static byte[] tag(Password password, Costs costs, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(costs.memory())
            .withIterations(costs.iterations())
            .withParallelism(costs.lanes())
            .withSalt(salt)
            .build());
    var bytes = Normalizer.normalize(password.value(), Normalizer.Form.NFC).getBytes(UTF_8);
    var tag = new byte[length];
    generator.generateBytes(bytes, tag);
    Arrays.fill(bytes, (byte) 0);
    return tag;
  }

  private PasswordHash encode(byte[] salt, byte[] tag) {
    var base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        "$argon2id$v=19$m="
            + costs.memory()
            + ",t="
            + costs.iterations()
            + ",p="
            + costs.lanes()
            + "$"
            + base64.encodeToString(salt)
            + "$"
            + base64.encodeToString(tag));
  }

  private byte[] randomBytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
