package gatehouse.bench;

/**
 * What was measured.
 *
 * @param scenario and its size, such as "echo, 100 sessions"
 * @param metric with its unit, such as "p50, ms"
 * @param subject the server's name
 */
record Figure(String scenario, String metric, String subject, double value) {

  /** What it is compared by: the same metric of another subject. */
  record Row(String scenario, String metric) {}

  Row row() {
    return new Row(scenario, metric);
  }
}
