package gatehouse.admission;

import static gatehouse.testkit.ProxyHeaders.LOCAL;
import static gatehouse.testkit.ProxyHeaders.PROXY;
import static gatehouse.testkit.ProxyHeaders.TCP4;
import static gatehouse.testkit.ProxyHeaders.TCP6;
import static gatehouse.testkit.ProxyHeaders.UDP4;
import static gatehouse.testkit.ProxyHeaders.UNIX;
import static gatehouse.testkit.ProxyHeaders.UNSPECIFIED;
import static gatehouse.testkit.ProxyHeaders.block;
import static gatehouse.testkit.ProxyHeaders.checked;
import static gatehouse.testkit.ProxyHeaders.joined;
import static gatehouse.testkit.ProxyHeaders.line;
import static gatehouse.testkit.ProxyHeaders.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gatehouse.admission.ProxyHeader.Answer;
import gatehouse.admission.ProxyHeader.Complete;
import gatehouse.admission.ProxyHeader.Incomplete;
import gatehouse.admission.ProxyHeader.Malformed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-S3")
class ProxyHeaderTest {

  private static final byte[] SSH = "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADDRESSES = new byte[12];
  private static final InetSocketAddress FIVE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.5"), 55555);

  private static final String OTHER = "a PROXY line of another protocol than TCP4 and TCP6";
  private static final String FEW = "a PROXY line without two addresses and two ports";
  private static final String ADDRESS = "a PROXY line with an address that is none";
  private static final String PORT = "a PROXY line with a port that is none";
  private static final String NOT_TCP =
      "a PROXY block of something else than a TCP or Unix connection";
  private static final String NO_ROOM = "a PROXY block without room for its addresses";
  private static final String NO_END = "a PROXY block with a value that does not end in it";
  private static final String CHECKSUM = "a PROXY block with a wrong checksum";

  private static Answer read(byte[] bytes) {
    return ProxyHeader.read(bytes, 0, bytes.length);
  }

  private static Optional<InetSocketAddress> at(String address, int port) {
    return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), port));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  static Stream<Arguments> right() {
    return Stream.of(
        arguments(line("PROXY TCP4 192.0.2.1 192.0.2.2 50000 2222"), at("192.0.2.1", 50000)),
        arguments(line("PROXY TCP4 0.0.0.0 255.255.255.255 0 65535"), at("0.0.0.0", 0)),
        arguments(line("PROXY TCP6 2001:db8::7 ::1 65535 1"), at("2001:db8::7", 65535)),
        arguments(line("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 1"), at("192.0.2.1", 1)),
        arguments(
            line("PROXY TCP6 " + "FFFF:".repeat(7) + "FFFF ::1 5 5"),
            at("ffff:".repeat(7) + "ffff", 5)),
        arguments(line("PROXY UNKNOWN"), Optional.empty()),
        arguments(line("PROXY UNKNOWN what ever !~"), Optional.empty()),
        arguments(line("PROXY UNKNOWN " + "x".repeat(91)), Optional.empty()),
        arguments(block(FIVE), Optional.of(FIVE)),
        arguments(block("2001:db8::7", 1), at("2001:db8::7", 1)),
        arguments(block("::ffff:192.0.2.1", 1), at("192.0.2.1", 1)),
        arguments(block(FIVE, value(0x04), value(0x05, (byte) 1, (byte) 2)), Optional.of(FIVE)),
        arguments(block(FIVE, value(0x04, new byte[505])), Optional.of(FIVE)),
        arguments(checked(block(FIVE, value(0x03, new byte[4])), 35), Optional.of(FIVE)),
        arguments(
            checked(block(FIVE, value(0x03, new byte[4]), value(0x04)), 35), Optional.of(FIVE)),
        arguments(block(PROXY, UNIX, new byte[216]), Optional.empty()),
        arguments(block(PROXY, UNSPECIFIED), Optional.empty()),
        arguments(block(PROXY, UNSPECIFIED, new byte[7]), Optional.empty()),
        arguments(block(LOCAL, UNSPECIFIED), Optional.empty()),
        arguments(block(LOCAL, TCP4, new byte[3]), Optional.empty()),
        arguments(block(LOCAL, 0xff, new byte[520]), Optional.empty()));
  }

  /** As HAProxy 2.6 sent them: plain, with {@code crc32c,unique-id}, and for a health check. */
  static Stream<Arguments> haproxys() {
    return Stream.of(
        arguments(line("PROXY TCP4 127.0.0.7 127.0.0.1 35553 33979"), at("127.0.0.7", 35553)),
        arguments(line("PROXY TCP6 ::1 ::1 59377 33979"), at("::1", 59377)),
        arguments(
            hex("0d0a0d0a000d0a515549540a2111000c7f0000077f000001cf8dc361"),
            at("127.0.0.7", 0xcf8d)),
        arguments(
            hex(
                "0d0a0d0a000d0a515549540a2111001f7f0000077f000001d21d969f"
                    + "030004d30ca49c0500093132372e302e302e37"),
            at("127.0.0.7", 0xd21d)),
        arguments(
            hex(
                "0d0a0d0a000d0a515549540a2121003100000000000000000000000000000001"
                    + "000000000000000000000000000000019799969f030004adaf02c00500033a3a31"),
            at("::1", 0x9799)),
        arguments(hex("0d0a0d0a000d0a515549540a20000000"), Optional.empty()),
        arguments(hex("0d0a0d0a000d0a515549540a20000007030004a9b87e8f"), Optional.empty()));
  }

  static Stream<Arguments> wrong() {
    return Stream.concat(wrongLines(), wrongBlocks());
  }

  private static Stream<Arguments> wrongLines() {
    return Stream.of(
            List.of("SSH-2.0-x\r\n", "not a PROXY header"),
            List.of("proxy TCP4", "not a PROXY header"),
            List.of("PROXYTCP4", "not a PROXY header"),
            List.of("\n", "not a PROXY header"),
            List.of("\r\n\r\nx", "not a PROXY header"),
            List.of("PROXY TCP4 1.1.1.1\n", "a PROXY line with a byte that is not printable"),
            List.of("PROXY \0", "a PROXY line with a byte that is not printable"),
            List.of("PROXY UNKNOWN \033[2J", "a PROXY line with a byte that is not printable"),
            List.of("PROXY UNKNOWN \u00e9", "a PROXY line with a byte that is not printable"),
            List.of("PROXY UNKNOWN\r\r", "a PROXY line with a carriage return in it"),
            List.of("PROXY UNKNOWN " + "x".repeat(92), "a PROXY line of more than 107 bytes"),
            List.of("PROXY \r\n", OTHER),
            List.of("PROXY UDP4 1.1.1.1 1.1.1.1 1 1\r\n", OTHER),
            List.of("PROXY  TCP4 1.1.1.1 1.1.1.1 1 1\r\n", OTHER),
            List.of("PROXY UNKNOWNX\r\n", OTHER),
            List.of("PROXY TCP4\r\n", FEW),
            List.of("PROXY TCP4 1.1.1.1 1.1.1.1 1\r\n", FEW),
            List.of("PROXY TCP4 1.1.1.1 1.1.1.1 1 1 \r\n", FEW),
            List.of("PROXY TCP4 1.1.1.1  1.1.1.1 1 1\r\n", FEW),
            List.of("PROXY TCP4 1.1.1 1.1.1.1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP4 1.1.1.256 1.1.1.1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP4 1.1.1.01 1.1.1.1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP4 ::1 1.1.1.1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP4 localhost 1.1.1.1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP4 1.1.1.1 x 1 1\r\n", ADDRESS),
            List.of("PROXY TCP6 1.1.1.1 ::1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP6 ::1%lo ::1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP6 [::1] ::1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP6 1::2::3 ::1 1 1\r\n", ADDRESS),
            List.of("PROXY TCP6 ::1 ::g 1 1\r\n", ADDRESS),
            List.of("PROXY TCP4 1.1.1.1 1.1.1.1 65536 1\r\n", PORT),
            List.of("PROXY TCP4 1.1.1.1 1.1.1.1 1 99999\r\n", PORT),
            List.of("PROXY TCP4 1.1.1.1 1.1.1.1 01 1\r\n", PORT),
            List.of("PROXY TCP4 1.1.1.1 1.1.1.1 -1 1\r\n", PORT),
            List.of("PROXY TCP4 1.1.1.1 1.1.1.1 +1 1\r\n", PORT))
        .map(wrong -> arguments(wrong.get(0).getBytes(StandardCharsets.UTF_8), wrong.get(1)));
  }

  private static Stream<Arguments> wrongBlocks() {
    return Stream.of(
        arguments(block(0x11, TCP4, ADDRESSES), "a PROXY block of another version or command"),
        arguments(block(0x31, TCP4, ADDRESSES), "a PROXY block of another version or command"),
        arguments(block(0x22, TCP4, ADDRESSES), "a PROXY block of another version or command"),
        arguments(block(PROXY, UDP4, ADDRESSES), NOT_TCP),
        arguments(block(PROXY, 0x41, ADDRESSES), NOT_TCP),
        arguments(block(PROXY, 0x01, ADDRESSES), NOT_TCP),
        arguments(block(PROXY, TCP4, new byte[11]), NO_ROOM),
        arguments(block(PROXY, TCP6, new byte[35]), NO_ROOM),
        arguments(block(PROXY, UNIX, new byte[215]), NO_ROOM),
        arguments(block(PROXY, TCP4, new byte[521]), "a PROXY block of more than 536 bytes"),
        arguments(block(LOCAL, TCP4, new byte[521]), "a PROXY block of more than 536 bytes"),
        arguments(block(FIVE, new byte[1]), NO_END),
        arguments(block(FIVE, new byte[2]), NO_END),
        arguments(block(FIVE, hex("040002ff")), NO_END),
        arguments(block(FIVE, hex("04ffff")), NO_END),
        arguments(block(FIVE, value(0x03, new byte[4])), CHECKSUM),
        arguments(block(FIVE, value(0x03, new byte[3])), CHECKSUM),
        arguments(block(FIVE, value(0x03)), CHECKSUM));
  }

  @ParameterizedTest
  @MethodSource({"right", "haproxys"})
  void that_is_right_is_known_at_its_last_byte_and_not_before(
      byte[] header, Optional<InetSocketAddress> source) {
    for (int some = 0; some < header.length; some++) {
      assertThat(ProxyHeader.read(header, 0, some)).isEqualTo(new Incomplete());
    }
    assertThat(read(header)).isEqualTo(new Complete(source, header.length));
  }

  @ParameterizedTest
  @MethodSource({"right", "haproxys"})
  void is_read_from_where_it_begins_and_no_further_than_to_its_end(
      byte[] header, Optional<InetSocketAddress> source) {
    var between = joined(SSH, header, SSH);
    assertThat(ProxyHeader.read(between, SSH.length, header.length + SSH.length))
        .isEqualTo(new Complete(source, header.length));
    assertThat(ProxyHeader.read(between, SSH.length, header.length - 1))
        .isEqualTo(new Incomplete());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void that_is_wrong_is_never_taken_for_one_and_says_why(byte[] bytes, String reason) {
    assertThat(read(bytes)).isEqualTo(new Malformed(reason));
    assertThat(read(joined(bytes, SSH))).isEqualTo(new Malformed(reason));
    var wrongYet = false;
    for (int some = 0; some <= bytes.length; some++) {
      var answer = ProxyHeader.read(bytes, 0, some);
      wrongYet |= answer instanceof Malformed;
      assertThat(answer).isEqualTo(wrongYet ? new Malformed(reason) : new Incomplete());
    }
  }

  @ParameterizedTest
  @CsvSource({"S, 1", "PROXYX, 6", "'PROXY T\t', 8"})
  void that_is_none_is_refused_at_its_first_wrong_byte(String text, int at) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(ProxyHeader.read(bytes, 0, at - 1)).isEqualTo(new Incomplete());
    assertThat(ProxyHeader.read(bytes, 0, at)).isInstanceOf(Malformed.class);
  }

  @Test
  void that_claims_to_be_long_is_refused_before_it_has_come() {
    var long2 = Arrays.copyOf(block(PROXY, TCP4, new byte[65535]), 16);
    assertThat(read(long2)).isEqualTo(new Malformed("a PROXY block of more than 536 bytes"));
  }

  @Test
  void with_any_bytes_at_all_has_an_answer_that_more_bytes_do_not_change() {
    long seed = System.nanoTime();
    System.out.println("ProxyHeaderTest: seed " + seed);
    var random = new Random(seed);
    var seeds = Stream.concat(right(), wrong()).map(each -> (byte[]) each.get()[0]).toList();
    for (int i = 0; i < 100_000; i++) {
      var bytes = mutated(seeds.get(random.nextInt(seeds.size())), random);
      int some = random.nextInt(bytes.length + 1);
      var whole = read(bytes);
      var begun = ProxyHeader.read(bytes, 0, some);
      int input = i;
      assertThat(begun)
          .as(() -> "seed %d, input %d: %s".formatted(seed, input, HexFormat.of().formatHex(bytes)))
          .isIn(new Incomplete(), whole);
      if (whole instanceof Complete(var source, int length)) {
        assertThat(length).isBetween(1, Math.min(bytes.length, ProxyHeader.LONGEST));
      }
    }
  }

  private static byte[] mutated(byte[] header, Random random) {
    if (random.nextInt(10) == 0) {
      var noise = new byte[random.nextInt(600)];
      random.nextBytes(noise);
      return noise;
    }
    var bytes = Arrays.copyOf(header, random.nextInt(header.length + 20) + 1);
    for (int times = random.nextInt(4); times > 0; times--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
