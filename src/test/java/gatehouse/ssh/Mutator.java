package gatehouse.ssh;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Makes valid messages wrong in the ways in which parsers go wrong; the same way for each seed. */
final class Mutator {

  private static final int[] INTERESTING = {
    0,
    1,
    2,
    4,
    7,
    255,
    256,
    32767,
    32768,
    35000,
    65535,
    131_072,
    262_144,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -1,
    -2,
    -4,
    -32768,
  };

  private static final int LONGEST = 60_000;

  private final Random random;

  Mutator(long seed) {
    random = new Random(seed);
  }

  /** A number from 0 up to, and without, {@code bound}. */
  int pick(int bound) {
    return random.nextInt(bound);
  }

  /** One of these. */
  @SafeVarargs
  final <T> T oneOf(T... all) {
    return all[pick(all.length)];
  }

  /** {@code valid} with one thing wrong, or a few. */
  byte[] mutate(byte[] valid) {
    var mutated = valid.clone();
    for (int i = 1 + pick(3); i > 0; i--) {
      mutated = once(mutated);
    }
    // Else few would reach whoever understands the rest.
    if (mutated.length > 0 && valid.length > 0 && pick(10) > 0) {
      mutated[0] = valid[0];
    }
    return Arrays.copyOf(mutated, Math.min(mutated.length, LONGEST));
  }

  private byte[] once(byte[] bytes) {
    if (bytes.length < 2) {
      return extend(bytes);
    }
    return switch (pick(12)) {
      case 0, 1, 2 -> flip(bytes);
      case 3, 4 -> set(bytes);
      case 5, 6, 7 -> number(bytes);
      case 8 -> Arrays.copyOf(bytes, pick(bytes.length));
      case 9 -> extend(bytes);
      case 10 -> repeat(bytes);
      default -> swap(bytes);
    };
  }

  private byte[] flip(byte[] bytes) {
    bytes[pick(bytes.length)] ^= (byte) (1 << pick(8));
    return bytes;
  }

  private byte[] set(byte[] bytes) {
    bytes[pick(bytes.length)] = (byte) pick(256);
    return bytes;
  }

  private byte[] number(byte[] bytes) {
    if (bytes.length >= 5) {
      int at = 1 + pick(bytes.length - 4);
      ByteBuffer.wrap(bytes).putInt(at, INTERESTING[pick(INTERESTING.length)]);
    }
    return bytes;
  }

  private byte[] extend(byte[] bytes) {
    var more = new byte[1 + pick(pick(10) == 0 ? 20_000 : 64)];
    random.nextBytes(more);
    return RawMessage.empty().raw(bytes).raw(more).payload();
  }

  private byte[] repeat(byte[] bytes) {
    int from = pick(bytes.length);
    int to = from + 1 + pick(bytes.length - from);
    return RawMessage.empty()
        .raw(Arrays.copyOf(bytes, to))
        .raw(Arrays.copyOfRange(bytes, from, bytes.length))
        .payload();
  }

  /** Exchanges two parts of four bytes, as numbers and lengths have. */
  private byte[] swap(byte[] bytes) {
    if (bytes.length >= 9) {
      int one = 1 + pick(bytes.length - 8);
      int other = one + 4 + pick(bytes.length - one - 7);
      var buffer = ByteBuffer.wrap(bytes);
      int kept = buffer.getInt(one);
      buffer.putInt(one, buffer.getInt(other)).putInt(other, kept);
    }
    return bytes;
  }
}
