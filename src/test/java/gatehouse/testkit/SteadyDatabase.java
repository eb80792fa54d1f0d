package gatehouse.testkit;

import gatehouse.database.Availability;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A database that is never away. */
public record SteadyDatabase() implements Availability {

  @Override
  public <T> CompletionStage<T> unlessAway(Supplier<CompletionStage<T>> question) {
    return question.get();
  }
}
