package gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL as Debian packages it: a server on a free port of loopback with its data in a
 * temporary folder, which does not wait for its disk. It refuses to run as root, and runs as its
 * own user then.
 */
public final class Postgres implements AutoCloseable {

  /** Of the superuser {@code postgres}. */
  private static final String PASSWORD = "correct horse";

  private final Path folder;
  private final int port;
  private final Thread lastResort = new Thread(this::stopAtOnce);

  private Postgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Makes a server and starts it. */
  public static Postgres start() throws IOException {
    var folder = Files.createTempDirectory(Path.of("/tmp"), "gatehouse-postgres");
    if (isRoot()) {
      run(List.of("chown", "postgres:postgres", folder.toString()));
    }
    var postgres = new Postgres(folder, freePort());
    var password = Files.writeString(folder.resolve("password"), PASSWORD);
    postgres.does("initdb", "-U", "postgres", "--auth=scram-sha-256", "--pwfile=" + password);
    Runtime.getRuntime().addShutdownHook(postgres.lastResort);
    postgres.startAgain();
    return postgres;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts it, and waits until it lets people in. */
  public void startAgain() {
    does(
        "pg_ctl",
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder,
        "start");
  }

  /** Stops it as a power failure would: all connections are cut. */
  public void stopAtOnce() {
    does("pg_ctl", "-m", "immediate", "stop");
  }

  /** From now on it answers nothing, and cuts no connection: as behind a cable that was pulled. */
  public void freeze() {
    signal("-STOP");
  }

  /** Ends {@link #freeze}. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try (var lines = Files.lines(data().resolve("postmaster.pid"))) {
      var postmaster = ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()));
      Stream.concat(postmaster.stream(), postmaster.orElseThrow().descendants())
          .map(process -> String.valueOf(process.pid()))
          // One that has just ended is no matter.
          .forEach(process -> run(List.of("sh", "-c", "kill \"$@\" || :", "sh", signal, process)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Makes a database of a user of its own; the answer is {@code gatehouse.database} for it. */
  public Config newDatabase() throws SQLException {
    var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    execute("CREATE USER " + name + " PASSWORD 'open sesame'");
    execute("CREATE DATABASE " + name + " OWNER " + name);
    return ConfigFactory.parseMap(
        Map.of(
            "gatehouse.database.url",
            url(name),
            "gatehouse.database.user",
            name,
            "gatehouse.database.password",
            "open sesame"));
  }

  /** The same, as environment variables of a server. */
  public Map<String, String> newEnvironment() throws SQLException {
    var database = newDatabase().getConfig("gatehouse.database");
    return Map.of(
        "GATEHOUSE_DATABASE_URL", database.getString("url"),
        "GATEHOUSE_DATABASE_USER", database.getString("user"),
        "GATEHOUSE_DATABASE_PASSWORD", database.getString("password"));
  }

  /** Where a database of this name is. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Runs SQL as the superuser. */
  public void execute(String sql) throws SQLException {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The superuser's connection to a database. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), "postgres", PASSWORD);
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(lastResort);
    if (Files.exists(data().resolve("postmaster.pid"))) {
      stopAtOnce();
    }
    Files.walkFileTree(folder, new Deletion());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void does(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"));
    }
    command.add(newest().resolve("bin").resolve(program).toString());
    command.addAll(List.of("-D", data().toString()));
    command.addAll(Arrays.asList(arguments));
    run(command);
  }

  private static Path newest() {
    try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .max(Comparator.comparing(path -> Integer.valueOf(path.getFileName().toString())))
          .orElseThrow();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Its output goes to no pipe, which a server that was started would keep open. */
  private static void run(List<String> command) {
    try {
      var output = Files.createTempFile("gatehouse-postgres", ".txt");
      var process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      assertThat(process.exitValue()).as("%s: %s", command, Files.readString(output)).isZero();
      Files.delete(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
