package gatehouse.game.saves;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 as 64 hexadecimal digits in lower case. */
public final class Digest {

  private Digest() {}

  /** Of a file's content. */
  public static String of(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return ofCopy(content, OutputStream.nullOutputStream(), Long.MAX_VALUE).sha256();
    }
  }

  /** What was copied. */
  record Copied(long size, String sha256) {}

  /** Copies all of {@code from}, and fails once that is more than {@code most} bytes. */
  static Copied ofCopy(InputStream from, OutputStream to, long most) throws IOException {
    var digest = sha256();
    var hashing = new DigestOutputStream(to, digest);
    var buffer = new byte[64 * 1024];
    long size = 0;
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      size += read;
      if (size > most) {
        throw new IOException("it is larger than " + most + " bytes");
      }
      hashing.write(buffer, 0, read);
    }
    return new Copied(size, HexFormat.of().formatHex(digest.digest()));
  }

  static String ofLines(List<?> lines) {
    var digest = sha256();
    lines.forEach(line -> digest.update((line + "\n").getBytes(UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
