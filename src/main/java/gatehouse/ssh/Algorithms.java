package gatehouse.ssh;

import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.random.SingletonRandomFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/**
 * The cryptography that is offered, best first. SHA-1, and NIST's curves for the exchange and the
 * host key, are for old clients that are asked for by {@code gatehouse.ssh.legacy}, and CBC for
 * none. People may sign in by a key on one of those curves, which is their choice.
 *
 * <p>AES-GCM stands before ChaCha20 where the processor does it in hardware: MINA takes AES and
 * HMACs from the JDK, whatever other providers are there.
 */
final class Algorithms {

  /** Group exchange is left out: a client could ask for the costliest group again and again. */
  private static final List<BuiltinDHFactories> KEY_EXCHANGES =
      List.of(
          BuiltinDHFactories.mlkem768x25519,
          BuiltinDHFactories.sntrup761x25519,
          BuiltinDHFactories.sntrup761x25519_openssh,
          BuiltinDHFactories.curve25519,
          BuiltinDHFactories.curve25519_libssh,
          BuiltinDHFactories.dhg16_512,
          BuiltinDHFactories.dhg18_512,
          BuiltinDHFactories.dhg14_256);

  private static final List<BuiltinCiphers> AES_GCM =
      List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm);

  private static final List<BuiltinCiphers> CHACHA = List.of(BuiltinCiphers.cc20p1305_openssh);

  private static final List<BuiltinCiphers> AES_CTR =
      List.of(BuiltinCiphers.aes128ctr, BuiltinCiphers.aes192ctr, BuiltinCiphers.aes256ctr);

  private static final List<BuiltinMacs> MACS =
      List.of(
          BuiltinMacs.hmacsha256etm,
          BuiltinMacs.hmacsha512etm,
          BuiltinMacs.hmacsha256,
          BuiltinMacs.hmacsha512);

  private static final List<BuiltinSignatures> SIGNATURES =
      List.of(
          BuiltinSignatures.ed25519,
          BuiltinSignatures.rsaSHA512,
          BuiltinSignatures.rsaSHA256,
          BuiltinSignatures.nistp256);

  /** What clients of about 2015 and before have in common with us, and nothing newer. */
  @SuppressWarnings("deprecation") // That is what makes it legacy.
  private static final List<BuiltinDHFactories> LEGACY_KEY_EXCHANGES =
      List.of(
          BuiltinDHFactories.ecdhp256,
          BuiltinDHFactories.ecdhp384,
          BuiltinDHFactories.ecdhp521,
          BuiltinDHFactories.dhg14);

  private static final List<BuiltinMacs> LEGACY_MACS = List.of(BuiltinMacs.hmacsha1);
  private static final List<BuiltinSignatures> LEGACY_SIGNATURES = List.of(BuiltinSignatures.rsa);

  private Algorithms() {}

  /**
   * Has {@code server} offer these and nothing else.
   *
   * @param legacy whether to offer, last, what only old clients need
   * @param compression whether what is sent may be compressed
   */
  static void offer(SshServer server, boolean legacy, boolean compression) {
    server.setRandomFactory(new SingletonRandomFactory(SecurityUtils.getRandomFactory()));
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            false, with(legacy, KEY_EXCHANGES, LEGACY_KEY_EXCHANGES), ServerBuilder.DH2KEX));
    server.setCipherFactories(List.copyOf(ciphers(Processor.ofThisMachine().hasAes())));
    server.setMacFactories(List.copyOf(with(legacy, MACS, LEGACY_MACS)));
    server.setSignatureFactories(List.copyOf(with(legacy, SIGNATURES, LEGACY_SIGNATURES)));
    server.setCompressionFactories(
        with(compression, List.of(BuiltinCompressions.none), List.of(OutputCompression.FACTORY)));
    server.addSessionListener(OutputCompression.ONE_WAY);
  }

  /** The ciphers, the fastest of the best ones first. */
  static List<BuiltinCiphers> ciphers(boolean aesInHardware) {
    return Stream.of(aesInHardware ? AES_GCM : CHACHA, aesInHardware ? CHACHA : AES_GCM, AES_CTR)
        .flatMap(List::stream)
        .toList();
  }

  private static <T> List<T> with(boolean wanted, List<? extends T> first, List<? extends T> last) {
    return Stream.concat(first.stream(), wanted ? last.stream() : Stream.<T>empty()).toList();
  }
}
