package io.sessionservice.platform;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom an address stands for. */
public final class ClientNetwork {

    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** The address itself, or of IPv6 its /64 network: a host has 2^64 addresses to choose from. */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address parsed
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
