package gatehouse.game.saves;

import gatehouse.model.CborSerializable;

/** How far a game had come, in its own words, such as turn 1234 on level 5; empty where unknown. */
public record Progress(String turn, String level) implements CborSerializable {

  /** Of a game that does not tell. */
  public static final Progress UNKNOWN = new Progress("", "");

  /** For people: "T:1234 on 5", or less. */
  public String text() {
    var words = turn.isEmpty() ? "" : "T:" + turn;
    return level.isEmpty() ? words : words + (words.isEmpty() ? "" : " ") + "on " + level;
  }
}
