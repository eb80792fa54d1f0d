package gatehouse.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures of a run: of each the median of its rounds, as a table and as JSON. */
final class Report {

  private final Map<Figure.Row, Map<String, List<Double>>> rounds = new LinkedHashMap<>();

  void add(List<Figure> figures) {
    for (var figure : figures) {
      rounds
          .computeIfAbsent(figure.row(), row -> new LinkedHashMap<>())
          .computeIfAbsent(figure.subject(), subject -> new ArrayList<>())
          .add(figure.value());
    }
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A line for each metric, with the peers beside it and the ratio to each. */
  String table() {
    var table = new StringBuilder(
        "| scenario | metric | gatehouse | OpenSSH | ratio | bare MINA | ratio |\n");
    table.append("|---|---|---:|---:|---:|---:|---:|\n");
    rounds.forEach((row, subjects) -> {
      var ours = value(subjects, Subject.GATEHOUSE);
      table.append("| %s | %s | %s".formatted(row.scenario(), row.metric(), text(ours)));
      for (var peer : List.of(Subject.OPENSSH, Subject.MINA)) {
        var theirs = value(subjects, peer);
        var ratio = ours.flatMap(one -> theirs.map(other -> one / other));
        table.append(" | %s | %s".formatted(text(theirs), text(ratio)));
      }
      table.append(" |\n");
    });
    return table.toString();
  }

  private static Optional<Double> value(Map<String, List<Double>> subjects, String name) {
    return Optional.ofNullable(subjects.get(name)).map(Report::median);
  }

  private static String text(Optional<Double> value) {
    return value
        .map(number -> String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.0f", number))
        .orElse("–");
  }

  /** All rounds too, beside what they were made on. */
  void write(Path file, Map<String, String> circumstances) throws IOException {
    var figures = new ArrayList<Map<String, Object>>();
    rounds.forEach((row, subjects) ->
        subjects.forEach((subject, values) ->
            figures.add(
                Map.of(
                    "scenario", row.scenario(),
                    "metric", row.metric(),
                    "subject", subject,
                    "median", median(values),
                    "rounds", values))));
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), Map.of("circumstances", circumstances, "figures", figures));
  }
}
