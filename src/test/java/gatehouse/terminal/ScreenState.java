package gatehouse.terminal;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** All that two screens must share to behave the same from now on, in words. */
final class ScreenState {

  private ScreenState() {}

  static String of(Screen screen) {
    Canvas canvas = screen.canvas();
    var state = new StringBuilder();
    state.append("title ").append(canvas.title).append('\n');
    state.append("cursor ").append(fields(canvas.cursor)).append('\n');
    state.append("saved on main ").append(fields(canvas.savedOnMain)).append('\n');
    state.append("modes ").append(fields(canvas.modes)).append('\n');
    state.append("tabs ").append(Arrays.toString(canvas.tabs.columns())).append('\n');
    state.append("region ").append(canvas.top).append(' ').append(canvas.bottom).append('\n');
    state.append("single shift ").append(canvas.singleShift).append('\n');
    state.append("last printed ").append(canvas.lastPrinted);
    if (canvas.lastPrinted != Canvas.NOTHING_PRINTED) {
      state.append(" in ").append(canvas.lastColumn);
    }
    state.append("\nmain\n");
    append(canvas.main, canvas.size, state);
    if (canvas.alternateShown()) {
      state.append("saved on alternate ").append(fields(canvas.savedOnAlternate));
      state.append("\nalternate\n");
      append(canvas.grid(), canvas.size, state);
    }
    return state.toString();
  }

  private static void append(Grid grid, TerminalSize size, StringBuilder state) {
    for (int index = 0; index < size.rows(); index++) {
      Row row = grid.row(index);
      long style = Style.PLAIN;
      for (int column = 0; column < size.columns(); column++) {
        if (row.style(column) != style) {
          style = row.style(column);
          state.append('{').append(Long.toHexString(style)).append('}');
        }
        if (row.width(column) == 0) {
          state.append('<');
        }
        row.appendCell(column, state);
      }
      state.append("|\n");
    }
  }

  private static Map<String, Object> fields(Object value) {
    var fields = new TreeMap<String, Object>();
    for (Field field : value.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        try {
          field.setAccessible(true);
          fields.put(field.getName(), field.get(value));
        } catch (IllegalAccessException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    }
    return fields;
  }
}
