package gatehouse.terminal;

import static gatehouse.testkit.NeedsRealPart.NODE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Base64;

/** The terminal of xterm.js, run by Node without a browser. */
final class XtermJs implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  XtermJs() throws IOException {
    process =
        new ProcessBuilder(NODE, "src/test/xterm/terminal.js")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    orders = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  /** Forgets all it has shown. */
  Picture fresh(TerminalSize size) throws IOException {
    return answer("{\"columns\":%d,\"rows\":%d}".formatted(size.columns(), size.rows()));
  }

  /** Shows what a program wrote, and tells what is shown then. */
  Picture show(byte[] piece) throws IOException {
    return answer("{\"write\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(piece)));
  }

  private Picture answer(String order) throws IOException {
    orders.write(order);
    orders.newLine();
    orders.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("xterm.js has ended");
    }
    return JSON.readValue(answer, Picture.class);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
