package gatehouse.game.saves;

import gatehouse.model.CborSerializable;

/**
 * One file of a save.
 *
 * @param name as in the game's folder of saves, without any folder
 * @param size in bytes
 * @param sha256 of its content, 64 hexadecimal digits in lower case; also the name of its blob
 */
public record SavedFile(String name, long size, String sha256) implements CborSerializable {}
