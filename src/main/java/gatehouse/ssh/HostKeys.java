package gatehouse.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this server proves its identity with: one key of each {@link HostKeyKind} that it is to
 * have, and perhaps the next of some kinds, which clients are told of before it takes the place of
 * the current one.
 *
 * <p>Reading and making them blocks.
 */
public final class HostKeys {

  private final List<HostKey> current;
  private final List<HostKey> next;

  private HostKeys(List<HostKey> current, List<HostKey> next) {
    this.current = current;
    this.next = next;
  }

  /**
   * Reads the keys in {@code folder}; fails with {@link SshStartException}.
   *
   * @param legacy whether those for old clients are wanted, too ({@code gatehouse.ssh.legacy})
   */
  public static HostKeys read(Path folder, boolean legacy) {
    var kinds = HostKeyKind.of(legacy);
    var lacking = lacking(kinds, folder);
    if (!lacking.isEmpty()) {
      throw new SshStartException(
          "the folder of host keys %s lacks %s, which are made at the first start"
              .formatted(folder, names(lacking)));
    }
    var current = files(kinds, folder, HostKeyFile::current).map(HostKeyFile::read).toList();
    var next =
        files(kinds, folder, HostKeyFile::next)
            .filter(HostKeyFile::exists)
            .map(HostKeyFile::read)
            // A client takes a key that it hears of twice for an attack.
            .filter(key -> find(current.stream(), key.blob()).isEmpty())
            .toList();
    return new HostKeys(current, next);
  }

  /** Reads the keys in {@code folder}, making those that are missing. */
  static HostKeys in(Path folder, boolean legacy) {
    var lacking = lacking(HostKeyKind.of(legacy), folder);
    if (!lacking.isEmpty() && Files.exists(folder) && !Files.isWritable(folder)) {
      throw new SshStartException(
          "the folder of host keys %s lacks %s and cannot be written to: put them there"
              .formatted(folder, names(lacking)));
    }
    lacking.forEach(HostKeyFile::create);
    return read(folder, legacy);
  }

  /** Those that prove identity now, for MINA. */
  List<KeyPair> pairs() {
    return current.stream().map(HostKey::pair).toList();
  }

  /** The current ones, best first, for people to compare with what their client shows. */
  public List<String> fingerprints() {
    return current.stream().map(HostKey::fingerprint).toList();
  }

  /** Those that will take their places, for the same purpose. */
  public List<String> nextFingerprints() {
    return next.stream().map(HostKey::fingerprint).toList();
  }

  /** The records of the DNS by which clients know all of them. */
  public List<String> sshfp(String host) {
    return all().map(key -> key.sshfp(host)).toList();
  }

  /** The lines of {@code known_hosts} by which clients know all of them. */
  public List<String> knownHosts(String host, int port) {
    return all().map(key -> key.knownHost(host, port)).toList();
  }

  /** The current ones, then the next. */
  Stream<HostKey> all() {
    return Stream.concat(current.stream(), next.stream());
  }

  /** The one whose public key this is. */
  Optional<HostKey> find(byte[] blob) {
    return find(all(), blob);
  }

  private static Optional<HostKey> find(Stream<HostKey> keys, byte[] blob) {
    return keys.filter(key -> Arrays.equals(key.blob(), blob)).findFirst();
  }

  private static Stream<HostKeyFile> files(
      List<HostKeyKind> kinds, Path folder, BiFunction<HostKeyKind, Path, HostKeyFile> file) {
    return kinds.stream().map(kind -> file.apply(kind, folder));
  }

  private static List<HostKeyFile> lacking(List<HostKeyKind> kinds, Path folder) {
    return files(kinds, folder, HostKeyFile::current).filter(file -> !file.exists()).toList();
  }

  private static String names(List<HostKeyFile> files) {
    return files.stream().map(file -> file.kind().fileName()).collect(Collectors.joining(", "));
  }
}
