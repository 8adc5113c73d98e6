package dev.madang.defaults.ratelimit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The part of an IP address that one client has: an IPv4 address, or a /64 network of IPv6, from
 * which a client can choose any address.
 */
public final class ClientNetwork {

  private static final int PREFIX_BYTES = 8;

  private ClientNetwork() {}

  public static InetAddress of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address; // also an IPv4 address that was written as IPv6
    }
    var bytes = address.getAddress();
    Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("16 bytes are an address", impossible);
    }
  }

  /**
   * @param address as text; a text that is no IP address stands for itself
   */
  public static String of(String address) {
    try {
      return of(InetAddress.ofLiteral(address)).getHostAddress();
    } catch (IllegalArgumentException other) {
      return address;
    }
  }
}
