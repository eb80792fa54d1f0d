package gatehouse.auth.issuing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that access tokens are signed with: a JSON Web Key Set in a file, made when it is not
 * there.
 *
 * <p>The first key signs; all are published. To rotate, add a new key at the end, put it first once
 * everybody has fetched it, and take the old one out when its last token has expired.
 */
public final class SigningKeys {

  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  private final List<ECKey> keys;

  private SigningKeys(List<ECKey> keys) {
    this.keys = keys;
  }

  /** Reads the file, or makes it with one new key that nobody but its owner can read. Blocks. */
  public static SigningKeys loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    warnIfOthersCanRead(file);
    return new SigningKeys(read(file));
  }

  ECKey signing() {
    return keys.getFirst();
  }

  /** All of them, as a JSON Web Key Set without anything secret. */
  String publicKeySet() {
    return new JWKSet(List.copyOf(keys)).toPublicJWKSet().toString();
  }

  private static List<ECKey> read(Path file) throws IOException {
    List<JWK> keys;
    try {
      keys = JWKSet.parse(Files.readString(file)).getKeys();
    } catch (ParseException unreadable) {
      throw new IOException(file + " is not a JSON Web Key Set", unreadable);
    }
    if (keys.isEmpty() || !keys.stream().allMatch(SigningKeys::canSign)) {
      throw new IOException(file + " must hold private P-256 keys with ids, and at least one");
    }
    return keys.stream().map(JWK::toECKey).toList();
  }

  private static boolean canSign(JWK key) {
    return key instanceof ECKey curve
        && curve.isPrivate()
        && curve.getKeyID() != null
        && Curve.P_256.equals(curve.getCurve());
  }

  private static void create(Path file) throws IOException {
    var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    Files.createDirectories(folder, ownerMay("rwx------"));
    var unfinished = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
    try (var channel =
        FileChannel.open(unfinished, Set.of(CREATE_NEW, WRITE), ownerMay("rw-------"))) {
      var bytes = ByteBuffer.wrap(new JWKSet(newKey()).toString(false).getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, ATOMIC_MOVE);
    try (var directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
    log.info("Made a new key to sign access tokens with: {}", file);
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException("this Java makes no P-256 keys", impossible);
    }
  }

  private static void warnIfOthersCanRead(Path file) throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      log.warn("Everybody on this machine can read {} and forge access tokens: chmod 600", file);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> ownerMay(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
