package gatehouse.bench;

import java.util.List;

/** One kind of load. */
interface Scenario {

  /** Puts the load on one server, once, and tells what it took. */
  List<Figure> run(Subject subject) throws Exception;

  /** Whether the server offers what is measured. */
  default boolean suits(Subject subject) {
    return true;
  }
}
