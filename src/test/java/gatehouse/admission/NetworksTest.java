package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.3-rate")
class NetworksTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
  })
  void a_network_holds_the_addresses_of_its_prefix(String network, String address, boolean holds)
      throws Exception {
    assertThat(Networks.of(List.of(network)).contains(InetAddress.getByName(address)))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "::1/129",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "1.2.3.4.5"
      })
  void what_is_none_is_named(String text) {
    assertThatThrownBy(() -> Networks.of(List.of("::1", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an IP network: " + text);
  }

  @Test
  void any_of_several_counts_and_none_holds_nothing() throws Exception {
    var several = Networks.of(List.of("10.0.0.0/8", "2001:db8::/32"));
    assertThat(several.contains(InetAddress.getByName("2001:db8::5"))).isTrue();
    assertThat(several.isEmpty()).isFalse();
    assertThat(Networks.of(List.of()).contains(InetAddress.getByName("10.0.0.1"))).isFalse();
  }
}
