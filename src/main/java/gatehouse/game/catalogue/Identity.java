package gatehouse.game.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/** Who a process is to the kernel. */
record Identity(int uid, int gid) {

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9}):(\\d{1,9})");

  static Identity ofThisProcess() {
    try {
      return ownerOf(Path.of("/proc/self"));
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot read /proc/self", problem);
    }
  }

  /** Whose the file is; of a link its target's, unless told not to follow. */
  static Identity ownerOf(Path path, LinkOption... options) throws IOException {
    return new Identity(number(path, "unix:uid", options), number(path, "unix:gid", options));
  }

  /** The user of that name in {@code users}, a file like /etc/passwd, or {@code uid:gid}. */
  static Identity of(String user, Path users) {
    var numbers = NUMBERS.matcher(user);
    if (numbers.matches()) {
      return of(numbers.group(1), numbers.group(2));
    }
    try {
      return Files.readAllLines(users).stream()
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length > 3 && fields[0].equals(user))
          .findFirst()
          .map(fields -> of(fields[2], fields[3]))
          .orElseThrow(() -> noSuchUser(user));
    } catch (IOException problem) {
      throw noSuchUser(user);
    }
  }

  boolean isRoot() {
    return uid == 0;
  }

  /** Whether we may go through the folder, judged by its mode. */
  boolean mayPass(Path folder) throws IOException {
    var owner = ownerOf(folder);
    int shift = owner.uid == uid ? 6 : owner.gid == gid ? 3 : 0;
    return (number(folder, "unix:mode") >> shift & 1) == 1;
  }

  @Override
  public String toString() {
    return uid + ":" + gid;
  }

  private static Identity of(String uid, String gid) {
    return new Identity(Integer.parseInt(uid), Integer.parseInt(gid));
  }

  private static int number(Path path, String attribute, LinkOption... options) throws IOException {
    return (Integer) Objects.requireNonNull(Files.getAttribute(path, attribute, options));
  }

  private static LaunchException noSuchUser(String user) {
    return new LaunchException(
        "gatehouse.game.run-as: this machine has no user '" + user + "'; give uid:gid instead");
  }
}
