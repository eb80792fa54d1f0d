package gatehouse.bench;

import org.HdrHistogram.AbstractHistogram;

/** Figures out of a histogram of nanoseconds. */
final class Latencies {

  private Latencies() {}

  /** In milliseconds. */
  static Figure percentile(
      String scenario, String metric, Subject subject, AbstractHistogram nanos, double percentile) {
    return new Figure(
        scenario, metric, subject.name(), nanos.getValueAtPercentile(percentile) / 1e6);
  }
}
