package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-crypto")
class ProcessorTest {

  @ParameterizedTest
  @CsvSource({
    "'flags\t\t: fpu sse4_2 popcnt aes xsave', true",
    "'flags\t\t: fpu sse4_2 vaes_not_quite', false",
    "'Features\t: fp asimd evtstrm aes pmull sha1', true",
    "'Features\t: half thumb fastmult vfp neon', false",
    "'facilities      : 0 1 2 3 4', true"
  })
  void has_AES_if_it_says_so_or_says_nothing(String line, boolean aes) {
    var description = List.of("processor\t: 0", "model name\t: aes", line);
    assertThat(new Processor(description).hasAes()).isEqualTo(aes);
  }

  @Test
  void without_AES_is_spared_it() {
    assertThat(Algorithms.ciphers(false))
        .startsWith(BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes128gcm)
        .containsExactlyInAnyOrderElementsOf(Algorithms.ciphers(true));
    assertThat(Algorithms.ciphers(true))
        .startsWith(
            BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm, BuiltinCiphers.cc20p1305_openssh);
  }
}
