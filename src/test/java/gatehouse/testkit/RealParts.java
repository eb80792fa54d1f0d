package gatehouse.testkit;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link NeedsRealPart}, and leaves a line per skip for the build to count. */
final class RealParts implements ExecutionCondition {

  private static final Path SKIPPED = Path.of("target", "missing-real-parts.txt");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    var needs = context.getElement().map(test -> test.getAnnotation(NeedsRealPart.class));
    if (needs.isEmpty()) {
      return enabled("needs no real part");
    }
    var missing =
        Arrays.stream(needs.get().value()).filter(part -> !Files.exists(Path.of(part))).toList();
    if (missing.isEmpty()) {
      return enabled("all real parts are here");
    }
    if ("required".equals(System.getProperty("real.parts"))) {
      throw new IllegalStateException("missing real parts: " + missing);
    }
    count(context.getUniqueId() + " needs " + missing);
    return disabled("missing real parts: " + missing);
  }

  private static void count(String line) {
    try {
      Files.createDirectories(SKIPPED.getParent());
      Files.writeString(SKIPPED, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
