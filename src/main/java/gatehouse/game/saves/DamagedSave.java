package gatehouse.game.saves;

/** A save whose blobs are not what they were when it was made; it must not be given to a game. */
public final class DamagedSave extends RuntimeException {

  DamagedSave(String what) {
    super(what, null, false, false);
  }
}
