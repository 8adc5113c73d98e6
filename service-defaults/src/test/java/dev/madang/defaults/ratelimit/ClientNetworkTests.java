package dev.madang.defaults.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTests {

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7",
    "::ffff:198.51.100.7, 198.51.100.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0",
    "2001:DB8:1:2::, 2001:db8:1:2:0:0:0:0",
    "not an address, not an address",
  })
  void isAnIpv4AddressOrAnIpv6NetworkOf64Bits(String address, String network) {
    assertThat(ClientNetwork.of(address)).isEqualTo(network);
  }
}
