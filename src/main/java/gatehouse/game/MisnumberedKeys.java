package gatehouse.game;

/** Keys came with a number other than the next one: some were lost or repeated on the way. */
public final class MisnumberedKeys extends RuntimeException {

  MisnumberedKeys(long expected, long number) {
    super("keys are numbered one by one: expected " + expected + ", got " + number);
  }
}
