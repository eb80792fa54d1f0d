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
 * The cryptography that is offered, best first. What is safe without being modern is kept for old
 * clients; SHA-1 is for those that are asked for by {@code gatehouse.ssh.legacy}, and CBC for none.
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
          BuiltinDHFactories.ecdhp256,
          BuiltinDHFactories.ecdhp384,
          BuiltinDHFactories.ecdhp521,
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
          BuiltinSignatures.nistp256,
          BuiltinSignatures.rsaSHA512,
          BuiltinSignatures.rsaSHA256);

  /** What clients of about 2015 and before have in common with us, and nothing newer. */
  @SuppressWarnings("deprecation") // That is what makes it legacy.
  private static final BuiltinDHFactories LEGACY_KEY_EXCHANGE = BuiltinDHFactories.dhg14;

  private static final BuiltinMacs LEGACY_MAC = BuiltinMacs.hmacsha1;
  private static final BuiltinSignatures LEGACY_SIGNATURE = BuiltinSignatures.rsa;

  private Algorithms() {}

  /**
   * Has {@code server} offer these and nothing else.
   *
   * @param legacy whether to offer, last, what is broken in theory
   * @param compression whether what is sent may be compressed
   */
  static void offer(SshServer server, boolean legacy, boolean compression) {
    server.setRandomFactory(new SingletonRandomFactory(SecurityUtils.getRandomFactory()));
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            false, with(legacy, KEY_EXCHANGES, LEGACY_KEY_EXCHANGE), ServerBuilder.DH2KEX));
    server.setCipherFactories(List.copyOf(ciphers(Processor.ofThisMachine().hasAes())));
    server.setMacFactories(List.copyOf(with(legacy, MACS, LEGACY_MAC)));
    server.setSignatureFactories(List.copyOf(with(legacy, SIGNATURES, LEGACY_SIGNATURE)));
    server.setCompressionFactories(
        with(compression, List.of(BuiltinCompressions.none), OutputCompression.FACTORY));
    server.addSessionListener(OutputCompression.ONE_WAY);
  }

  /** The ciphers, the fastest of the best ones first. */
  static List<BuiltinCiphers> ciphers(boolean aesInHardware) {
    return Stream.of(aesInHardware ? AES_GCM : CHACHA, aesInHardware ? CHACHA : AES_GCM, AES_CTR)
        .flatMap(List::stream)
        .toList();
  }

  private static <T> List<T> with(boolean wanted, List<? extends T> first, T last) {
    return wanted ? Stream.concat(first.stream(), Stream.of(last)).toList() : List.copyOf(first);
  }
}
