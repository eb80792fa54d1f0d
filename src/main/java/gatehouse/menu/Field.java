package gatehouse.menu;

/** What a {@link Form} asks for. */
public enum Field {
  USERNAME,
  CURRENT_PASSWORD,
  PASSWORD,
  REPEATED_PASSWORD,
  EMAIL
}
