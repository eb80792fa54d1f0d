package gatehouse.ssh;

/**
 * What a client proposes in its {@code SSH_MSG_KEXINIT} (RFC 4253, 7.1), one algorithm of each sort
 * but for the key exchange, which is one on Curve25519 by either name.
 *
 * @param strict whether it asks for strict key exchange
 * @param guessFollows whether it says that a guessed packet follows
 */
record RawProposal(
    String exchanges,
    String cipher,
    String mac,
    String compression,
    boolean strict,
    boolean guessFollows) {

  static final RawProposal GCM =
      new RawProposal(
          "curve25519-sha256", "aes128-gcm@openssh.com", "hmac-sha2-256", "none", true, false);

  static final RawProposal CTR =
      new RawProposal(
          "curve25519-sha256@libssh.org", "aes128-ctr", "hmac-sha2-256", "none", true, false);

  RawProposal exchanging(String algorithms) {
    return new RawProposal(algorithms, cipher, mac, compression, strict, guessFollows);
  }

  RawProposal compressing(String algorithm) {
    return new RawProposal(exchanges, cipher, mac, algorithm, strict, guessFollows);
  }

  RawProposal lenient() {
    return new RawProposal(exchanges, cipher, mac, compression, false, guessFollows);
  }

  RawProposal guessing() {
    return new RawProposal(exchanges, cipher, mac, compression, strict, true);
  }

  RawMessage message() {
    return RawMessage.of(20)
        .raw(new byte[16])
        .text(exchanges + (strict ? ",kex-strict-c-v00@openssh.com" : ""))
        .text("ssh-ed25519")
        .text(cipher)
        .text(cipher)
        .text(mac)
        .text(mac)
        .text(compression)
        .text(compression)
        .text("")
        .text("")
        .flag(guessFollows)
        .number(0);
  }
}
