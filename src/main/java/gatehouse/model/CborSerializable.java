package gatehouse.model;

/** Marks what actors store or send to other nodes; bound to Jackson's CBOR in the configuration. */
public interface CborSerializable {}
