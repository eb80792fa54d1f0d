package gatehouse.menu;

import java.util.EnumMap;
import java.util.Map;

/** What has been answered so far. Immutable; holds passwords, so that it prints nothing. */
final class Answers {

  static final Answers NONE = new Answers(new EnumMap<>(Field.class));

  private final Map<Field, String> given;

  private Answers(Map<Field, String> given) {
    this.given = given;
  }

  boolean has(Field field) {
    return given.containsKey(field);
  }

  /** The answer; empty if there is none. */
  String to(Field field) {
    return given.getOrDefault(field, "");
  }

  Answers with(Field field, String answer) {
    var more = new EnumMap<>(given);
    more.put(field, answer);
    return new Answers(more);
  }

  Answers without(Field field) {
    var fewer = new EnumMap<>(given);
    fewer.remove(field);
    return new Answers(fewer);
  }
}
