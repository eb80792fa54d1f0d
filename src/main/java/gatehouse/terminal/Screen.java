package gatehouse.terminal;

import java.io.ByteArrayOutputStream;

/** Stands in for the screen model until it is merged. */
public final class Screen {

  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  public Screen(TerminalSize size) {}

  public void feed(byte[] bytes, int from, int to) {
    all.write(bytes, from, to - from);
  }

  public void resize(TerminalSize size) {}

  public byte[] repaint() {
    return all.toByteArray();
  }
}
