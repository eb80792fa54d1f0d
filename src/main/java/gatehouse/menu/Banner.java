package gatehouse.menu;

import gatehouse.terminal.TextWidth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines above a menu, as an operator wrote them, with dgamelaunch's variables {@code
 * $USERNAME}, {@code $SERVERID}, {@code $VERSION} and {@code $DATETIME}. What follows line {@value
 * #MOST_LINES} is dropped; control characters become question marks.
 */
public record Banner(List<String> lines) {

  private static final int MOST_LINES = 24;
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(USERNAME|SERVERID|VERSION|DATETIME)");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** What the variables stand for, besides who is looking. */
  public record Facts(String serverId, String version, ZonedDateTime now) {}

  public Banner {
    lines = lines.stream().limit(MOST_LINES).map(TextWidth::neutralised).toList();
  }

  /** The banner of a file's text. */
  public static Banner of(String text) {
    return new Banner(text.lines().toList());
  }

  /** The lines as this visitor sees them now. */
  public List<String> lines(Visitor visitor, Facts facts) {
    return lines.stream().map(line -> substitute(line, visitor, facts)).toList();
  }

  private static String substitute(String line, Visitor visitor, Facts facts) {
    return VARIABLE
        .matcher(line)
        .replaceAll(variable ->
            Matcher.quoteReplacement(
                switch (variable.group(1)) {
                  case "USERNAME" -> username(visitor);
                  case "SERVERID" -> facts.serverId();
                  case "VERSION" -> facts.version();
                  default -> DATE_TIME.format(facts.now());
                }));
  }

  private static String username(Visitor visitor) {
    return switch (visitor) {
      case Visitor.Anonymous() -> "[Anonymous]";
      case Visitor.Player(var name) -> name.value();
    };
  }
}
