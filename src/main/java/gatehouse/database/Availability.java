package gatehouse.database;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** For those who ask what cannot answer while the database is away. Any thread may ask. */
public interface Availability {

  /**
   * The answer to a question; fails with {@link DatabaseAway} if the database is away and there is
   * still none after a moment, so that what needs no database is answered all the same.
   *
   * @param question may be asked twice: where the database has just come back, whoever was asked
   *     may have stopped over it without a word
   */
  <T> CompletionStage<T> unlessAway(Supplier<CompletionStage<T>> question);
}
