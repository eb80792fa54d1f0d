package gatehouse.ssh;

import java.util.List;
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
 * clients; nothing here uses SHA-1, CBC, or compression before or after signing in.
 *
 * <p>AES-GCM stands before ChaCha20 because processors do it in hardware: MINA takes AES and HMACs
 * from the JDK, whatever other providers are there.
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

  private static final List<BuiltinCiphers> CIPHERS =
      List.of(
          BuiltinCiphers.aes128gcm,
          BuiltinCiphers.aes256gcm,
          BuiltinCiphers.cc20p1305_openssh,
          BuiltinCiphers.aes128ctr,
          BuiltinCiphers.aes192ctr,
          BuiltinCiphers.aes256ctr);

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

  private Algorithms() {}

  /** Has {@code server} offer these and nothing else. */
  static void offer(SshServer server) {
    server.setRandomFactory(new SingletonRandomFactory(SecurityUtils.getRandomFactory()));
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(false, KEY_EXCHANGES, ServerBuilder.DH2KEX));
    server.setCipherFactories(List.copyOf(CIPHERS));
    server.setMacFactories(List.copyOf(MACS));
    server.setSignatureFactories(List.copyOf(SIGNATURES));
    server.setCompressionFactories(List.of(BuiltinCompressions.none));
  }
}
