package gatehouse.game.catalogue;

/**
 * Where the catalogue comes from, and comes from anew when that has changed. Both methods block;
 * any thread may call them.
 */
public interface CatalogueSource {

  /** Tells whether {@link #read} may have another answer than before: then this one has, too. */
  String print();

  /**
   * The catalogue as it is there now.
   *
   * @throws IllegalArgumentException in one line that names file, line and path
   */
  Catalogue read();

  /** One that never changes. */
  static CatalogueSource always(Catalogue catalogue) {
    return new CatalogueSource() {
      @Override
      public String print() {
        return "";
      }

      @Override
      public Catalogue read() {
        return catalogue;
      }
    };
  }
}
